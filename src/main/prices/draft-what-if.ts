import type { Parameters } from '../../contract/drafts.ts'
import type { CheapestMoment, WhatIf, WhatIfCase, WhatIfEffort } from '../../contract/prices.ts'
import type { Clock } from '../clock.ts'
import type { Books } from '../estimates/books.ts'
import { FLASH, PRO } from '../estimates/encode-for.ts'
import type { LiveEstimates } from '../estimates/live-estimates.ts'
import { cheapestMoment } from '../pricing/cheapest-moment.ts'
import { isoOf } from '../pricing/instants.ts'
import { currencies, formatAmount, mapCurrencies, multiplyAmount } from '../pricing/money.ts'
import { pricesAt } from '../pricing/price-at.ts'
import { whatIf } from '../pricing/what-if.ts'

export interface WhatIfQuestion {
  readonly promptId: string
  /** Epoch ms. */
  readonly at: number
  readonly output: number
  readonly runs: number
}

/** What the draft would cost otherwise. Null for one that no window looks at. */
export type DraftWhatIf = (question: WhatIfQuestion) => Promise<WhatIf | null>

export interface DraftWhatIfOptions {
  readonly estimates: Pick<LiveEstimates, 'columns' | 'encode'>
  readonly drafts: { get(promptId: string): { readonly parameters: Parameters } }
  readonly books: Books
  readonly clock: Clock
}

/** The server caches prompts in whole units of this many tokens (docs, context caching). */
const CACHE_UNIT = 128

/** What a warm cache can hold of a prompt. */
export function warmTokensOf(promptTokens: number): number {
  return Math.floor(promptTokens / CACHE_UNIT) * CACHE_UNIT
}

/** What a draft says of thinking at an effort. */
export function parametersOf(effort: WhatIfEffort): Partial<Parameters> {
  return effort === 'off' ? { thinking: 'disabled' } : { thinking: 'enabled', effort }
}

const EFFORTS: readonly WhatIfEffort[] = ['off', 'low', 'high', 'max']

/** Counts the draft once for each model and effort, since the effort's text is part of the prompt. */
export function createDraftWhatIf({ estimates, drafts, books, clock }: DraftWhatIfOptions): DraftWhatIf {
  async function countCases(
    promptId: string,
    models: readonly string[],
  ): Promise<{ readonly revision: number; readonly cases: readonly WhatIfCase[] } | null> {
    const wanted = models.flatMap((model) => EFFORTS.map((effort) => ({ model, effort })))
    const counted = await estimates.columns(
      promptId,
      wanted.map(({ model, effort }) => ({ model, ...parametersOf(effort) })),
    )
    if (counted === null) return null
    const cases = wanted.map(({ model, effort }, place): WhatIfCase => {
      const prompt = counted.columns[place]?.estimate.prompt
      const promptTokens = prompt?.tokens ?? 0
      const exact = prompt?.exact ?? false
      return { model, effort, promptTokens, exact, warmTokens: warmTokensOf(promptTokens) }
    })
    return { revision: counted.revision, cases }
  }

  return async ({ promptId, at, output, runs }) => {
    if (estimates.encode(promptId, FLASH) === null) return null
    const { parameters } = drafts.get(promptId)
    const models = [...new Set([parameters.model, FLASH, PRO])]
    const counted = await countCases(promptId, models)
    if (counted === null) return null
    const { revision, cases } = counted
    const book = books.prices
    const now = clock()
    const effort = parameters.thinking === 'enabled' ? parameters.effort : 'off'
    const asked = cases.map((each) => ({ ...each, warmHitTokens: each.warmTokens, outputTokens: output }))
    const notes = models.flatMap((model) => pricesAt(book, model, at).notes)
    return {
      revision,
      now: isoOf(now),
      at: isoOf(at),
      cases,
      cells: whatIf(book, at, asked, [runs]).map(({ runs: _, ...cell }) => ({
        ...cell,
        effort: cell.effort as WhatIfEffort,
        cost: mapCurrencies(cell.cost, formatAmount),
      })),
      effort,
      cheapest: cases
        .filter((each) => each.effort === effort)
        .flatMap(({ model, promptTokens }) =>
          currencies.flatMap((currency): CheapestMoment[] => {
            const usage = { hit: 0, miss: promptTokens, completion: output }
            const found = cheapestMoment(book, model, now, currency, usage)
            if (found === null) return []
            const { row, saving } = found
            return [
              {
                model,
                currency,
                at: isoOf(found.at),
                until: isoOf(found.until),
                band: row.band,
                cost: formatAmount(multiplyAmount(found.cost, runs)),
                saving: saving === null ? null : formatAmount(multiplyAmount(saving, runs)),
              },
            ]
          }),
        ),
      notes: [...new Set(notes)],
    }
  }
}
