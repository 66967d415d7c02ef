import { hashText } from './case-store.ts'
import type { EndedCell } from './cell-runner.ts'
import type { CheckSubject } from './check-subject.ts'
import { type Finding, outcomeOf } from './finding.ts'
import type { ResultHash, StoredResult, StoredSubject } from './result-store.ts'

/** Whose result it is, and what was asked and had to hold. */
export interface CellIdentity {
  readonly caseId: string
  readonly target: string
  readonly hash: ResultHash
}

const FIRST_WORDS = 300

/** The result of a run that has ended, checked. */
export function endedResult(cell: CellIdentity, { run, subject, findings }: EndedCell): StoredResult {
  const text = subject.answer?.content ?? ''
  return {
    ...cell,
    state: 'ended',
    practice: run.practice,
    runId: run.id,
    // What broke off proves nothing, whatever its first words say.
    outcome: run.status === 'completed' ? outcomeOf(findings, true) : 'fail',
    subject: withoutText(subject),
    findings,
    answer: text.slice(0, FIRST_WORDS).trim(),
    answerHash: hashText(text.replaceAll(/\s+/g, ' ').trim()),
    grade: subject.grade,
    error: run.error,
  }
}

/** The result of a cell that was counted and not sent. */
export function checkedResult(
  cell: CellIdentity,
  subject: CheckSubject,
  findings: readonly Finding[],
): StoredResult {
  return {
    ...cell,
    state: 'checked',
    practice: false,
    runId: null,
    outcome: outcomeOf(findings, false),
    subject: withoutText(subject),
    findings,
    answer: '',
    answerHash: null,
    grade: null,
    error: null,
  }
}

/** The result of a request that never became a run. */
export function refusedResult(
  cell: CellIdentity,
  practice: boolean,
  subject: CheckSubject,
  error: NonNullable<StoredResult['error']>,
): StoredResult {
  return { ...checkedResult(cell, subject, []), state: 'refused', practice, outcome: 'fail', error }
}

function withoutText({ prompt, answer }: CheckSubject): StoredSubject {
  if (answer === null) return { prompt, answer: null }
  const { content: _content, ...rest } = answer
  return { prompt, answer: rest }
}
