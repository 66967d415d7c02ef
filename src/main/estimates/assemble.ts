import type { CostBounds, Estimate, EstimateColumn, PriceDoubt } from '../../contract/estimates.ts'
import type { Currency } from '../../contract/values.ts'
import type { PromptCount } from '../encoding/estimate-prompt.ts'
import { createPromptWriter } from '../encoding/prompt-parts.ts'
import { isFimRequest, type PromptRequest } from '../encoding/request.ts'
import { thinkingSettings } from '../encoding/thinking.ts'
import { nextSwitch } from '../pricing/bands.ts'
import { crossingNote, crossingOf } from '../pricing/crossing.ts'
import { type CostBounds as PicoBounds, estimateCost, possibleRows } from '../pricing/estimate-cost.ts'
import { defaultMaxTokens, type ResolvedModel } from '../pricing/model-book.ts'
import { type ByCurrency, currencies, formatAmount, mapCurrencies } from '../pricing/money.ts'
import { pricesAt, rowInBand } from '../pricing/price-at.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { viewPriceRow } from '../pricing/price-row-view.ts'
import type { Band } from '../pricing/price-row.ts'

export interface CountedRequest {
  readonly requested: string
  /** Null: the model book does not know the name at this instant. */
  readonly model: ResolvedModel | null
  readonly count: PromptCount
  readonly maxTokens: number
}

/** Prices a count at an instant (epoch ms): the estimate as every surface shows it. */
export function assembleEstimate(prices: PriceBook, counted: CountedRequest, at: number): Estimate {
  const { requested, model, count, maxTokens } = counted
  const now = pricesAt(prices, requested, at)
  const next = now.band.band === 'all-day' ? null : nextSwitch(prices, at)
  const possible = possibleRows(prices, requested, at)
  const crossing = crossingNote(prices, requested, at)
  return {
    model: { requested, served: model?.served ?? null },
    at: isoOf(at),
    profile: model?.profile ?? null,
    prompt: { tokens: count.tokens, exact: count.exact, segments: count.segments },
    context: model === null ? null : { limit: model.limits.context, maxOutput: model.limits.maxOutput },
    band: now.unpriced ? null : now.band.band,
    nextBand: next === null ? null : { band: next.reading.band, at: isoOf(next.at) },
    prices: now.rows.map(viewPriceRow),
    cost: now.unpriced ? null : boundsText(estimateCost(count.tokens, maxTokens, now.rows, possible)),
    notes: [...new Set([...count.notes, ...now.notes, ...(crossing === null ? [] : [crossing])])],
  }
}

/** The estimate with the price of the other band beside it, for the live draft. */
export function assembleColumn(
  prices: PriceBook,
  counted: CountedRequest,
  at: number,
  isDefault: boolean,
): EstimateColumn {
  const estimate = assembleEstimate(prices, counted, at)
  return {
    estimate,
    otherBand: otherBandOf(prices, counted, at, estimate.band),
    doubt: doubtOf(prices, counted.requested, at),
    maxTokens: { value: counted.maxTokens, isDefault },
  }
}

function doubtOf(prices: PriceBook, requested: string, at: number): PriceDoubt | null {
  const { band, alternatives } = pricesAt(prices, requested, at)
  if (!band.certain && alternatives.length > 0) return { kind: 'uncertain', why: band.why }
  const crossing = crossingOf(prices, requested, at)
  if (crossing === null) return null
  const { reading, documented } = crossing
  return {
    kind: 'crossing',
    at: isoOf(crossing.at),
    band: reading.certain ? reading.band : null,
    documented,
  }
}

function otherBandOf(
  prices: PriceBook,
  { requested, count, maxTokens }: CountedRequest,
  at: number,
  band: Band | null,
): EstimateColumn['otherBand'] {
  if (band === null || band === 'all-day') return null
  const other: Band = band === 'peak' ? 'off-peak' : 'peak'
  const rows = currencies.flatMap((currency) => rowInBand(prices, requested, at, currency, other) ?? [])
  if (rows.length === 0) return null
  return {
    band: other,
    prices: rows.map(viewPriceRow),
    cost: boundsText(estimateCost(count.tokens, maxTokens, rows, rows)),
  }
}

/** Filling in the middle is capped at 4K (docs). */
const MOST_FIM_OUTPUT = 4_096

/** The max_tokens that the worst case rests on: what the request says, else the model's default for its mode. */
export function maxTokensOf(
  request: PromptRequest,
  model: ResolvedModel | null,
): { readonly value: number; readonly isDefault: boolean } {
  if (request.maxTokens !== undefined) return { value: request.maxTokens, isDefault: false }
  if (model === null) return { value: 0, isDefault: true }
  if (isFimRequest(request))
    return { value: Math.min(MOST_FIM_OUTPUT, defaultMaxTokens(model, false, null)), isDefault: true }
  const { thinking, effort } = thinkingSettings(request, model, createPromptWriter())
  return { value: defaultMaxTokens(model, thinking, effort === 'max' ? 'max' : null), isDefault: true }
}

function boundsText(bounds: ByCurrency<PicoBounds>): Partial<Record<Currency, CostBounds>> {
  return mapCurrencies(bounds, ({ promptMiss, promptHit, outputToken, worstCase }) => ({
    promptMiss: formatAmount(promptMiss),
    promptHit: formatAmount(promptHit),
    outputToken: formatAmount(outputToken),
    worstCase: formatAmount(worstCase),
  }))
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
