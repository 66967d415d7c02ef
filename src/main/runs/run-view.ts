import type { Run, RunProgress, RunSummary, Settlement } from '../../contract/runs.ts'
import type { RunRecord } from './run-record.ts'

const FIRST_WORDS = 120

/** A run as the window and the command line see it. */
export function viewRun(
  run: RunRecord & { readonly progress: RunProgress },
  settlement: Settlement | null = null,
): Run {
  return {
    id: run.id,
    number: run.number,
    promptId: run.promptId,
    promptName: run.promptName,
    version: versionOf(run),
    status: run.status,
    practice: run.practice,
    model: { requested: run.modelRequested, served: run.modelServed },
    content: run.content,
    reasoning: run.reasoning,
    toolCalls: run.toolCalls,
    finishReason: run.finishReason,
    usage: run.usage,
    atLeast: run.atLeast,
    estimate: run.estimate,
    forecast: run.forecast,
    bill: billOf(run),
    receipts: run.receipts,
    reconciliation: run.reconciliation,
    timing: {
      sentAt: new Date(run.sentAt).toISOString(),
      firstByteAt: isoOrNull(run.firstByteAt),
      thinkingEndedAt: isoOrNull(run.thinkingEndedAt),
      completedAt: isoOrNull(run.completedAt),
    },
    progress: run.progress,
    error: run.error,
    keyHint: run.keyHint,
    hasLogprobs: run.hasLogprobs,
    settlement,
    seq: run.seq,
  }
}

/** What a line of the history needs of a run. */
export type SummarizedRun = Pick<
  RunRecord,
  | 'id'
  | 'number'
  | 'promptId'
  | 'promptName'
  | 'versionId'
  | 'versionNumber'
  | 'practice'
  | 'status'
  | 'modelRequested'
  | 'usage'
  | 'receipts'
  | 'content'
  | 'reasoning'
  | 'sentAt'
>

/** A run as a line of the history; `batchId` where it was sent together with others. */
export function summarizeRun(run: SummarizedRun, batchId: string | null): RunSummary {
  return {
    id: run.id,
    number: run.number,
    promptId: run.promptId,
    promptName: run.promptName,
    version: versionOf(run),
    status: run.status,
    practice: run.practice,
    model: run.modelRequested,
    sentAt: new Date(run.sentAt).toISOString(),
    batchId,
    usage: run.usage,
    bill: billOf(run),
    firstWords: (run.content || run.reasoning).trim().slice(0, FIRST_WORDS),
  }
}

function versionOf({
  versionId,
  versionNumber,
}: Pick<RunRecord, 'versionId' | 'versionNumber'>): Run['version'] {
  return versionId === null || versionNumber === null ? null : { id: versionId, number: versionNumber }
}

function billOf({ receipts }: Pick<RunRecord, 'receipts'>): Run['bill'] {
  return receipts.length === 0
    ? null
    : Object.fromEntries(receipts.map(({ currency, total }) => [currency, total]))
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}
