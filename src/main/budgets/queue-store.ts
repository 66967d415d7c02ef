import { randomUUID } from 'node:crypto'

import type { QueuedRun } from '../../contract/budgets.ts'
import type { Database } from '../db/database.ts'

/** One run of a comparison. */
export interface BatchPlace {
  readonly batchId: string
  readonly place: number
}

export interface NewQueuedRun {
  /** The comparison that it belongs to; null where it stands alone. */
  readonly batch: BatchPlace | null
  readonly promptId: string
  readonly promptName: string
  readonly revision: number
  /** The version that said what is in the body. */
  readonly versionId: string | null
  readonly model: string
  readonly body: string
  readonly queuedAt: number
  readonly dueAt: number
  /** The named key that it is sent with; null: the one in use by then. */
  readonly keyProfile: string | null
}

export interface WaitingRun extends NewQueuedRun {
  readonly id: string
}

export interface QueueStore {
  add(run: NewQueuedRun): string
  /** What waits and what was refused, the next to be sent first; what belongs to one comparison as one. */
  list(): readonly QueuedRun[]
  /** Those of a comparison that were not sent yet, by their place in it. */
  inBatch(batchId: string): ReadonlyMap<number, Pick<QueuedRun, 'state' | 'dueAt' | 'error'>>
  due(now: number): readonly WaitingRun[]
  postpone(id: string, dueAt: number): void
  /** True for the one caller that may send it. */
  claim(id: string): boolean
  sent(id: string, runId: string): void
  refused(id: string, error: { readonly code: string; readonly message: string }): void
  /** Takes out what waits or was refused; where that is in a comparison, all of it that is in the same state. */
  remove(id: string): void
  removeIn(batchId: string, places: readonly number[]): void
  /** Runs that a killed process was just sending are never sent a second time. */
  giveUpClaims(error: { readonly code: string; readonly message: string }): void
}

/** A run of a comparison is found by its place in it, so its id is made of both; no other id has a slash. */
function idOf(batch: BatchPlace | null): string {
  return batch === null ? randomUUID() : `${batch.batchId}/${batch.place}`
}

function batchOf(id: string): BatchPlace | null {
  const [batchId = '', place] = id.split('/')
  return place === undefined ? null : { batchId, place: Number(place) }
}

interface Row {
  readonly id: string
  readonly prompt_id: string
  readonly prompt_name: string
  readonly model: string
  readonly due_at: number
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused'
  readonly run_id: string | null
  readonly error_code: string | null
  readonly error_message: string | null
}

export function createQueueStore(database: Database): QueueStore {
  const insert = database.prepare(
    `INSERT INTO queued_runs (id, prompt_id, prompt_name, revision, version_id, model, body, queued_at, due_at, key_profile, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
  )
  const select = database.prepare<Row>(
    `SELECT * FROM queued_runs WHERE state <> 'sent' ORDER BY due_at, queued_at`,
  )
  const selectDue = database.prepare<Omit<WaitingRun, 'batch'>>(
    `SELECT id, prompt_id AS promptId, prompt_name AS promptName, revision, version_id AS versionId, model, body, queued_at AS queuedAt,
       due_at AS dueAt, key_profile AS keyProfile FROM queued_runs WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, queued_at`,
  )
  const postpone = database.prepare(`UPDATE queued_runs SET due_at = ? WHERE id = ? AND state = 'waiting'`)
  const claim = database.prepare(
    `UPDATE queued_runs SET state = 'sending' WHERE id = ? AND state = 'waiting'`,
  )
  const sent = database.prepare(`UPDATE queued_runs SET state = 'sent', run_id = ? WHERE id = ?`)
  const refused = database.prepare(
    `UPDATE queued_runs SET state = 'refused', error_code = ?, error_message = ? WHERE id = ?`,
  )
  const giveUp = database.prepare(
    `UPDATE queued_runs SET state = 'refused', error_code = ?, error_message = ? WHERE state = 'sending'`,
  )
  const remove = database.prepare(`DELETE FROM queued_runs WHERE id = ? AND state IN ('waiting', 'refused')`)
  const selectBatch = database.prepare<Row>(
    // All ids that begin with the batch's and "/", as a range of the primary key: "0" is the next character.
    `SELECT * FROM queued_runs WHERE id > :batch || '/' AND id < :batch || '0' AND state <> 'sent'`,
  )
  const ofBatch = (batchId: string): readonly Row[] => selectBatch.all({ batch: batchId })

  return {
    add: (run) => {
      const id = idOf(run.batch)
      const { promptId, promptName, revision, versionId, model, body, queuedAt, dueAt, keyProfile } = run
      insert.run(id, promptId, promptName, revision, versionId, model, body, queuedAt, dueAt, keyProfile)
      return id
    },
    list: () => [...Map.groupBy(select.all(), groupOf).values()].map(viewOf),
    inBatch: (batchId) =>
      new Map(ofBatch(batchId).map((row) => [batchOf(row.id)?.place ?? 0, viewOf([row])] as const)),
    due: (now) => selectDue.all(now).map((row) => ({ ...row, batch: batchOf(row.id) })),
    postpone: (id, dueAt) => void postpone.run(dueAt, id),
    claim: (id) => claim.run(id).changes === 1,
    sent: (id, runId) => void sent.run(runId, id),
    refused: (id, { code, message }) => void refused.run(code, message, id),
    remove: (id) => {
      const batch = batchOf(id)
      const rows = batch === null ? [] : ofBatch(batch.batchId)
      const state = rows.find((row) => row.id === id)?.state
      for (const row of [{ id, state }, ...rows]) if (row.state === state) remove.run(row.id)
    },
    removeIn: (batchId, places) => {
      for (const place of places) remove.run(idOf({ batchId, place }))
    },
    giveUpClaims: ({ code, message }) => void giveUp.run(code, message),
  }
}

/** What is shown, and taken away, as one. */
function groupOf({ id, state }: Row): string {
  return `${state} ${batchOf(id)?.batchId ?? id}`
}

function viewOf(rows: readonly Row[]): QueuedRun {
  const [row] = rows as [Row]
  return {
    id: row.id,
    promptId: row.prompt_id,
    promptName: row.prompt_name,
    models: [...new Set(rows.map(({ model }) => model))],
    runs: rows.length,
    dueAt: new Date(row.due_at).toISOString(),
    state: row.state === 'refused' ? 'refused' : 'waiting',
    error:
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? row.error_code },
  }
}
