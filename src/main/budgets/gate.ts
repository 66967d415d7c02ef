import type { Balance } from '../../contract/balance.ts'
import type { GateFit, GateReason, GateRefusal } from '../../contract/budgets.ts'
import type { Estimate } from '../../contract/estimates.ts'
import type { Zone } from '../../contract/values.ts'
import type { Database } from '../db/database.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { withModel } from '../encoding/with-model.ts'
import { FathomError } from '../errors.ts'
import { maxTokensOf } from '../estimates/assemble.ts'
import type { Books } from '../estimates/books.ts'
import { FLASH } from '../estimates/encode-for.ts'
import { resolveModel } from '../pricing/model-book.ts'
import type { BudgetStore } from './budget-store.ts'
import { billedIn, type Constraint, constraintsAt, reasonsAgainst, type Sending } from './constraints.ts'
import { findFits, isFlash, sendingOf, type Weighed } from './fits.ts'
import { GATE_RULE, gateSentence } from './gate-words.ts'
import type { ReadSpend } from './spend.ts'

/** A body that is about to be sent to a real account. */
export interface GatedRequest {
  readonly body: string
  readonly model: string
  readonly promptId: string | null
  /** Whose account it is sent to; requests that go together go to one. */
  readonly account: AskedAccount
}

/** Who is asked, and the last four characters of the key. */
export interface AskedAccount {
  readonly baseUrl: string
  readonly keyHint: string | null
}

/** What every real request passes before it is sent. */
export interface Gate {
  /**
   * Holds requests that go together against every budget and the balance.
   * @throws FathomError GATE, with a GateRefusal as `details.gate`
   */
  check(requests: readonly GatedRequest[], at: number, allowOnce: boolean): Promise<void>
  /**
   * Checks one request and writes its run in one transaction, so that no two of them, of this process or another,
   * can pass on the same money. Error GATE.
   */
  admit(request: AdmittedRequest, allowOnce: boolean, write: () => string): Promise<string>
}

export interface AdmittedRequest extends GatedRequest {
  readonly estimate: Estimate
  readonly at: number
}

export interface GateOptions {
  readonly database: Pick<Database, 'transaction'>
  readonly books: Books
  readonly budgets: Pick<BudgetStore, 'list'>
  readonly spend: ReadSpend
  /** What was last told of an account. */
  readonly balance: (account: AskedAccount) => Balance
  readonly zone: () => Zone
  readonly estimate: (body: string, at: number) => Promise<Estimate>
}

/** The gate over budgets, spend and balance. Practice never comes here: it costs nothing. */
export function createGate(options: GateOptions): Gate {
  const { books } = options

  function weigh({ body, model, promptId }: GatedRequest, estimate: Estimate, at: number): Weighed {
    const maxTokens = maxTokensOf(parseRequest(body), resolveModel(books.models, model, at)).value
    return { promptId, model, exact: estimate.prompt.exact, promptTokens: estimate.prompt.tokens, maxTokens }
  }

  const estimated = (requests: readonly GatedRequest[], at: number): Promise<Weighed[]> =>
    Promise.all(requests.map(async (request) => weigh(request, await options.estimate(request.body, at), at)))

  const constraints = (account: AskedAccount, at: number): Constraint[] =>
    constraintsAt(
      {
        ...options,
        budgets: options.budgets.list(),
        balance: options.balance(account),
        keyHint: account.keyHint,
        zone: options.zone(),
      },
      at,
    )

  function judge(
    account: AskedAccount,
    sendings: readonly Sending[],
    at: number,
    allowOnce: boolean,
  ): readonly GateReason[] {
    const reasons = reasonsAgainst(constraints(account, at), sendings, billedIn(options.balance(account)))
    return allowOnce && reasons.every(mayBeAllowed) ? [] : reasons
  }

  /** One request goes to flash instead; of a comparison only the columns that go there anyway remain. */
  function flashInstead(requests: readonly GatedRequest[], at: number): readonly GatedRequest[] {
    const [first] = requests
    if (first === undefined || requests.every(({ model }) => isFlash(books, model, at))) return []
    if (requests.length > 1) return requests.filter(({ model }) => model === FLASH)
    return [{ ...first, model: FLASH, body: withModel(first.body, FLASH) }]
  }

  async function refusal(
    requests: readonly GatedRequest[],
    weighed: readonly Weighed[],
    reasons: readonly GateReason[],
    at: number,
  ): Promise<FathomError> {
    const fits = await fitsFor(requests, weighed, reasons, at)
    const verdict = reasons.every(mayBeAllowed) ? 'asks' : 'blocked'
    const gate: GateRefusal = { verdict, reasons, fits, runs: requests.length, rule: GATE_RULE }
    return new FathomError('GATE', gateSentence(reasons, fits, at), { gate })
  }

  async function fitsFor(
    requests: readonly GatedRequest[],
    weighed: readonly Weighed[],
    reasons: readonly GateReason[],
    at: number,
  ): Promise<GateFit[]> {
    const over = reasons.find((reason) => reason.kind === 'over')
    const account = requests[0]?.account
    if (account === undefined) return []
    // Neither fewer tokens nor another hour helps where a currency is the wrong one.
    if (over === undefined && reasons.some(({ kind }) => kind === 'currency')) return []
    const toFlash = flashInstead(requests, at)
    const known = new Map<number, readonly Constraint[]>()
    const at0 = (instant: number): readonly Constraint[] => {
      const found = known.get(instant) ?? constraints(account, instant)
      known.set(instant, found)
      return found
    }
    const currencies = billedIn(options.balance(account))
    return findFits({
      books,
      requests: weighed,
      onFlash: toFlash.length > 0 ? await estimated(toFlash, at) : null,
      at,
      currency: reasons.find((reason) => reason.kind !== 'uncounted')?.currency ?? 'USD',
      passes: (sendings, instant) => reasonsAgainst(at0(instant), sendings, currencies).length === 0,
    })
  }

  return {
    check: async (requests, at, allowOnce) => {
      const account = requests[0]?.account
      if (account === undefined) return
      const weighed = await estimated(requests, at)
      const sendings = weighed.map((each) => sendingOf(books.prices, each, at))
      const reasons = judge(account, sendings, at, allowOnce)
      if (reasons.length > 0) throw await refusal(requests, weighed, reasons, at)
    },
    admit: async (request, allowOnce, write) => {
      const { at } = request
      const weighed = weigh(request, request.estimate, at)
      const sending = sendingOf(books.prices, weighed, at)
      const outcome = options.database.transaction(() => {
        const reasons = judge(request.account, [sending], at, allowOnce)
        return reasons.length > 0 ? reasons : write()
      })
      if (typeof outcome !== 'string') throw await refusal([request], [weighed], outcome, at)
      return outcome
    },
  }
}

/** Only what is surely too much is blocked for good; what is not known, and what only warns, may be run once. */
function mayBeAllowed(reason: GateReason): boolean {
  return reason.kind !== 'over' || reason.level === 'warn'
}
