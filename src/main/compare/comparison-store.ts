import {
  type ColumnParameters,
  type ComparisonSetup,
  comparisonSetup,
  type Refused,
} from '../../contract/compare.ts'
import type { Database } from '../db/database.ts'

export interface BatchBeginning {
  readonly id: string
  readonly promptId: string
  readonly practice: boolean
  /** Epoch ms. */
  readonly startedAt: number
  readonly draftHash: string
  readonly items: readonly PlannedItem[]
}

export interface PlannedItem {
  readonly columnId: string
  /** From 1. */
  readonly repeat: number
  readonly parameters: ColumnParameters
}

export interface StoredItem extends PlannedItem {
  readonly place: number
  readonly runId: string | null
  readonly queuedMs: number | null
  readonly refused: Refused | null
}

export interface StoredColumn {
  readonly batchId: string
  readonly practice: boolean
  readonly draftHash: string
  readonly items: readonly StoredItem[]
}

export interface ComparisonStore {
  /** What a prompt is compared with; null where that was never said, or cannot be read any more. */
  setup(promptId: string): ComparisonSetup | null
  setUp(promptId: string, setup: ComparisonSetup): void
  /** Writes a whole batch before any of it is sent. */
  begin(batch: BatchBeginning): void
  /** Of a batch that was queued: it is sent now. */
  startedAt(batchId: string, at: number): void
  /** The column of a planned request. */
  columnOf(batchId: string, place: number): string | null
  sent(batchId: string, place: number, runId: string): void
  ended(batchId: string, place: number, queuedMs: number | null): void
  refused(batchId: string, place: number, error: Refused): void
  /** The newest batch that a column was part of, with its items of that column; null where there is none. */
  latest(promptId: string, columnId: string): StoredColumn | null
  /** The batches of those runs that were sent in one. */
  batchesOf(runIds: readonly string[]): ReadonlyMap<string, string>
}

interface ItemRow {
  readonly place: number
  readonly column_id: string
  readonly repeat: number
  readonly parameters: string
  readonly run_id: string | null
  readonly queued_ms: number | null
  readonly refused: string | null
}

export function createComparisonStore(database: Database): ComparisonStore {
  const selectSetup = database.prepare<{ setup: string }>('SELECT setup FROM comparisons WHERE prompt_id = ?')
  const writeSetup = database.prepare('INSERT OR REPLACE INTO comparisons (prompt_id, setup) VALUES (?, ?)')
  const insertBatch = database.prepare(
    'INSERT INTO batches (id, prompt_id, practice, started_at, draft_hash) VALUES (?, ?, ?, ?, ?)',
  )
  const insertItem = database.prepare(
    'INSERT INTO batch_items (batch_id, place, column_id, repeat, parameters) VALUES (?, ?, ?, ?, ?)',
  )
  const setRun = database.prepare('UPDATE batch_items SET run_id = ? WHERE batch_id = ? AND place = ?')
  const setQueued = database.prepare('UPDATE batch_items SET queued_ms = ? WHERE batch_id = ? AND place = ?')
  const setRefused = database.prepare('UPDATE batch_items SET refused = ? WHERE batch_id = ? AND place = ?')
  const selectBatch = database.prepare<{ id: string; practice: number; draft_hash: string }>(
    `SELECT id, practice, draft_hash FROM batches
     WHERE prompt_id = ? AND EXISTS (SELECT 1 FROM batch_items WHERE batch_id = batches.id AND column_id = ?)
     ORDER BY started_at DESC, rowid DESC LIMIT 1`,
  )
  const selectItems = database.prepare<ItemRow>(
    `SELECT place, column_id, repeat, parameters, run_id, queued_ms, refused FROM batch_items
     WHERE batch_id = ? AND column_id = ? ORDER BY place`,
  )
  const setStarted = database.prepare('UPDATE batches SET started_at = ? WHERE id = ?')
  const selectColumn = database.prepare<{ column_id: string }>(
    'SELECT column_id FROM batch_items WHERE batch_id = ? AND place = ?',
  )
  const selectBatches = database.prepare<{ run_id: string; batch_id: string }>(
    'SELECT run_id, batch_id FROM batch_items WHERE run_id IN (SELECT value FROM json_each(?))',
  )

  return {
    setup: (promptId) => {
      const row = selectSetup.get(promptId)
      return row === undefined ? null : readSetup(row.setup)
    },
    setUp: (promptId, setup) => void writeSetup.run(promptId, JSON.stringify(setup)),
    begin: ({ id, promptId, practice, startedAt, draftHash, items }) =>
      database.transaction(() => {
        insertBatch.run(id, promptId, practice ? 1 : 0, startedAt, draftHash)
        for (const [place, { columnId, repeat, parameters }] of items.entries()) {
          insertItem.run(id, place, columnId, repeat, JSON.stringify(parameters))
        }
      }),
    startedAt: (batchId, at) => void setStarted.run(at, batchId),
    columnOf: (batchId, place) => selectColumn.get(batchId, place)?.column_id ?? null,
    sent: (batchId, place, runId) => void setRun.run(runId, batchId, place),
    ended: (batchId, place, queuedMs) => void setQueued.run(queuedMs, batchId, place),
    refused: (batchId, place, error) => void setRefused.run(JSON.stringify(error), batchId, place),
    latest: (promptId, columnId) => {
      const batch = selectBatch.get(promptId, columnId)
      if (batch === undefined) return null
      return {
        batchId: batch.id,
        practice: batch.practice === 1,
        draftHash: batch.draft_hash,
        items: selectItems.all(batch.id, columnId).map(itemOf),
      }
    },
    batchesOf: (runIds) =>
      new Map(
        selectBatches.all(JSON.stringify(runIds)).map(({ run_id: run, batch_id: batch }) => [run, batch]),
      ),
  }
}

/** A setup of a newer or older Fathom that does not fit any more gives way to the default. */
function readSetup(text: string): ComparisonSetup | null {
  const parsed = comparisonSetup.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** The JSON columns were written by this application and are trusted. */
function itemOf(row: ItemRow): StoredItem {
  return {
    place: row.place,
    columnId: row.column_id,
    repeat: row.repeat,
    parameters: JSON.parse(row.parameters) as ColumnParameters,
    runId: row.run_id,
    queuedMs: row.queued_ms,
    refused: row.refused === null ? null : (JSON.parse(row.refused) as StoredItem['refused']),
  }
}
