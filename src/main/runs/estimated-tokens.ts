import type { Cause } from '../../contract/runs.ts'
import type { RunBeginning } from './run-record.ts'

/** The prompt tokens that stood on screen when a run was sent: of the draft before its last change, or of what was sent. */
export function estimatedTokens({ estimate, forecast }: Pick<RunBeginning, 'estimate' | 'forecast'>): number {
  return forecast?.seen?.tokens ?? estimate.prompt.tokens
}

/** What the draft's last change is to blame for; empty where the count on screen was of what was sent. */
export function draftChange(beginning: Pick<RunBeginning, 'estimate' | 'forecast'>): readonly Cause[] {
  const tokens = beginning.estimate.prompt.tokens - estimatedTokens(beginning)
  return tokens === 0 ? [] : [{ cause: 'draft changed after the estimate', tokens }]
}
