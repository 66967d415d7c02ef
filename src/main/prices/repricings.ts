import type { Repricing, RepricingChange, RepricingPreview } from '../../contract/repricings.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { createLedgerBook } from '../ledger/ledger-book.ts'
import { numberOrNull } from '../ledger/ledger-entry.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { isoOf } from '../pricing/instants.ts'
import { formatAmount, mapCurrencies } from '../pricing/money.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import {
  type EntryPrice,
  planRepricing,
  type PricedEntry,
  type Repricing as Change,
} from '../pricing/repricing.ts'
import { isOwnerAlive } from '../runs/recover.ts'
import { createPricedEntries, type HeldEntry, priceOf } from './priced-entries.ts'
import { createRepricingStore, type StoredRepricing } from './repricing-store.ts'
import { createSliceWork, type Slice } from './slice-work.ts'

type Prices = PricedEntry['prices']

/** Pricing the past anew: shown before it is done, a list of what was done, and the way back. */
export interface Repricings {
  /** What the prices of now would change in the runs after an entry's number. Nothing is changed. */
  preview(after: number): RepricingPreview
  /** Starts to write the changes as corrections of the ledger. Errors PRICES_MOVED_ON, REPRICING_UNDER_WAY. */
  apply(basis: string): { readonly id: string; readonly ended: Promise<void> }
  /** Starts to take one back. Errors REPRICING_NOT_FOUND, REPRICING_UNDER_WAY. */
  undo(id: string): { readonly ended: Promise<void> }
  /** Ends one that this process is at between two slices: what was done holds. Others are left alone. */
  stop(id: string): void
  list(): readonly Repricing[]
  /** Stops between two slices; what was done holds. */
  close(): Promise<void>
}

export interface RepricingsOptions {
  readonly database: Database
  readonly clock: Clock
  readonly prices: () => PriceBook
  /** Grows when a price is added. */
  readonly version: () => number
  readonly decidingInstant: () => DecidingInstant
  /** Told after each slice is on disk. */
  readonly onCorrected: (correctionIds: readonly string[]) => void
  readonly onChange: () => void
  readonly log: (message: string, cause?: unknown) => void
}

/** Entries that are looked at before others get their turn: some 10 ms. */
const SLICE = 50

/**
 * Pricing the past anew, in slices between which others get their turn; each done, stopped and undone on
 * record.
 */
export function createRepricings(options: RepricingsOptions): Repricings {
  const { database, clock, prices, decidingInstant, onCorrected, onChange, log } = options
  const book = createLedgerBook(database, clock)
  const entries = createPricedEntries(database, book)
  const store = createRepricingStore(database)
  const work = createSliceWork(onChange, (cause) => log('Pricing the past anew stopped half way', cause))

  const basis = (): string => `${options.version()} ${decidingInstant()}`

  function changesOf(held: readonly HeldEntry[]): readonly Change[] {
    const priced = held.flatMap((entry) => entry.priced ?? [])
    return planRepricing(prices(), priced, decidingInstant()).changes
  }

  function preview(after: number): RepricingPreview {
    const held = entries.after(after, SLICE)
    const byId = new Map(held.map(({ row }) => [row.id, row]))
    const changes = changesOf(held)
    const changed = new Set(changes.map(({ entryId }) => entryId))
    const withoutUsage = held.filter(({ priced }) => priced === null).length
    const last = held.at(-1)
    return {
      basis: basis(),
      changes: changes.flatMap(({ entryId, currency, before, after: then }): RepricingChange[] => {
        const row = byId.get(entryId)
        if (row === undefined) return []
        const { run_id: run, model_requested: model } = row
        const at = isoOf(Number(row.sent_at))
        const amounts = { before: priceText(before), after: priceText(then) }
        return [{ entryId, run, runNumber: Number(row.run_number), at, model, currency, ...amounts }]
      }),
      unchanged: held.length - changed.size - withoutUsage,
      withoutUsage,
      done: held.length,
      total: entries.total(),
      next: held.length === SLICE && last ? Number(last.row.number) : null,
    }
  }

  function correct({ row }: HeldEntry, charges: Prices, reason: string): string {
    const { entryId } = book.correct({
      corrects: row.id,
      reason,
      charges: mapCurrencies(
        charges,
        (price) => (price && { amount: price.amount, priceRowId: price.rowId }) || undefined,
      ),
      remainder: numberOrNull(row.remainder),
    })
    return entryId
  }

  /** Prices the entries after a number anew; `last` is that of the last one looked at. */
  function applySlice(id: string, after: number): Slice & { readonly last: number } {
    const held = entries.after(after, SLICE)
    const reason = `Priced anew by the price book of ${isoOf(clock()).slice(0, 10)}.`
    const corrections = database.transaction(() =>
      [...Map.groupBy(changesOf(held), ({ entryId }) => entryId)].flatMap(([entryId, changes]) => {
        const entry = held.find(({ row }) => row.id === entryId)
        if (!entry?.priced) return []
        const before = entry.priced.prices
        const next = { ...before, ...Object.fromEntries(changes.map((each) => [each.currency, each.after])) }
        const correctionId = correct(entry, next, reason)
        store.add(id, { entryId, correctionId, before, after: next })
        return [correctionId]
      }),
    )
    if (corrections.length > 0) onCorrected(corrections)
    const last = Number(held.at(-1)?.row.number ?? after)
    return { at: held.length, more: held.length === SLICE, last }
  }

  function undoSlice(id: string): Slice {
    const changes = store.toUndo(id, SLICE)
    const held = new Map(
      entries.byId(changes.map(({ entryId }) => entryId)).map((each) => [each.row.id, each]),
    )
    const corrections = database.transaction(() =>
      changes.flatMap(({ number, entryId, before, after }) => {
        const entry = held.get(entryId)
        if (entry === undefined || !isStill(entry, after)) {
          store.kept(number)
          return []
        }
        const correctionId = correct(entry, before, 'Pricing it anew was taken back.')
        store.takenBack(number, correctionId)
        return [correctionId]
      }),
    )
    if (corrections.length > 0) onCorrected(corrections)
    return { at: changes.length, more: changes.length === SLICE }
  }

  function applyAll(id: string, shown: string): Promise<void> {
    let after = 0
    const slice = (): Slice => {
      // A price that is added meanwhile would bring changes that nobody was shown.
      if (basis() !== shown) {
        work.stop(id)
        return { at: 0, more: true }
      }
      const done = applySlice(id, after)
      after = done.last
      return done
    }
    return work.start(id, entries.total(), slice, () => store.setState(id, 'applied', clock()))
  }

  function undoAll(id: string): Promise<void> {
    const { runs, taken_back: back, kept } = store.get(id) ?? { runs: 0, taken_back: 0, kept: 0 }
    const undo = (): Slice => undoSlice(id)
    return work.start(id, runs - back - kept, undo, () => store.setState(id, 'undone', clock()))
  }

  function stateOf(stored: StoredRepricing): Repricing['state'] {
    const { id, state, owner_pid: pid, at } = stored
    if (state === 'applied' || state === 'undone' || work.progress(id) !== null) return state
    return pid !== null && pid !== process.pid && isOwnerAlive(pid, at) ? state : 'cut-short'
  }

  function list(): readonly Repricing[] {
    return store.list().map((stored) => ({
      id: stored.id,
      at: isoOf(stored.at),
      decidingInstant: stored.deciding_instant,
      state: stateOf(stored),
      runs: stored.runs,
      takenBack: stored.taken_back,
      kept: stored.kept,
      undoneAt: stored.undone_at === null ? null : isoOf(stored.undone_at),
      progress: work.progress(stored.id),
    }))
  }

  function refuseWhileUnderWay(): void {
    if (!list().some(({ state }) => state === 'applying' || state === 'undoing')) return
    throw new FathomError(
      'REPRICING_UNDER_WAY',
      'Past runs are being priced anew already. Wait until it is done.',
    )
  }

  return {
    preview,
    list,
    apply: (shown) => {
      const id = database.transaction(() => {
        refuseWhileUnderWay()
        if (shown !== basis())
          throw new FathomError(
            'PRICES_MOVED_ON',
            'Prices or the setting have changed since this was shown. Look at the changes again.',
          )
        return store.begin(clock(), decidingInstant())
      })
      return { id, ended: applyAll(id, shown) }
    },
    undo: (id) => {
      database.transaction(() => {
        refuseWhileUnderWay()
        if (store.get(id) === null)
          throw new FathomError('REPRICING_NOT_FOUND', 'This is not in the list any more. Load it again.', {
            id,
          })
        store.setState(id, 'undoing', clock())
      })
      return { ended: undoAll(id) }
    },
    stop: (id) => work.stop(id),
    close: () => work.close(),
  }
}

function isStill({ row }: HeldEntry, prices: Prices): boolean {
  return (['USD', 'CNY'] as const).every((currency) => {
    const [now, then] = [priceOf(row, currency), prices[currency]]
    return now?.rowId === then?.rowId && now?.amount === then?.amount
  })
}

function priceText(price: EntryPrice): RepricingChange['before'] {
  return price && { rowId: price.rowId, amount: formatAmount(price.amount) }
}
