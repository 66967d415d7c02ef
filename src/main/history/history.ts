import type { HistoryFilter, SentRequest } from '../../contract/history.ts'
import type { RunSummary } from '../../contract/runs.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { summarizeRun } from '../runs/run-view.ts'
import { type Condition, conditionsOf } from './conditions.ts'
import { createPins } from './pins.ts'
import { sentRequest } from './sent-request.ts'
import { SUMMARY_COLUMNS, summarizedRun, type SummaryRow } from './summary-row.ts'

export interface HistoryOptions {
  readonly database: Database
  readonly clock: Clock
  /** By id of a run: the batch of a comparison that it was sent in. */
  readonly batchesOf: (runIds: readonly string[]) => ReadonlyMap<string, string>
}

/** All runs that there were, however many. */
export interface History {
  /** A piece of the runs that match, newest first, and how many match in all. */
  list(query: { readonly filter: HistoryFilter; readonly offset: number; readonly limit: number }): {
    readonly total: number
    readonly runs: readonly RunSummary[]
  }
  models(): readonly string[]
  pins(): readonly RunSummary[]
  /** Error RUN_NOT_FOUND. */
  pin(runId: string, pinned: boolean): void
  /** Error RUN_NOT_FOUND. */
  sent(runId: string): SentRequest
}

export function createHistory({ database, clock, batchesOf }: HistoryOptions): History {
  const pins = createPins({ database, clock })
  const selectModels = database.prepare<{ model: string }>(
    'SELECT DISTINCT model_requested AS model FROM runs INDEXED BY runs_history ORDER BY 1',
  )
  const selectRequest = database.prepare<{ request_json: string }>(
    'SELECT request_json FROM runs WHERE id = ?',
  )

  const selectNumbers = database.prepare<SummaryRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM runs WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number DESC`,
  )
  const selectIds = database.prepare<SummaryRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM runs WHERE id IN (SELECT value FROM json_each(?))`,
  )

  function summaries(rows: readonly SummaryRow[]): readonly RunSummary[] {
    const batches = batchesOf(rows.map(({ id }) => id))
    return rows.map((row) => summarizeRun(summarizedRun(row), batches.get(row.id) ?? null))
  }

  function numbers({ sql, values }: Condition, offset: number, limit: number): readonly number[] {
    return database
      .prepare<{ number: number }>(
        `SELECT number FROM runs INDEXED BY runs_history ${sql} ORDER BY number DESC LIMIT ? OFFSET ?`,
      )
      .all(...values, limit, offset)
      .map(({ number }) => number)
  }

  function count({ sql, values }: Condition): number {
    const row = database
      .prepare<{ total: number }>(`SELECT count(*) AS total FROM runs INDEXED BY runs_history ${sql}`)
      .get(...values)
    return row?.total ?? 0
  }

  return {
    list: ({ filter, offset, limit }) => {
      const condition = conditionsOf(filter)
      const found = numbers(condition, offset, limit)
      return {
        total: count(condition),
        runs: summaries(selectNumbers.all(JSON.stringify(found))),
      }
    },
    models: () => selectModels.all().map(({ model }) => model),
    pins: () => {
      const pinned = pins.all()
      const byId = new Map(summaries(selectIds.all(JSON.stringify(pinned))).map((run) => [run.id, run]))
      return pinned.flatMap((id) => byId.get(id) ?? [])
    },
    pin: (runId, pinned) => {
      if (selectRequest.get(runId) === undefined) throw notFound(runId)
      pins.set(runId, pinned)
    },
    sent: (runId) => {
      const row = selectRequest.get(runId)
      if (row === undefined) throw notFound(runId)
      return sentRequest(row.request_json)
    },
  }
}

function notFound(runId: string): FathomError {
  return new FathomError('RUN_NOT_FOUND', 'This run is not in the data folder any more.', { runId })
}
