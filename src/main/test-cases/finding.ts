import type { Assertion } from '../../contract/test-assertions.ts'

/** How an assertion turned out, without words: these are chosen when it is shown. */
export interface Finding {
  readonly assertion: Assertion
  readonly outcome: 'pass' | 'fail' | 'undecided'
  /** What was found: a count, an amount, a reason; null where `why` says all. */
  readonly actual: string | number | null
  readonly why: FindingReason | null
  readonly judgeRunId?: string
}

export type FindingReason =
  /** Nothing was sent. */
  | 'needs-answer'
  /** The run failed or was cut short before anything could be said of its answer. */
  | 'run-failed'
  | 'not-reported'
  | 'unpriced'
  /** Before sending a cost is known only from `actual` on. */
  | 'between'
  | 'inexact'
  | 'not-graded'
  | 'not-judged'
  | 'judge-unclear'
  | 'judge-failed'
  | 'not-json'
  | 'schema'
  | 'bad-schema'
  | 'bad-pattern'
  | 'too-slow'

/** All must hold; one that fails decides, then one that is open. Without any, what ended well passes. */
export function outcomeOf(findings: readonly Finding[], ended: boolean): Finding['outcome'] {
  if (findings.some(({ outcome }) => outcome === 'fail')) return 'fail'
  if (findings.some(({ outcome }) => outcome === 'undecided')) return 'undecided'
  return ended || findings.length > 0 ? 'pass' : 'undecided'
}
