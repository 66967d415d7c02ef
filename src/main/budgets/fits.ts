import type { GateFit } from '../../contract/budgets.ts'
import type { Currency } from '../../contract/values.ts'
import type { Books } from '../estimates/books.ts'
import { FLASH } from '../estimates/encode-for.ts'
import { nextSwitch } from '../pricing/bands.ts'
import { estimateCost, possibleRows } from '../pricing/estimate-cost.ts'
import { resolveModel } from '../pricing/model-book.ts'
import { type ByCurrency, mapCurrencies } from '../pricing/money.ts'
import { pricesAt } from '../pricing/price-at.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { partOn, type SumPart } from '../pricing/sum-sheet.ts'
import { type Sending, worstSheet } from './constraints.ts'

/** A request whose worst case can be asked for with other limits and at other instants. */
export interface Weighed {
  readonly promptId: string | null
  readonly model: string
  readonly exact: boolean
  readonly promptTokens: number
  readonly maxTokens: number
}

/** The worst case in each currency that has a price: nothing cached and max_tokens of output, on the dearest row that may be met. */
export function worstCase(prices: PriceBook, weighed: Weighed, at: number): ByCurrency<SumPart> {
  const { model, promptTokens, maxTokens } = weighed
  const { rows } = pricesAt(prices, model, at)
  const bounds = estimateCost(promptTokens, maxTokens, rows, possibleRows(prices, model, at))
  return mapCurrencies(bounds, ({ worstRow }) =>
    partOn(worstRow, { hit: 0, miss: promptTokens, completion: maxTokens }),
  )
}

export function sendingOf(prices: PriceBook, weighed: Weighed, at: number): Sending {
  const { promptId, model, exact } = weighed
  return { promptId, model, exact, worst: worstCase(prices, weighed, at) }
}

export interface FitQuestion {
  readonly books: Books
  readonly requests: readonly Weighed[]
  /** The same requests to flash; null where they all go there already. */
  readonly onFlash: readonly Weighed[] | null
  readonly at: number
  /** In which the choices name their worst case. */
  readonly currency: Currency
  /** Whether these requests, sent then, go through unasked. */
  readonly passes: (sendings: readonly Sending[], at: number) => boolean
}

/** What would go through: the largest max_tokens, another model, a cheaper hour. Only what really does is listed. */
export function findFits(question: FitQuestion): GateFit[] {
  return [...lowerLimit(question), ...flash(question), ...offPeak(question)]
}

function sendAll({ books }: FitQuestion, requests: readonly Weighed[], at: number): readonly Sending[] {
  return requests.map((request) => sendingOf(books.prices, request, at))
}

/** More tokens never cost less, so the largest limit that passes is found by halving. */
function lowerLimit(question: FitQuestion): GateFit[] {
  const { requests, at, currency, passes } = question
  const was = Math.max(...requests.map(({ maxTokens }) => maxTokens))
  const limited = (limit: number): readonly Sending[] =>
    sendAll(
      question,
      requests.map((each) => ({ ...each, maxTokens: Math.min(each.maxTokens, limit) })),
      at,
    )
  let [fits, tooMany] = [0, was]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (passes(limited(middle), at)) fits = middle
    else tooMany = middle
  }
  return fits === 0
    ? []
    : [{ kind: 'max-tokens', value: fits, was, sheet: worstSheet(limited(fits), currency) }]
}

function flash(question: FitQuestion): GateFit[] {
  const { onFlash, at, currency, passes } = question
  if (onFlash === null) return []
  const sendings = sendAll(question, onFlash, at)
  return passes(sendings, at) ? [{ kind: 'model', model: FLASH, sheet: worstSheet(sendings, currency) }] : []
}

function offPeak(question: FitQuestion): GateFit[] {
  const { books, requests, at, currency, passes } = question
  const next = nextOffPeak(books.prices, at)
  if (next === null) return []
  const sendings = sendAll(question, requests, next)
  return passes(sendings, next)
    ? [{ kind: 'off-peak', at: new Date(next).toISOString(), sheet: worstSheet(sendings, currency) }]
    : []
}

/** When off-peak begins next; null where it is not peak now. */
export function nextOffPeak(prices: PriceBook, at: number): number | null {
  const next = nextSwitch(prices, at)
  return next !== null && next.reading.band === 'off-peak' ? next.at : null
}

/** Whether a name is served by the model that flash is served by now. */
export function isFlash(books: Books, model: string, at: number): boolean {
  return resolveModel(books.models, model, at)?.served === resolveModel(books.models, FLASH, at)?.served
}
