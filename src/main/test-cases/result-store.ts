import type { Database } from '../db/database.ts'
import type { CheckSubject, SubjectAnswer } from './check-subject.ts'
import type { Finding } from './finding.ts'

/** The newest result of a case in one column. */
export interface StoredResult {
  readonly caseId: string
  readonly target: string
  /** `checked`: counted without sending. `refused`: it never became a run. */
  readonly state: 'checked' | 'ended' | 'refused'
  readonly practice: boolean
  readonly runId: string | null
  /** Of what was sent, and of what had to hold. */
  readonly hash: ResultHash
  readonly outcome: Finding['outcome']
  readonly subject: StoredSubject
  readonly findings: readonly Finding[]
  /** Its first words. */
  readonly answer: string
  readonly answerHash: string | null
  readonly grade: number | null
  readonly error: { readonly code: string; readonly message: string } | null
}

/** Three hashes, so that one can tell what has changed since. */
export interface ResultHash {
  readonly values: string
  readonly source: string
  readonly rules: string
}

/** The answer's own text is in the run. */
export type StoredSubject = Omit<CheckSubject, 'grade' | 'answer'> & {
  readonly answer: Omit<SubjectAnswer, 'content'> | null
}

export interface ResultStore {
  /** All newest results of a prompt's cases. */
  list(promptId: string): readonly StoredResult[]
  of(caseId: string): readonly StoredResult[]
  write(result: StoredResult): void
}

interface ResultRow {
  readonly case_id: string
  readonly target: string
  readonly state: StoredResult['state']
  readonly practice: number
  readonly run_id: string | null
  readonly hash: string
  readonly outcome: Finding['outcome']
  readonly subject: string
  readonly findings: string
  readonly answer: string
  readonly answer_hash: string | null
  readonly grade: number | null
  readonly error: string | null
}

export function createResultStore(database: Database): ResultStore {
  const selectAll = database.prepare<ResultRow>(`SELECT test_results.* FROM test_results
    JOIN test_cases ON test_cases.id = case_id WHERE prompt_id = ? AND removed_at IS NULL`)
  const selectCase = database.prepare<ResultRow>('SELECT * FROM test_results WHERE case_id = ?')
  const write = database.prepare(`INSERT OR REPLACE INTO test_results
    (case_id, target, state, practice, run_id, hash, outcome, subject, findings, answer, answer_hash, grade, error)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  return {
    list: (promptId) => selectAll.all(promptId).map(resultOf),
    of: (caseId) => selectCase.all(caseId).map(resultOf),
    write: (result) =>
      void write.run(
        result.caseId,
        result.target,
        result.state,
        result.practice ? 1 : 0,
        result.runId,
        JSON.stringify(result.hash),
        result.outcome,
        JSON.stringify(result.subject),
        JSON.stringify(result.findings),
        result.answer,
        result.answerHash,
        result.grade,
        result.error === null ? null : JSON.stringify(result.error),
      ),
  }
}

/** The JSON columns were written by this application and are trusted. They are read when they are asked for: of a large table few are in view. */
function resultOf(row: ResultRow): StoredResult {
  const hash = once(() => JSON.parse(row.hash) as ResultHash)
  const subject = once(() => JSON.parse(row.subject) as StoredSubject)
  const findings = once(() => JSON.parse(row.findings) as Finding[])
  return {
    caseId: row.case_id,
    target: row.target,
    state: row.state,
    practice: row.practice === 1,
    runId: row.run_id,
    get hash() {
      return hash()
    },
    outcome: row.outcome,
    get subject() {
      return subject()
    },
    get findings() {
      return findings()
    },
    answer: row.answer,
    answerHash: row.answer_hash,
    grade: row.grade,
    error: row.error === null ? null : (JSON.parse(row.error) as StoredResult['error']),
  }
}

function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | null = null
  return () => (known ??= { value: read() }).value
}
