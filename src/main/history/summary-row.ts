import type { RunStatus } from '../../contract/runs.ts'
import type { SummarizedRun } from '../runs/run-view.ts'

/** What a line of the history shows of a run. */
export interface SummaryRow {
  readonly id: string
  readonly number: number
  readonly prompt_id: string | null
  readonly prompt_name: string | null
  readonly version_id: string | null
  readonly version_number: number | null
  readonly practice: number
  readonly status: RunStatus
  readonly model_requested: string
  readonly usage_json: string | null
  readonly receipts_json: string
  readonly content: string
  readonly reasoning: string
  readonly sent_at: number
}

/** The first characters only: an answer may be a megabyte, and its line shows some words. */
export const SUMMARY_COLUMNS = `id, number, prompt_id, prompt_name, version_id, practice, status, model_requested,
  usage_json, receipts_json, substr(content, 1, 400) AS content, substr(reasoning, 1, 400) AS reasoning, sent_at,
  (SELECT number FROM versions WHERE versions.id = runs.version_id) AS version_number`

/** A row of `SUMMARY_COLUMNS` as the history lists it. */
export function summarizedRun(row: SummaryRow): SummarizedRun {
  return {
    id: row.id,
    number: row.number,
    promptId: row.prompt_id,
    promptName: row.prompt_name,
    versionId: row.version_id,
    versionNumber: row.version_number,
    practice: row.practice === 1,
    status: row.status,
    modelRequested: row.model_requested,
    usage: row.usage_json === null ? null : (JSON.parse(row.usage_json) as SummarizedRun['usage']),
    receipts: JSON.parse(row.receipts_json) as SummarizedRun['receipts'],
    content: row.content,
    reasoning: row.reasoning,
    sentAt: row.sent_at,
  }
}
