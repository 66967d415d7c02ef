import { createHash, randomUUID } from 'node:crypto'

import type { Assertion } from '../../contract/test-assertions.ts'
import { testSetup, type TestSetup } from '../../contract/test-cases.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import type { CaseContent } from './case-content.ts'

/** A case as it is kept. */
export interface StoredCase extends CaseContent {
  readonly id: string
  readonly promptId: string
  /** Of its values. */
  readonly hash: string
}

export interface CaseStore {
  setup(promptId: string): TestSetup | null
  setUp(promptId: string, setup: TestSetup): void
  /** In the order of the table. */
  list(promptId: string): readonly StoredCase[]
  /** Cases by prompt; prompts without any, and removed ones, are absent. */
  counts(): Readonly<Record<string, number>>
  /** Error CASE_NOT_FOUND. */
  get(caseId: string): StoredCase
  /** Null where it is not in the table any more. */
  find(caseId: string): StoredCase | null
  /** After a case, or at the end. Gives their ids. */
  add(promptId: string, cases: readonly CaseContent[], after: string | null): readonly string[]
  edit(caseId: string, content: Partial<CaseContent>): void
  /** Removed cases stay in the database and can be restored. */
  setRemoved(caseIds: readonly string[], at: number | null): void
}

interface CaseRow {
  readonly id: string
  readonly prompt_id: string
  readonly place: number
  readonly name: string
  readonly case_values: string
  readonly assertions: string
  readonly hash: string
}

export function createCaseStore(database: Database): CaseStore {
  const selectSetup = database.prepare<{ setup: string }>('SELECT setup FROM test_setups WHERE prompt_id = ?')
  const writeSetup = database.prepare('INSERT OR REPLACE INTO test_setups (prompt_id, setup) VALUES (?, ?)')
  const selectAll = database.prepare<CaseRow>(
    'SELECT * FROM test_cases WHERE prompt_id = ? AND removed_at IS NULL ORDER BY place',
  )
  const selectOne = database.prepare<CaseRow & { removed_at: number | null }>(
    'SELECT * FROM test_cases WHERE id = ?',
  )
  const selectCounts = database.prepare<{ prompt_id: string; cases: number }>(
    `SELECT prompt_id, count(*) AS cases FROM test_cases JOIN prompts ON prompts.id = prompt_id
     WHERE test_cases.removed_at IS NULL AND prompts.removed_at IS NULL GROUP BY prompt_id`,
  )
  const selectNext = database.prepare<{ place: number | null }>(
    'SELECT min(place) AS place FROM test_cases WHERE prompt_id = ? AND place > ?',
  )
  const selectLast = database.prepare<{ place: number | null }>(
    'SELECT max(place) AS place FROM test_cases WHERE prompt_id = ?',
  )
  const insert = database.prepare(
    'INSERT INTO test_cases (id, prompt_id, place, name, case_values, assertions, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const update = database.prepare(
    'UPDATE test_cases SET name = ?, case_values = ?, assertions = ?, hash = ? WHERE id = ?',
  )
  const remove = database.prepare(
    'UPDATE test_cases SET removed_at = ? WHERE id IN (SELECT value FROM json_each(?))',
  )

  function rowOf(caseId: string): CaseRow {
    const row = selectOne.get(caseId)
    if (row === undefined)
      throw new FathomError('CASE_NOT_FOUND', 'This case is not there any more. Look at the table again.')
    return row
  }

  /** Between two others there is always room for some more: a REAL is halved fifty times before it is full. */
  function placesAfter(promptId: string, after: string | null, count: number): number[] {
    const last = selectLast.get(promptId)?.place ?? 0
    const from = after === null ? last : rowOf(after).place
    const until = selectNext.get(promptId, from)?.place ?? from + count + 1
    return Array.from({ length: count }, (_, index) => from + ((until - from) * (index + 1)) / (count + 1))
  }

  return {
    setup: (promptId) => {
      const row = selectSetup.get(promptId)
      return row === undefined ? null : readSetup(row.setup)
    },
    setUp: (promptId, setup) => void writeSetup.run(promptId, JSON.stringify(setup)),
    list: (promptId) => selectAll.all(promptId).map(caseOf),
    counts: () =>
      Object.fromEntries(selectCounts.all().map(({ prompt_id: promptId, cases }) => [promptId, cases])),
    get: (caseId) => caseOf(rowOf(caseId)),
    find: (caseId) => {
      const row = selectOne.get(caseId)
      return row === undefined || row.removed_at !== null ? null : caseOf(row)
    },
    add: (promptId, cases, after) =>
      database.transaction(() => {
        const places = placesAfter(promptId, after, cases.length)
        return cases.map(({ name, values, assertions }, index) => {
          const id = randomUUID()
          const text = JSON.stringify(values)
          insert.run(id, promptId, places[index] ?? 0, name, text, JSON.stringify(assertions), hashText(text))
          return id
        })
      }),
    edit: (caseId, content) => {
      const { name, values, assertions } = { ...caseOf(rowOf(caseId)), ...content }
      const text = JSON.stringify(values)
      update.run(name, text, JSON.stringify(assertions), hashText(text), caseId)
    },
    setRemoved: (caseIds, at) => void remove.run(at, JSON.stringify(caseIds)),
  }
}

/** Short, since two texts of one table only must not meet: 64 bits. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** A setup of another Fathom that does not fit any more gives way to the default. */
function readSetup(text: string): TestSetup | null {
  const parsed = testSetup.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** The JSON columns were written by this application and are trusted. */
function caseOf(row: CaseRow): StoredCase {
  return {
    id: row.id,
    promptId: row.prompt_id,
    name: row.name,
    values: JSON.parse(row.case_values) as Record<string, string>,
    assertions: JSON.parse(row.assertions) as Assertion[],
    hash: row.hash,
  }
}
