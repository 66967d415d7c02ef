import { randomUUID } from 'node:crypto'

import type { RunStatus } from '../../contract/runs.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { ChatOutcome, ToolCallDelta } from '../deepseek/chat-types.ts'
import { toolCallsOf } from '../deepseek/tool-calls.ts'
import { FathomError } from '../errors.ts'
import type { TextDelta } from './live-run.ts'
import type { RunBeginning, RunEnd, RunRecord } from './run-record.ts'
import { type RunRow, recordOf } from './run-row.ts'

/** What of an outcome becomes part of the run as it is. */
export type RunText = Pick<ChatOutcome, 'status' | 'content' | 'reasoning'> &
  Partial<Pick<ChatOutcome, 'logprobs'>>

/** Code of a run that a killed process seems to have left. */
export const RUN_INTERRUPTED = 'RUN_INTERRUPTED'

export interface RunStore {
  /** Writes a run before it is sent and gives its id. */
  begin(beginning: RunBeginning): string
  /** Adds text to a run in flight. */
  append(runId: string, delta: TextDelta): void
  /**
   * Ends a run, once. Error RUN_NOT_RUNNING when it has ended already, except that a run which was taken for a killed
   * process's may still be ended by the process that sends it.
   */
  finish(runId: string, text: RunText, end: RunEnd): RunRecord
  get(runId: string): RunRecord | null
  /** Log probabilities by field of the API, as they were sent; null where none were asked for. */
  logprobs(runId: string): Readonly<Record<string, readonly unknown[]>> | null
  /** Newest first. `before` is the id of a run: only older ones. */
  list(query: {
    readonly promptId?: string | undefined
    readonly before?: string | undefined
    readonly limit: number
  }): RunRecord[]
  /** Runs that a process which is gone has left running. */
  orphans(isAlive: (pid: number, sentAt: number) => boolean): RunRecord[]
}

/** Who sends the runs that are begun here. */
export interface RunOwner {
  readonly pid: number
  /** This machine's own, right or wrong: by it the starts of processes are told. */
  readonly clock: Clock
}

const COLUMNS = `id, number, prompt_id, prompt_name, revision, version_id, practice, base_url, key_hint, request_json, estimate_json, forecast_json, status,
  model_requested, model_served, response_id, fingerprint, trace_id, finish_reason, content, reasoning, tool_calls_json,
  usage_json, at_least_json, receipts_json, reconciliation_json, error_code, error_message, sent_at, first_byte_at,
  thinking_ended_at, completed_at, seq, EXISTS (SELECT 1 FROM run_logprobs WHERE run_id = runs.id) AS has_logprobs,
  (SELECT number FROM versions WHERE versions.id = runs.version_id) AS version_number`

export function createRunStore(database: Database, owner: RunOwner): RunStore {
  const insert = database.prepare(`INSERT INTO runs
    (id, prompt_id, prompt_name, revision, version_id, practice, base_url, key_hint, request_json, estimate_json, forecast_json, status,
     model_requested, sent_at, machine_sent_at, owner_pid)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?)`)
  const insertChunk = database.prepare(
    'INSERT INTO run_chunks (run_id, seq, content, reasoning, tool_calls) VALUES (?, ?, ?, ?, ?)',
  )
  const selectChunks = database.prepare<Chunk>(
    'SELECT seq, content, reasoning, tool_calls FROM run_chunks WHERE run_id = ? ORDER BY seq',
  )
  const deleteChunks = database.prepare('DELETE FROM run_chunks WHERE run_id = ?')
  const insertLogprobs = database.prepare(
    'INSERT OR REPLACE INTO run_logprobs (run_id, logprobs) VALUES (?, ?)',
  )
  const selectLogprobs = database.prepare<{ logprobs: string }>(
    'SELECT logprobs FROM run_logprobs WHERE run_id = ?',
  )
  const selectOne = database.prepare<RunRow>(`SELECT ${COLUMNS} FROM runs WHERE id = ?`)
  const selectMany = database.prepare<RunRow>(`SELECT ${COLUMNS} FROM runs
    WHERE (:prompt IS NULL OR prompt_id = :prompt)
      AND (:before IS NULL OR number < (SELECT number FROM runs WHERE id = :before))
    ORDER BY number DESC LIMIT :limit`)
  const selectRunning = database.prepare<
    RunRow & { readonly owner_pid: number | null; readonly machine_sent_at: number | null }
  >(`SELECT ${COLUMNS}, owner_pid, machine_sent_at FROM runs WHERE status = 'running'`)
  const update =
    database.prepare(`UPDATE runs SET status = ?, model_served = ?, response_id = ?, fingerprint = ?, trace_id = ?,
    finish_reason = ?, content = ?, reasoning = ?, tool_calls_json = ?, usage_json = ?, at_least_json = ?, receipts_json = ?,
    reconciliation_json = ?, error_code = ?, error_message = ?, sent_at = ?, first_byte_at = ?, thinking_ended_at = ?,
    completed_at = ?
    WHERE id = ? AND (status = 'running' OR (error_code = ? AND ? = 0))`)

  /** While a run is in flight its text is in the chunks. */
  function withChunks(run: RunRecord): RunRecord {
    if (run.status !== 'running') return run
    const chunks = selectChunks.all(run.id)
    return {
      ...run,
      content: chunks.map((chunk) => chunk.content).join(''),
      reasoning: chunks.map((chunk) => chunk.reasoning).join(''),
      toolCalls: toolCallsOf(chunks.flatMap(piecesOf)),
      seq: chunks.at(-1)?.seq ?? 0,
    }
  }

  function get(runId: string): RunRecord | null {
    const row = selectOne.get(runId)
    return row === undefined ? null : withChunks(recordOf(row))
  }

  function end(runId: string, status: RunStatus, text: RunText, ended: RunEnd): void {
    const { changes } = update.run(
      status,
      ended.modelServed,
      ended.responseId,
      ended.fingerprint,
      ended.traceId,
      ended.finishReason,
      text.content,
      text.reasoning,
      JSON.stringify(ended.toolCalls),
      jsonOrNull(ended.usage),
      jsonOrNull(ended.atLeast),
      JSON.stringify(ended.receipts),
      jsonOrNull(ended.reconciliation),
      ended.error?.code ?? null,
      ended.error?.message ?? null,
      ended.sentAt,
      ended.firstByteAt,
      ended.thinkingEndedAt,
      ended.completedAt,
      runId,
      RUN_INTERRUPTED,
      ended.error?.code === RUN_INTERRUPTED ? 1 : 0,
    )
    if (changes === 0) throw new FathomError('RUN_NOT_RUNNING', 'This run has ended already.', { runId })
    deleteChunks.run(runId)
    if (text.logprobs) insertLogprobs.run(runId, JSON.stringify(text.logprobs))
  }

  return {
    get,
    begin: (run) => {
      const id = randomUUID()
      insert.run(
        id,
        run.promptId,
        run.promptName,
        run.revision,
        run.versionId,
        run.practice ? 1 : 0,
        run.baseUrl,
        run.keyHint,
        run.requestText,
        JSON.stringify(run.estimate),
        jsonOrNull(run.forecast),
        run.modelRequested,
        run.sentAt,
        owner.clock(),
        owner.pid,
      )
      return id
    },
    append: (runId, { seq, content, reasoning, toolCalls }) => {
      const pieces = toolCalls.length === 0 ? null : JSON.stringify(toolCalls)
      insertChunk.run(runId, seq, content, reasoning, pieces)
    },
    finish: (runId, text, ended) => {
      database.transaction(() => end(runId, text.status, text, ended))
      return get(runId) as RunRecord
    },
    logprobs: (runId) => {
      const row = selectLogprobs.get(runId)
      return row === undefined ? null : (JSON.parse(row.logprobs) as Record<string, readonly unknown[]>)
    },
    list: ({ promptId, before, limit }) =>
      selectMany
        .all({ prompt: promptId ?? null, before: before ?? null, limit })
        .map((row) => withChunks(recordOf(row))),
    orphans: (isAlive) =>
      selectRunning
        .all()
        .filter(
          (row) => row.owner_pid === null || !isAlive(row.owner_pid, row.machine_sent_at ?? row.sent_at),
        )
        .map((row) => withChunks(recordOf(row))),
  }
}

interface Chunk {
  readonly seq: number
  readonly content: string
  readonly reasoning: string
  readonly tool_calls: string | null
}

function piecesOf({ tool_calls: pieces }: Chunk): readonly ToolCallDelta[] {
  return pieces === null ? [] : (JSON.parse(pieces) as readonly ToolCallDelta[])
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
