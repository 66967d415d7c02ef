import type { Assertion } from '../../contract/test-assertions.ts'
import type { Database } from '../db/database.ts'

/** What a batch sends, as it was when it was started: edits of prompt, cases or rules later change nothing of it. */
export interface BatchPlan {
  readonly sources: Readonly<Record<string, BatchSource>>
  readonly assertions: readonly Assertion[]
  readonly atOnce: number
}

export interface BatchSource {
  /** With variables. */
  readonly body: string
  readonly hash: string
  readonly model: string
  /** The version that is sent, or that the draft said the same as; null where it was like none. */
  readonly sentFrom: string | null
}

export interface StoredBatch {
  readonly id: string
  readonly promptId: string
  readonly practice: boolean
  readonly allowOnce: boolean
  readonly state: 'running' | 'paused'
  readonly reason: string | null
  readonly total: number
  /** Epoch ms. */
  readonly startedAt: number
  readonly plan: BatchPlan
}

export interface BatchItem {
  readonly place: number
  readonly caseId: string
  readonly target: string
  /** Null: not sent yet. */
  readonly runId: string | null
}

export interface BatchStore {
  /** Writes a whole batch before any of it is sent. */
  begin(batch: StoredBatch, items: readonly BatchItem[]): void
  /** The batch of a prompt that has not ended; null where there is none. */
  of(promptId: string): StoredBatch | null
  items(batchId: string): readonly BatchItem[]
  setState(batchId: string, state: StoredBatch['state'], reason: string | null): void
  sent(batchId: string, place: number, runId: string): void
  /** It has ended, or was dropped. The batch goes with its last item. */
  done(batchId: string, places: readonly number[]): void
  /** Batches that a process which is gone has left; this process takes them over, paused. */
  adopt(isAlive: (pid: number, startedAt: number) => boolean, reason: string): readonly StoredBatch[]
}

interface BatchRow {
  readonly id: string
  readonly prompt_id: string
  readonly practice: number
  readonly allow_once: number
  readonly state: StoredBatch['state']
  readonly reason: string | null
  readonly total: number
  readonly started_at: number
  readonly owner_pid: number
  readonly plan: string
}

export function createBatchStore(database: Database, ownerPid: number): BatchStore {
  const insert = database.prepare(`INSERT INTO test_batches
    (id, prompt_id, practice, allow_once, state, reason, total, started_at, owner_pid, plan)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertItem = database.prepare(
    'INSERT INTO test_batch_items (batch_id, place, case_id, target) VALUES (?, ?, ?, ?)',
  )
  const selectOne = database.prepare<BatchRow>('SELECT * FROM test_batches WHERE prompt_id = ?')
  const selectAll = database.prepare<BatchRow>('SELECT * FROM test_batches')
  const selectItems = database.prepare<{
    place: number
    case_id: string
    target: string
    run_id: string | null
  }>('SELECT place, case_id, target, run_id FROM test_batch_items WHERE batch_id = ? ORDER BY place')
  const updateState = database.prepare(
    'UPDATE test_batches SET state = ?, reason = ?, owner_pid = ? WHERE id = ?',
  )
  const updateSent = database.prepare(
    'UPDATE test_batch_items SET run_id = ? WHERE batch_id = ? AND place = ?',
  )
  const deleteItems = database.prepare(
    'DELETE FROM test_batch_items WHERE batch_id = ? AND place IN (SELECT value FROM json_each(?))',
  )
  const deleteEmpty = database.prepare(
    'DELETE FROM test_batches WHERE id = :id AND NOT EXISTS (SELECT 1 FROM test_batch_items WHERE batch_id = :id)',
  )

  return {
    begin: (batch, items) =>
      database.transaction(() => {
        insert.run(
          batch.id,
          batch.promptId,
          batch.practice ? 1 : 0,
          batch.allowOnce ? 1 : 0,
          batch.state,
          batch.reason,
          batch.total,
          batch.startedAt,
          ownerPid,
          JSON.stringify(batch.plan),
        )
        for (const { place, caseId, target } of items) insertItem.run(batch.id, place, caseId, target)
      }),
    of: (promptId) => {
      const row = selectOne.get(promptId)
      return row === undefined ? null : batchOf(row)
    },
    items: (batchId) =>
      selectItems
        .all(batchId)
        .map(({ place, case_id: caseId, target, run_id: runId }) => ({ place, caseId, target, runId })),
    setState: (batchId, state, reason) => void updateState.run(state, reason, ownerPid, batchId),
    sent: (batchId, place, runId) => void updateSent.run(runId, batchId, place),
    done: (batchId, places) =>
      database.transaction(() => {
        deleteItems.run(batchId, JSON.stringify(places))
        deleteEmpty.run({ id: batchId })
      }),
    adopt: (isAlive, reason) => {
      const left = selectAll.all().filter((row) => !isAlive(row.owner_pid, row.started_at))
      for (const row of left) updateState.run('paused', row.reason ?? reason, ownerPid, row.id)
      return left.map(batchOf)
    },
  }
}

/** The plan was written by this application and is trusted. */
function batchOf(row: BatchRow): StoredBatch {
  return {
    id: row.id,
    promptId: row.prompt_id,
    practice: row.practice === 1,
    allowOnce: row.allow_once === 1,
    state: row.state,
    reason: row.reason,
    total: row.total,
    startedAt: row.started_at,
    plan: JSON.parse(row.plan) as BatchPlan,
  }
}
