import type { Run } from '../../contract/runs.ts'
import { estimateJson } from '../estimates/estimate-json.ts'

/** A run as the command line prints it (design section 5): what the window alone needs is left out. */
export function runJson(run: Run): unknown {
  const { id, status, practice, model, content, reasoning, toolCalls, finishReason } = run
  const { usage, atLeast, bill, reconciliation, error } = run
  const { sentAt, firstByteAt, completedAt } = run.timing
  return {
    id,
    status,
    practice,
    model,
    content,
    reasoning,
    toolCalls,
    finishReason,
    usage,
    atLeast,
    estimate: estimateJson(run.estimate),
    bill,
    reconciliation: reconciliation && { tokens: reconciliation.tokens, unknown: reconciliation.unknown },
    timing: { sentAt, firstByteAt, completedAt },
    error,
  }
}
