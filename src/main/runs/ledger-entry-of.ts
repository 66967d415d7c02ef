import { type Charge, type NewEntry, NOT_BILLED } from '../ledger/ledger-entry.ts'
import {
  addAmounts,
  type ByCurrency,
  mapCurrencies,
  parseAmount,
  parseRate,
  type Pico,
  priceOf,
  zero,
} from '../pricing/money.ts'
import { chargesOf } from './bill.ts'
import { estimatedTokens } from './estimated-tokens.ts'
import type { RunRecord } from './run-record.ts'

/** The entry of an ended run. */
export function ledgerEntryOf(run: RunRecord): NewEntry {
  return {
    runId: run.id,
    runNumber: run.number,
    responseId: run.responseId,
    practice: run.practice,
    sentAt: run.sentAt,
    firstByteAt: run.firstByteAt,
    completedAt: run.completedAt,
    promptId: run.promptId,
    promptName: run.promptName,
    model: { requested: run.modelRequested, served: run.modelServed },
    profile: run.estimate.profile,
    band: run.receipts[0]?.band ?? run.estimate.band,
    keyHint: run.keyHint,
    status: run.status === 'running' ? 'cut-short' : run.status,
    estimatedTokens: estimatedTokens(run),
    exact: run.estimate.prompt.exact,
    usage: run.usage,
    atLeast: run.atLeast,
    charges: ownChargesOf(run),
    remainder: run.reconciliation?.unknown ?? null,
    estimatedCost: estimatedCostOf(run),
    leastCost: leastCostOf(run),
  }
}

/** What was forecast when it was sent; where nothing could be, from all of the prompt cached to the worst case. */
function estimatedCostOf({ estimate, forecast }: RunRecord): NewEntry['estimatedCost'] {
  const bounds = mapCurrencies(estimate.cost ?? {}, ({ promptHit, worstCase }) => ({
    low: promptHit,
    high: worstCase,
  }))
  return mapCurrencies(forecast?.cost ?? bounds, ({ low, high }) => ({
    low: parseAmount(low),
    high: parseAmount(high),
  }))
}

/** A request that was refused or never left this machine cost nothing, and that is known. */
function ownChargesOf({ status, receipts }: RunRecord): ByCurrency<Charge> {
  const nothing: Charge = { amount: zero, priceRowId: NOT_BILLED }
  return { ...(status === 'failed' ? { USD: nothing, CNY: nothing } : {}), ...chargesOf(receipts) }
}

/** Where usage was not reported: at least the prompt from the cache and the output that came, at the prices when it was sent. */
function leastCostOf({ atLeast, estimate }: RunRecord): ByCurrency<Pico> {
  if (atLeast === null) return {}
  const rows = Object.fromEntries(estimate.prices.map((row) => [row.currency, row]))
  return mapCurrencies(rows as ByCurrency<(typeof estimate.prices)[number]>, (row) =>
    addAmounts(
      priceOf(atLeast.promptTokens, parseRate(row.cacheHit ?? row.cacheMiss)),
      priceOf(atLeast.completionTokens, parseRate(row.output)),
    ),
  )
}
