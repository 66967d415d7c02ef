import type { Assertion } from '../../contract/test-assertions.ts'

/** What a case is, wherever it is kept: in the database, a CSV line, a test file. */
export interface CaseContent {
  /** May be empty. */
  readonly name: string
  readonly values: Readonly<Record<string, string>>
  /** What must hold of this case beside what must hold of all. */
  readonly assertions: readonly Assertion[]
}

/** Cases of a file, and what of it could not be read: one sentence a line. */
export interface ReadCases {
  readonly cases: readonly CaseContent[]
  readonly skipped: readonly string[]
}
