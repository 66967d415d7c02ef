import type { LedgerEntry } from '../../contract/ledger.ts'
import type { Cause, RunStatus, Usage } from '../../contract/runs.ts'
import type { Band, Zone } from '../../contract/values.ts'
import { type ByCurrency, type Currency, formatAmount, type Pico } from '../pricing/money.ts'
import { dayOf } from './days.ts'

/** Stands for the price row of a request that DeepSeek refused: it cost nothing. */
export const NOT_BILLED = 'not billed'

/** What one currency was charged, and by which price row. */
export interface Charge {
  readonly amount: Pico
  readonly priceRowId: string
}

/** One ended run, as it goes into the ledger. Instants are epoch ms, UTC. */
export interface NewEntry {
  readonly runId: string
  readonly runNumber: number
  readonly responseId: string | null
  readonly practice: boolean
  readonly sentAt: number
  readonly firstByteAt: number | null
  readonly completedAt: number | null
  readonly promptId: string | null
  readonly promptName: string | null
  readonly model: { readonly requested: string; readonly served: string | null }
  readonly profile: string | null
  readonly band: Band | null
  /** The last four characters of the key, as "…8f2c". */
  readonly keyHint: string | null
  readonly status: Exclude<RunStatus, 'running'>
  readonly estimatedTokens: number | null
  readonly exact: boolean
  readonly usage: Usage | null
  readonly atLeast: { readonly promptTokens: number; readonly completionTokens: number } | null
  /** A currency without a price is absent, never 0; a request that DeepSeek refused costs 0 in both. */
  readonly charges: ByCurrency<Charge>
  readonly remainder: number | null
  /** Bounds of the cost before it was sent: all of the prompt cached and no output, up to the worst case. */
  readonly estimatedCost: ByCurrency<{ readonly low: Pico; readonly high: Pico }>
  /** What a run without reported usage costs at the least; empty where that is not known. */
  readonly leastCost: ByCurrency<Pico>
}

/** What is now known of a run: the figures that hold from here on, not the difference. */
export interface NewCorrection {
  /** Id of the entry of kind `run`. */
  readonly corrects: string
  /** One sentence, kept for ever. */
  readonly reason: string
  /** Left out: the usage stays as it is. Null: what was said of it does not hold, it counts as not reported again. */
  readonly usage?: Usage | null
  readonly charges: ByCurrency<Charge>
  readonly remainder: number | null
}

/** A row as stored, read with bigints. In a correction all figures are differences. */
export interface EntryRow {
  readonly number: bigint
  readonly id: string
  readonly kind: 'run' | 'correction'
  readonly corrects: string | null
  readonly reason: string | null
  readonly recorded_at: bigint
  readonly run_id: string
  readonly run_number: bigint
  readonly response_id: string | null
  readonly practice: bigint
  readonly sent_at: bigint
  readonly first_byte_at: bigint | null
  readonly completed_at: bigint | null
  readonly prompt_id: string | null
  readonly prompt_name: string | null
  readonly model_requested: string
  readonly model_served: string | null
  readonly profile: string | null
  readonly band: Band | null
  readonly key_hint: string | null
  readonly status: Exclude<RunStatus, 'running'>
  readonly estimated_tokens: bigint | null
  readonly estimate_exact: bigint
  readonly prompt_tokens: bigint | null
  readonly hit_tokens: bigint | null
  readonly miss_tokens: bigint | null
  readonly output_tokens: bigint | null
  readonly reasoning_tokens: bigint | null
  readonly usage_json: string | null
  readonly at_least_prompt: bigint | null
  readonly at_least_output: bigint | null
  readonly usd_pico: bigint | null
  readonly usd_price_row: string | null
  readonly cny_pico: bigint | null
  readonly cny_price_row: string | null
  readonly remainder: bigint | null
  readonly counts_usd: bigint
  readonly counts_cny: bigint
  readonly counts_priced: bigint
  readonly counts_exact: bigint
  readonly low_usd_pico: bigint | null
  readonly high_usd_pico: bigint | null
  readonly low_cny_pico: bigint | null
  readonly high_cny_pico: bigint | null
  readonly least_usd_pico: bigint | null
  readonly least_cny_pico: bigint | null
}

/** A run's row with its corrections added: the figures that hold now, a currency null when it is unpriced now. */
export function foldCorrections(run: EntryRow, corrections: readonly EntryRow[]): EntryRow {
  let folded = run
  for (const correction of corrections) folded = addCorrection(folded, correction)
  if (usageOf(folded) === null) return folded
  return {
    ...folded,
    at_least_prompt: null,
    at_least_output: null,
    least_usd_pico: null,
    least_cny_pico: null,
  }
}

function addCorrection(held: EntryRow, correction: EntryRow): EntryRow {
  const add = (key: FigureKey): bigint | null => addNullable(held[key], correction[key])
  const countsUsd = held.counts_usd + correction.counts_usd
  const countsCny = held.counts_cny + correction.counts_cny
  return {
    ...held,
    prompt_tokens: add('prompt_tokens'),
    hit_tokens: add('hit_tokens'),
    miss_tokens: add('miss_tokens'),
    output_tokens: add('output_tokens'),
    reasoning_tokens: add('reasoning_tokens'),
    usage_json: correction.usage_json ?? held.usage_json,
    usd_pico: countsUsd === 0n ? null : add('usd_pico'),
    usd_price_row: countsUsd === 0n ? null : correction.usd_price_row,
    cny_pico: countsCny === 0n ? null : add('cny_pico'),
    cny_price_row: countsCny === 0n ? null : correction.cny_price_row,
    remainder: correction.remainder,
    counts_usd: countsUsd,
    counts_cny: countsCny,
    counts_priced: held.counts_priced + correction.counts_priced,
    counts_exact: held.counts_exact + correction.counts_exact,
  }
}

type FigureKey =
  | 'prompt_tokens'
  | 'hit_tokens'
  | 'miss_tokens'
  | 'output_tokens'
  | 'reasoning_tokens'
  | 'usd_pico'
  | 'cny_pico'

function addNullable(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null) return b
  return b === null ? a : a + b
}

/** The usage of a row as it came; null where it was not reported, or is taken back (then JSON null is stored). */
export function usageOf({ usage_json }: EntryRow): Usage | null {
  return usage_json === null ? null : (JSON.parse(usage_json) as Usage | null)
}

/** What stands beside the figures of an entry: the named causes of its difference, and why it was corrected last. */
export interface EntryNotes {
  readonly causes: readonly Cause[]
  readonly corrected: string | null
  readonly keyName: string | null
}

/** A folded row as the window and the command line show it. */
export function entryOf(row: EntryRow, zone: Zone, { causes, corrected, keyName }: EntryNotes): LedgerEntry {
  const at = Number(row.sent_at)
  return {
    id: row.id,
    run: row.run_id,
    runNumber: Number(row.run_number),
    at: new Date(at).toISOString(),
    day: dayOf(at, zone).day,
    prompt: row.prompt_name,
    promptId: row.prompt_id,
    model: row.model_requested,
    band: row.band,
    status: row.status,
    practice: row.practice === 1n,
    keyHint: row.key_hint,
    keyName,
    timing: {
      sentAt: isoOf(row.sent_at),
      firstByteAt: row.first_byte_at === null ? null : isoOf(row.first_byte_at),
      completedAt: row.completed_at === null ? null : isoOf(row.completed_at),
    },
    estimatedTokens: numberOrNull(row.estimated_tokens),
    exact: row.estimate_exact === 1n,
    estimatedCost: rangesOf(row),
    usage: usageOf(row),
    atLeast:
      row.at_least_prompt === null || row.at_least_output === null
        ? null
        : { promptTokens: Number(row.at_least_prompt), completionTokens: Number(row.at_least_output) },
    USD: amountOrNull(row.usd_pico),
    CNY: amountOrNull(row.cny_pico),
    atLeastCost: {
      ...amountIn('USD', row.least_usd_pico),
      ...amountIn('CNY', row.least_cny_pico),
    },
    priced: row.counts_priced === 1n,
    remainder: numberOrNull(row.remainder),
    causes,
    corrected,
  }
}

export function numberOrNull(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}

export function amountOrNull(value: bigint | null): string | null {
  return value === null ? null : formatAmount(value as Pico)
}

function isoOf(at: bigint): string {
  return new Date(Number(at)).toISOString()
}

function amountIn(currency: Currency, value: bigint | null): ByCurrency<string> {
  return value === null ? {} : { [currency]: formatAmount(value as Pico) }
}

function rangesOf(row: EntryRow): LedgerEntry['estimatedCost'] {
  return {
    ...rangeIn('USD', row.low_usd_pico, row.high_usd_pico),
    ...rangeIn('CNY', row.low_cny_pico, row.high_cny_pico),
  }
}

function rangeIn(currency: Currency, low: bigint | null, high: bigint | null): LedgerEntry['estimatedCost'] {
  if (low === null || high === null) return {}
  return { [currency]: { low: formatAmount(low as Pico), high: formatAmount(high as Pico) } }
}
