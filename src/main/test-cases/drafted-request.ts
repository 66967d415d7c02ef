import type { Assertion } from '../../contract/test-assertions.ts'

/** A request of a test as it would be sent. */
export interface DraftedRequest {
  readonly body: string
  readonly values: Readonly<Record<string, string>>
  /** Filled in. */
  readonly assertions: readonly Assertion[]
}
