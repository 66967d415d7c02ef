import { randomUUID } from 'node:crypto'

import type { QueuedRun } from '../../contract/budgets.ts'
import type { Database } from '../db/database.ts'

export interface NewQueuedRun {
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
  /** What waits and what was refused, the next to be sent first. */
  list(): readonly QueuedRun[]
  due(now: number): readonly WaitingRun[]
  postpone(id: string, dueAt: number): void
  /** True for the one caller that may send it. */
  claim(id: string): boolean
  sent(id: string, runId: string): void
  refused(id: string, error: { readonly code: string; readonly message: string }): void
  remove(id: string): void
  /** Runs that a killed process was just sending are never sent a second time. */
  giveUpClaims(error: { readonly code: string; readonly message: string }): void
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
  const selectDue = database.prepare<WaitingRun>(
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
  return {
    add: ({ promptId, promptName, revision, versionId, model, body, queuedAt, dueAt, keyProfile }) => {
      const id = randomUUID()
      insert.run(id, promptId, promptName, revision, versionId, model, body, queuedAt, dueAt, keyProfile)
      return id
    },
    list: () => select.all().map(viewOf),
    due: (now) => selectDue.all(now),
    postpone: (id, dueAt) => void postpone.run(dueAt, id),
    claim: (id) => claim.run(id).changes === 1,
    sent: (id, runId) => void sent.run(runId, id),
    refused: (id, { code, message }) => void refused.run(code, message, id),
    remove: (id) => void remove.run(id),
    giveUpClaims: ({ code, message }) => void giveUp.run(code, message),
  }
}

function viewOf(row: Row): QueuedRun {
  return {
    id: row.id,
    promptId: row.prompt_id,
    promptName: row.prompt_name,
    model: row.model,
    dueAt: new Date(row.due_at).toISOString(),
    state: row.state === 'refused' ? 'refused' : 'waiting',
    error:
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? row.error_code },
  }
}
