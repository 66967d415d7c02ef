import { failures } from './failures.ts'
import { notes } from './notes.ts'
import { refusals } from './refusals.ts'

/** What main writes in English and the window shows in Chinese; `{name}` is whatever stands there. */
export const keptSentences: Readonly<Record<string, string>> = {
  ...notes,
  ...failures,
  ...refusals,
}
