import type { Bill, Reconciliation, Usage } from '../../contract/runs.ts'
import type { ChatOutcome } from '../deepseek/chat-types.ts'
import { FathomError } from '../errors.ts'
import { type TokenCounts, tokenCounts } from '../pricing/usage-counts.ts'
import { redact } from '../redact.ts'
import { estimatedTokens } from './estimated-tokens.ts'
import { lowerBounds } from './lower-bounds.ts'
import { reconcileMoney } from './reconcile-money.ts'
import type { TokenReconciliation } from './reconcile.ts'
import type { RunBeginning, RunEnd } from './run-record.ts'

export interface SettleOptions {
  /** What a usage cost on every price list in force for the run; empty when unpriced. */
  readonly price: (
    counts: TokenCounts,
    model: string,
    timing: ChatOutcome['timing'],
    sentAt: number,
  ) => readonly Bill[]
  /** Explains billed - estimated prompt tokens. */
  readonly explain: (beginning: RunBeginning, billed: number) => Promise<TokenReconciliation>
  /** Tokens of plain text. */
  readonly countText: (text: string) => Promise<number>
  readonly log: (message: string, cause?: unknown) => void
}

/** All of a run's end but what only the one who watched it knows. */
export type SettledEnd = Omit<RunEnd, 'thinkingEndedAt'>

/**
 * Closes a run: its bill, what explains the difference to the estimate, or lower bounds where usage was not reported.
 * Never rejects: what cannot be worked out is left open and logged, because the answer has been paid for and must be kept.
 */
export async function settle(
  options: SettleOptions,
  beginning: RunBeginning,
  outcome: ChatOutcome,
): Promise<SettledEnd> {
  const { price, explain, countText, log } = options
  const { timing } = outcome
  const orElse = async <Value>(fallback: Value, work: () => Value | Promise<Value>): Promise<Value> => {
    try {
      return await work()
    } catch (error) {
      log('A run could not be settled in full', error)
      return fallback
    }
  }
  const counts = readCounts(outcome)
  const usage = outcome.usage as Usage | null
  const receipts =
    counts === null
      ? []
      : await orElse([], () => price(counts, beginning.modelRequested, timing, beginning.sentAt))
  const tokens =
    counts === null ? null : await explainTokens(beginning, counts.hit + counts.miss, explain, log)
  const money =
    counts === null || tokens === null
      ? []
      : await orElse([], () => explainMoney(beginning, tokens, counts, receipts))
  return {
    sentAt: beginning.sentAt,
    modelServed: outcome.response.model,
    responseId: outcome.response.id,
    fingerprint: outcome.response.fingerprint,
    traceId: outcome.head?.traceId ?? null,
    finishReason: outcome.finishReason,
    toolCalls: outcome.toolCalls,
    usage,
    atLeast: owesUnknown(outcome)
      ? await orElse(null, () => lowerBounds(countText, beginning.estimate, outcome))
      : null,
    receipts,
    reconciliation: tokens && { ...tokens, money },
    error: outcome.error === null ? null : { code: outcome.error.code, message: sentenceOf(outcome.error) },
    firstByteAt: timing.firstByteAt,
    completedAt: timing.completedAt,
  }
}

/** The billed buckets; null where usage was not reported or cannot be read. The raw usage is kept either way. */
function readCounts({ usage }: ChatOutcome): TokenCounts | null {
  if (usage === null) return null
  try {
    return tokenCounts(usage)
  } catch (error) {
    if (error instanceof FathomError) return null
    throw error
  }
}

/** Something came back, and what it is billed was not said. Where nothing came, not even a bound is known. */
function owesUnknown({ usage, status, timing, content, reasoning }: ChatOutcome): boolean {
  if (usage !== null || status === 'failed') return false
  return timing.firstByteAt !== null || content !== '' || reasoning !== ''
}

/** What explains billed - estimated prompt tokens; all of it stays unknown where that cannot be worked out. Never rejects. */
export async function explainTokens<Sent extends RunBeginning>(
  beginning: Sent,
  billed: number,
  explain: (beginning: Sent, billed: number) => Promise<TokenReconciliation>,
  log: SettleOptions['log'],
): Promise<TokenReconciliation> {
  try {
    return await explain(beginning, billed)
  } catch (error) {
    log('What a run was billed could not be explained', error)
    return { tokens: [], unknown: billed - estimatedTokens(beginning) }
  }
}

/** Where nothing was forecast there is no estimate that a bill could be held against. */
export function explainMoney(
  beginning: RunBeginning,
  tokens: TokenReconciliation,
  counts: TokenCounts,
  bills: readonly Bill[],
): Reconciliation['money'] {
  const { estimate, forecast } = beginning
  if (forecast === null) return []
  return reconcileMoney({
    estimated: estimatedTokens(beginning),
    prices: estimate.prices,
    assumed: forecast.assumed,
    tokens,
    counts,
    bills,
  })
}

/** The sentence, and what the API itself said. */
function sentenceOf({ message, details }: FathomError): string {
  const said = details?.['apiMessage']
  return redact(typeof said === 'string' && said !== '' ? `${message} It said: ${said}` : message)
}
