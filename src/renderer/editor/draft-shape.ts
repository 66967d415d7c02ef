import type { Parameters, Variables } from '../../contract/drafts.ts'
import type { MessageOutline } from './draft-state.ts'

/** All of a draft but its texts, which the editors own. A new object at each change. */
export interface DraftShape {
  readonly messages: readonly MessageOutline[]
  readonly parameters: Parameters
  readonly variables: Variables
  readonly folded: ReadonlySet<string>
  /** What the user has to know about a meeting with another window; null when nothing. */
  readonly notice: string | null
}
