import type { Quantiles } from '../../contract/forecasts.ts'
import type { TestEstimate } from '../../contract/test-cases.ts'
import type { Clock } from '../clock.ts'
import type { Books } from '../estimates/books.ts'
import type { Forecasts } from '../forecasts/forecasts.ts'
import { hashText } from './case-store.ts'
import type { DraftedRequest } from './drafted-request.ts'
import { type CountedCell, countedOf, type EstimateBody } from './estimate-cell.ts'
import { judgeBodies } from './judge-bodies.ts'
import { JUDGE_MAX_TOKENS } from './judge.ts'
import { type PlannedRequest, sumEstimate } from './sum-estimate.ts'

export interface ScopeEstimator {
  /** What is known of one request before it is sent; the same body is counted once. */
  count(body: string): Promise<CountedCell>
  /** What requests would cost together, their judges included. */
  sum(
    promptId: string | null,
    practice: boolean,
    requests: readonly DraftedRequest[],
  ): Promise<Omit<TestEstimate, 'missing'>>
}

export interface ScopeEstimatorOptions {
  readonly books: Books
  readonly estimate: EstimateBody
  readonly forecasts: Pick<Forecasts, 'output'>
  readonly clock: Clock
}

/** So many bodies are counted at a time: the counter answers others in between. */
const AT_ONCE = 32
const KEPT = 20_000

export function createScopeEstimator(options: ScopeEstimatorOptions): ScopeEstimator {
  const { books, clock } = options
  const known = new Map<string, CountedCell>()

  async function count(body: string): Promise<CountedCell> {
    const key = hashText(body)
    const kept = known.get(key)
    if (kept !== undefined) return kept
    const at = clock()
    const counted = countedOf(books, body, await options.estimate(body, at), at)
    if (known.size >= KEPT) known.clear()
    known.set(key, counted)
    return counted
  }

  /** Asked once for each model and effort. */
  function outputsOf(promptId: string | null, practice: boolean): (counted: CountedCell) => Quantiles | null {
    const asked = new Map<string, Quantiles | null>()
    return ({ model, effort, maxTokens }) => {
      if (promptId === null) return null
      const key = JSON.stringify([model, effort, maxTokens])
      const answer =
        asked.get(key) ?? options.forecasts.output({ promptId, practice, model, effort, maxTokens }).output
      asked.set(key, answer)
      return answer
    }
  }

  async function judgesOf(
    request: DraftedRequest,
    answer: NonNullable<PlannedRequest['answer']>,
  ): Promise<PlannedRequest[]> {
    // A verdict: anything from nothing to its limit.
    const output = quantiles(0, JUDGE_MAX_TOKENS)
    return Promise.all(
      judgeBodies(request, '').map(async (body) => ({ counted: await count(body), output, answer })),
    )
  }

  return {
    count,
    sum: async (promptId, practice, requests) => {
      const outputOf = outputsOf(promptId, practice)
      const planned: PlannedRequest[] = []
      for (let from = 0; from < requests.length; from += AT_ONCE) {
        const some = await Promise.all(
          requests.slice(from, from + AT_ONCE).map(async (request): Promise<PlannedRequest[]> => {
            const counted = await count(request.body)
            const output = outputOf(counted)
            const answer = { likely: output, most: counted.maxTokens }
            return [{ counted, output, answer: null }, ...(await judgesOf(request, answer))]
          }),
        )
        planned.push(...some.flat())
      }
      return sumEstimate(books.prices, planned, clock())
    },
  }
}

function quantiles(p50: number, p90: number): Quantiles {
  return { p50: { tokens: p50, atLeast: false }, p90: { tokens: p90, atLeast: false } }
}
