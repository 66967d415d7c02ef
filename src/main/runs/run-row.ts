import type { Reconciliation, RunStatus } from '../../contract/runs.ts'
import type { RunRecord } from './run-record.ts'

/** A row of the table runs. */
export interface RunRow {
  readonly id: string
  readonly number: number
  readonly prompt_id: string | null
  readonly prompt_name: string | null
  readonly revision: number | null
  readonly version_id: string | null
  readonly version_number: number | null
  readonly practice: number
  readonly base_url: string
  readonly key_hint: string | null
  readonly request_json: string
  readonly estimate_json: string
  readonly forecast_json: string | null
  readonly status: RunStatus
  readonly model_requested: string
  readonly model_served: string | null
  readonly response_id: string | null
  readonly fingerprint: string | null
  readonly trace_id: string | null
  readonly finish_reason: string | null
  readonly content: string
  readonly reasoning: string
  readonly tool_calls_json: string
  readonly usage_json: string | null
  readonly at_least_json: string | null
  readonly receipts_json: string
  readonly reconciliation_json: string | null
  readonly error_code: string | null
  readonly error_message: string | null
  readonly sent_at: number
  readonly first_byte_at: number | null
  readonly thinking_ended_at: number | null
  readonly completed_at: number | null
  readonly seq: number
  readonly has_logprobs: number
}

/** The record that a row holds. The JSON columns were written by this application and are trusted. */
export function recordOf(row: RunRow): RunRecord {
  return {
    id: row.id,
    number: row.number,
    promptId: row.prompt_id,
    promptName: row.prompt_name,
    revision: row.revision,
    versionId: row.version_id,
    versionNumber: row.version_number,
    practice: row.practice === 1,
    baseUrl: row.base_url,
    keyHint: row.key_hint,
    requestText: row.request_json,
    estimate: JSON.parse(row.estimate_json) as RunRecord['estimate'],
    forecast: parseOrNull(row.forecast_json) as RunRecord['forecast'],
    status: row.status,
    modelRequested: row.model_requested,
    modelServed: row.model_served,
    responseId: row.response_id,
    fingerprint: row.fingerprint,
    traceId: row.trace_id,
    finishReason: row.finish_reason,
    content: row.content,
    reasoning: row.reasoning,
    toolCalls: JSON.parse(row.tool_calls_json) as RunRecord['toolCalls'],
    usage: parseOrNull(row.usage_json) as RunRecord['usage'],
    atLeast: parseOrNull(row.at_least_json) as RunRecord['atLeast'],
    receipts: JSON.parse(row.receipts_json) as RunRecord['receipts'],
    reconciliation: reconciliationOf(row.reconciliation_json),
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    sentAt: row.sent_at,
    firstByteAt: row.first_byte_at,
    thinkingEndedAt: row.thinking_ended_at,
    completedAt: row.completed_at,
    seq: row.seq,
    hasLogprobs: row.has_logprobs === 1,
  }
}

/** Those of an earlier Fathom say nothing of the money. */
function reconciliationOf(text: string | null): RunRecord['reconciliation'] {
  const held = parseOrNull(text) as Partial<Reconciliation> | null
  return held && { tokens: [], unknown: 0, money: [], ...held }
}

function parseOrNull(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
