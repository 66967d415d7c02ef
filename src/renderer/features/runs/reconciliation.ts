import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Reconciliation, Run, Usage } from '../../../contract/runs.ts'
import { formatInteger, formatSigned } from '../../lib/format.ts'
import { causeWords } from './cause-words.ts'

export interface ReconciliationLine {
  readonly state: 'exact' | 'explained' | 'not-explained' | 'not-reported' | 'settled'
  readonly word: string
  /** "2,361 = 2,361", or a lower bound to be marked as one. */
  readonly equation: string
  readonly note: string
}

/** What became of the estimate of the prompt, in one line; null while it is not known or nothing was sent. */
export function reconciliationLine(run: Run): ReconciliationLine | null {
  const estimated = seenTokens(run)
  if (run.usage === null && run.settlement !== null) {
    const { usage, reconciliation } = run.settlement
    const equation = equationOf(estimated, usage.prompt_tokens)
    const note = listed([t('added later, by a correction'), ...causesIn(reconciliation)])
    return { state: 'settled', word: t('Settled'), equation, note }
  }
  if (run.usage !== null && run.reconciliation !== null) {
    const equation = equationOf(estimated, run.usage.prompt_tokens)
    const causes = causesIn(run.reconciliation)
    if (causes.length === 0)
      return { state: 'exact', word: t('Exact'), equation, note: t('nothing unexplained') }
    const note = listed(causes)
    return run.reconciliation.unknown === 0
      ? { state: 'explained', word: t('Explained'), equation, note }
      : { state: 'not-explained', word: t('Not explained'), equation, note }
  }
  if (run.atLeast === null) return null
  const { promptTokens, completionTokens } = run.atLeast
  const equation = `${formatInteger(promptTokens)} + ${formatInteger(completionTokens)}`
  const note = run.error?.code === 'STOPPED' ? t('stopped by you') : t('the answer did not end')
  return { state: 'not-reported', word: t('Not reported'), equation, note }
}

/** What lies between the estimated and the billed prompt, each with its tokens; empty where nothing does. */
function causesIn({ tokens, unknown }: Reconciliation): readonly string[] {
  const named = tokens.map((cause) => `${causeWords(cause.cause)} ${formatSigned(cause.tokens)}`)
  return unknown === 0 ? named : [...named, t('{unknown} unknown', { unknown: formatSigned(unknown) })]
}

/** The prompt tokens that were on screen when it was sent; the draft may have changed by then. */
export function seenTokens({ forecast, estimate }: Pick<Run, 'forecast' | 'estimate'>): number {
  return forecast?.seen?.tokens ?? estimate.prompt.tokens
}

function equationOf(estimated: number, billed: number): string {
  const difference = billed - estimated
  const left = formatInteger(estimated)
  const right = formatInteger(billed)
  if (difference === 0) return `${left} = ${right}`
  const sign = difference > 0 ? '+' : '\u2212'
  return `${left} ${sign} ${formatInteger(Math.abs(difference))} = ${right}`
}

/** A run as the ledger holds it: with what was added after it had ended without usage. */
export function settledRun(run: Run): Run {
  if (run.usage !== null || run.settlement === null) return run
  const { usage, bill, receipts, reconciliation } = run.settlement
  return { ...run, usage, bill, receipts, reconciliation, atLeast: null }
}

export interface BilledTokens {
  readonly prompt: number
  /** Null where the API did not say. */
  readonly hit: number | null
  readonly miss: number | null
  readonly output: number
  readonly thinking: number | null
}

/** The billed counts in one shape: the cache's share stands in one of two places, and may be missing. */
export function billedTokens(usage: Usage): BilledTokens {
  const hit = usage.prompt_cache_hit_tokens ?? usage.prompt_tokens_details?.cached_tokens ?? null
  return {
    prompt: usage.prompt_tokens,
    hit,
    miss: usage.prompt_cache_miss_tokens ?? (hit === null ? null : usage.prompt_tokens - hit),
    output: usage.completion_tokens,
    thinking: usage.completion_tokens_details?.reasoning_tokens ?? null,
  }
}

export interface RunSpeed {
  /** Milliseconds from sending to the first byte of the answer. */
  readonly firstByte: number | null
  /** Milliseconds from sending to the end. */
  readonly whole: number | null
  readonly tokensPerSecond: number | null
}

export function runSpeed({ timing, usage }: Pick<Run, 'timing' | 'usage'>): RunSpeed {
  const sent = Date.parse(timing.sentAt)
  const first = timing.firstByteAt === null ? null : Date.parse(timing.firstByteAt)
  const completed = timing.completedAt === null ? null : Date.parse(timing.completedAt)
  const streamed = first === null || completed === null ? 0 : completed - first
  return {
    firstByte: first === null ? null : first - sent,
    whole: completed === null ? null : completed - sent,
    tokensPerSecond: usage === null || streamed <= 0 ? null : usage.completion_tokens / (streamed / 1_000),
  }
}
