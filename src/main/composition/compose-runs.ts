import type { Gate } from '../budgets/gate.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { encodeRequest } from '../encoding/encode-request.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { isFimRequest, type PromptRequest } from '../encoding/request.ts'
import type { Books } from '../estimates/books.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import { countInWorker, estimateBody } from '../estimates/estimate-body.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createSettlements } from '../ledger/settlements.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { modelNames, resolveModel, type ResolvedModel } from '../pricing/model-book.ts'
import { billsOf } from '../runs/bill.ts'
import { createEndRun } from '../runs/end-run.ts'
import { draftChange } from '../runs/estimated-tokens.ts'
import { hypothesesAbout } from '../runs/hypotheses.ts'
import { reconcile, type TokenReconciliation } from '../runs/reconcile.ts'
import { isOwnerAlive, recoverRuns } from '../runs/recover.ts'
import { guardListener, type RunListener } from '../runs/run-listener.ts'
import type { RunBeginning } from '../runs/run-record.ts'
import { createRunService, type RunService, type RunServiceOptions } from '../runs/run-service.ts'
import { createRunStore, type RunStore } from '../runs/run-store.ts'
import { createSettleLater, type SettleLater } from '../runs/settle-later.ts'
import { settle, type SettleOptions } from '../runs/settle.ts'
import { createSettledRuns, type SettledRuns } from '../runs/settled-runs.ts'

export interface RunsOptions {
  readonly database: Database
  readonly books: Books
  readonly counter: DraftCounter
  readonly ledger: Ledger
  readonly clock: Clock
  readonly listener: RunListener
  readonly log: (message: string, cause?: unknown) => void
  readonly onEntry: (entryId: string) => void
  /** What puts a run that met an edge into a band. */
  readonly decidingInstant: () => DecidingInstant
  /** The gate that every real run passes, over the estimate that is given. */
  readonly openGate: (estimate: RunServiceOptions['estimate']) => Gate
  readonly forecast: RunServiceOptions['forecast']
  /** What is added to the machine's clock at present, ms. */
  readonly clockCorrection: () => number
}

/** Runs over the counter, the books and the ledger. */
export function composeRuns(options: RunsOptions): {
  readonly runs: RunService
  readonly gate: Gate
  readonly runStore: RunStore
  readonly settleLater: SettleLater
  readonly settledRuns: SettledRuns
  readonly recovered: Promise<void>
} {
  const { database, books, counter, ledger, clock, listener, log, onEntry } = options
  const machineClock = (): number => clock() - options.clockCorrection()
  const runStore = createRunStore(database, { pid: process.pid, clock: machineClock })

  const estimate: RunServiceOptions['estimate'] = (body, at) => estimateBody(books, counter, body, at)

  const countText = (text: string): Promise<number> => counter.countText(text)

  const countAs = async (request: PromptRequest, model: ResolvedModel): Promise<number> =>
    (await countInWorker(counter, encodeRequest(request, model))).tokens

  async function explain(beginning: RunBeginning, billed: number): Promise<TokenReconciliation> {
    const request = parseRequest(beginning.requestText)
    const model = resolveModel(books.models, beginning.modelRequested, beginning.sentAt)
    const { tokens, unknown } = await reconcile(billed, beginning.estimate.prompt.tokens, () =>
      model === null || isFimRequest(request)
        ? []
        : hypothesesAbout(request, model, otherModels(model, beginning.sentAt), countAs),
    )
    return { tokens: [...draftChange(beginning), ...tokens], unknown }
  }

  const price: SettleOptions['price'] = (counts, model, timing, sentAt) =>
    billsOf(
      books.prices,
      counts,
      model,
      { ...timing, sentAt: timing.sentAt ?? sentAt },
      options.decidingInstant(),
    )

  function otherModels(model: ResolvedModel, at: number): ResolvedModel[] {
    const byProfile = new Map<string, ResolvedModel>()
    for (const name of modelNames(books.models, at)) {
      const other = resolveModel(books.models, name, at)
      if (other !== null && other.profile !== model.profile) byProfile.set(other.profile, other)
    }
    return [...byProfile.values()]
  }

  const told = guardListener(listener, log)
  const endRun = createEndRun({ database, store: runStore, ledger, log, onEntry })
  const gate = options.openGate(estimate)
  const runs = createRunService({
    store: runStore,
    clock,
    listener: told,
    log,
    endRun,
    estimate,
    forecast: options.forecast,
    clockCorrection: options.clockCorrection,
    admit: (beginning, allowOnce, write) => admitThrough(gate, beginning, allowOnce, write),
    settle: (beginning, outcome) => settle({ price, explain, countText, log }, beginning, outcome),
  })
  const recovered = recoverRuns({
    store: runStore,
    countText,
    endRun,
    onEnded: ({ id, promptId, status }) => told.changed(id, promptId, status, { state: 'ended' }),
    isAlive: isOwnerAlive,
    log,
  }).catch((error: unknown) => log('Runs of an earlier start could not be closed', error))
  const settlements = createSettlements(database)
  const settleLater = createSettleLater({
    store: runStore,
    ledger,
    settlements,
    price: (counts, run) => billsOf(books.prices, counts, run.modelRequested, run, options.decidingInstant()),
    explain,
    onSettled: (run, entryId) => {
      onEntry(entryId)
      told.changed(run.id, run.promptId, run.status, { state: 'ended' })
    },
  })
  const settledRuns = createSettledRuns({
    store: runStore,
    settlements,
    prices: () => books.prices,
    explain,
    log,
  })
  return { runs, gate, runStore, settleLater, settledRuns, recovered }
}

/** Practice costs nothing, so nothing holds it back. */
async function admitThrough(
  gate: Gate,
  beginning: RunBeginning,
  allowOnce: boolean,
  write: () => string,
): Promise<string> {
  if (beginning.practice) return write()
  const { requestText: body, modelRequested: model, promptId, estimate, sentAt: at } = beginning
  return gate.admit({ body, model, promptId, account: beginning, estimate, at }, allowOnce, write)
}
