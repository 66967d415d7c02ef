import type { BalanceHistory } from '../../contract/balance.ts'
import type { BillMatch, Settling, UsageImport } from '../../contract/billing.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { currencies, type Currency } from '../pricing/money.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { redact } from '../redact.ts'
import { cellsOf } from './bill-cells.ts'
import { lineOf } from './bill-lines.ts'
import { type BillStore, createBillStore } from './bill-store.ts'
import { comparePrices } from './compare-prices.ts'
import { createKeyNames, matchKeys } from './key-names.ts'
import { type BilledRun, billedRuns } from './ledger-runs.ts'
import { moneyLines } from './money-lines.ts'
import { readExport } from './read-export.ts'
import { createSettlementBook } from './settlement-book.ts'
import type { UsageAmount, UsageCost } from './usage-types.ts'

export interface BillingOptions {
  readonly database: Database
  readonly ledger: Pick<Ledger, 'correct'>
  readonly prices: () => PriceBook
  /** What puts a run that met an edge into a band. */
  readonly decidingInstant: () => DecidingInstant
  readonly clock: Clock
  /** Prompt tokens of a run that its causes leave over, once it is known what it was billed; null where there is no such run. */
  readonly remainderOf: (runId: string, promptTokens: number) => Promise<number | null>
  readonly balance: (query: { readonly from?: string; readonly to?: string }) => Promise<BalanceHistory>
}

/** Days that begin in [from, to), as ISO instants. */
export interface BillPeriod {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface Billing {
  /** Errors: ZIP_*, EXPORT_*, and those of the database; then nothing is kept. */
  import(fileName: string, data: Buffer): Promise<{ readonly import: UsageImport; readonly known: boolean }>
  imports(): UsageImport[]
  remove(importId: string): void
  match(period: BillPeriod): Promise<BillMatch>
  nameKey(keyHint: string, keyName: string | null): void
  /** Settles what the match of this period still says is settled by it. Ids of the ledger's corrections. */
  settle(period: BillPeriod, entryIds: readonly string[]): Promise<string[]>
  takeBack(entryIds: readonly string[]): string[]
}

const DAY = 86_400_000
/** Two months at once: the 17,000 runs of a busy month are matched in a quarter of a second. */
const LONGEST = 62 * DAY

interface Sides {
  readonly amounts: readonly UsageAmount[]
  readonly costs: readonly UsageCost[]
  readonly runs: readonly BilledRun[]
}

/** The three-way match: what the ledger says, what the platform's own export says, and what went off the balance. */
export function createBilling(options: BillingOptions): Billing {
  const { database, clock, prices } = options
  const store: BillStore = createBillStore(database, clock)
  const names = createKeyNames(database)
  const settlements = createSettlementBook(options)
  const selectFirst = database.prepare<{ at: number | null }>(
    'SELECT min(sent_at) AS at FROM ledger_entries WHERE practice = 0',
  )

  function sidesOf({ from, to }: BillPeriod): Sides {
    const span = store.span()
    if (span === null) return { amounts: [], costs: [], runs: [] }
    const until = to === undefined ? span.until : Math.min(Date.parse(to), span.until)
    const since = Math.max(from === undefined ? span.from : Date.parse(from), until - LONGEST)
    const [amounts, costs] = [store.amounts(since, until), store.costs(since, until)]
    const days = [...amounts, ...costs]
    if (days.length === 0) return { amounts, costs, runs: [] }
    const first = days.reduce((least, day) => Math.min(least, day.from), Infinity)
    const last = days.reduce((most, day) => Math.max(most, day.until), -Infinity)
    return { amounts, costs, runs: billedRuns(database, first, last) }
  }

  function linesOf({ amounts, runs }: Sides): Pick<BillMatch, 'lines' | 'keys' | 'keyNames'> {
    const keys = matchKeys(amounts, runs, names.said())
    const byHint = new Map(keys.map(({ hint, name }) => [hint, name]))
    const nameOf = (hint: string | null): string | null => (hint === null ? null : (byHint.get(hint) ?? null))
    const ours = new Set(keys.map(({ name }) => name))
    const facts = {
      importedAt: store.importedAt() ?? clock(),
      isOurs: (name: string) => ours.has(name),
      ledgerFrom: selectFirst.get()?.at ?? null,
    }
    const lines = cellsOf(amounts, runs, nameOf)
      .filter(({ runs: own, official }) => official.size > 0 || own.some(({ status }) => status !== 'failed'))
      .map((cell) => lineOf(cell, facts))
    return { lines, keys, keyNames: [...new Set(amounts.map(({ keyName }) => keyName))].toSorted() }
  }

  return {
    import: async (fileName, data) => store.add(redact(fileName), await readExport(fileName, data)),
    imports: () => store.imports(),
    remove: (importId) => store.remove(importId),
    nameKey: (keyHint, keyName) => names.name(keyHint, keyName),
    match: async (period) => {
      const sides = sidesOf(period)
      const days = [...sides.amounts, ...sides.costs]
      const currency = currencyOf(sides, prices())
      const balance = await options.balance({})
      const series = balance.series.find((each) => each.currency === currency)
      return {
        from: isoOrNull(days.map(({ from }) => from).reduce(least, Infinity)),
        until: isoOrNull(days.map(({ until }) => until).reduce(most, -Infinity)),
        currency,
        ...linesOf(sides),
        money:
          currency === null
            ? []
            : moneyLines({
                ...sides,
                currency,
                readings: series?.readings ?? [],
                marks: series?.marks ?? [],
                settlementMs: balance.settlementMinutes * 60_000,
              }),
        prices: comparePrices(prices(), sides.amounts, currency),
        settlements: settlements.list(),
      }
    },
    settle: async (period, entryIds) => {
      const sides = sidesOf(period)
      const wanted = linesOf(sides)
        .lines.flatMap(({ settles }) => settles ?? [])
        .filter((settling: Settling) => entryIds.includes(settling.entryId))
      if (wanted.length === 0) {
        throw new FathomError(
          'NOTHING_TO_SETTLE',
          'These runs cannot be settled from the export any more. Look at the match again.',
        )
      }
      const runs = new Map(sides.runs.map((run) => [run.entryId, run]))
      const pairs = wanted.flatMap((settling) => {
        const run = runs.get(settling.entryId)
        return run ? [{ run, settling }] : []
      })
      const explained = await Promise.all(
        pairs.map(async ({ run, settling }) => ({
          run,
          settling,
          remainder: await options.remainderOf(settling.run, settling.hit + settling.miss),
        })),
      )
      return settlements.settle(explained)
    },
    takeBack: (entryIds) => settlements.takeBack(entryIds),
  }
}

/** The account's currency: the cost file says it; without one, the currency in which the book knows more of its prices. */
function currencyOf({ amounts, costs }: Sides, book: PriceBook): Currency | null {
  const told = new Set(costs.map(({ currency }) => currency))
  const known = currencies.filter((currency) => told.has(currency))
  if (known.length === 1) return known[0] ?? null
  if (known.length > 1 || amounts.length === 0) return null
  const fits = (currency: Currency): number => {
    const { compared, differences } = comparePrices(book, amounts, currency)
    return compared - differences.length
  }
  const [usd, cny] = [fits('USD'), fits('CNY')]
  if (usd === cny) return null
  return usd > cny ? 'USD' : 'CNY'
}

function least(a: number, b: number): number {
  return Math.min(a, b)
}

function most(a: number, b: number): number {
  return Math.max(a, b)
}

function isoOrNull(at: number): string | null {
  return Number.isFinite(at) ? new Date(at).toISOString() : null
}
