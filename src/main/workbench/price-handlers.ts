import { FathomError } from '../errors.ts'
import { createDraftWhatIf } from '../prices/draft-what-if.ts'
import { createSumReceipts } from '../prices/sum-receipts.ts'
import { createWhatIfReceipt } from '../prices/what-if-receipt.ts'
import { dayMs } from '../pricing/beijing.ts'
import { bandSpans, peakStrip } from '../pricing/peak-strip.ts'
import { priceList } from '../pricing/price-list.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type PriceRoutes = Extract<keyof Handlers, `prices.${string}` | `receipts.${string}` | `repricings.${string}`>

const MOST_DAYS = 60

/** Prices in time: the book, what the user adds to it, what a draft would cost otherwise, receipts, pricing the past anew. */
export function priceHandlers(services: Services, tell: Tell): Pick<Handlers, PriceRoutes> {
  const { books, extendedPrices, priceEdits, repricings, receipts, estimates, clock } = services
  const whatIf = createDraftWhatIf(services)
  const whatIfReceipt = createWhatIfReceipt(services)
  const sumReceipt = createSumReceipts({
    database: services.database,
    prices: () => books.prices,
    clock,
    runs: services.runStore,
    columns: services.columnEstimates,
    testRuns: (promptId, target, practice) => services.testCases.runsOf(promptId, target, practice),
  })
  const instant = (at: string | undefined): number => (at === undefined ? clock() : Date.parse(at))

  /** What is on screen is priced by the new book at once. */
  function changed<Value>(value: Value): Value {
    estimates.recount()
    tell('prices.changed', {})
    return value
  }

  return {
    'prices.strip': ({ at }) => peakStrip(books.prices, instant(at)),
    'prices.bands': ({ from, until }) => {
      const [first, last] = [Date.parse(from), Date.parse(until)]
      if (last - first > MOST_DAYS * dayMs)
        throw new FathomError('INVALID_SPAN', `The bands of at most ${MOST_DAYS} days can be listed at once.`)
      return bandSpans(books.prices, first, last)
    },
    'prices.list': ({ at }) => {
      const { book, own, setAside } = extendedPrices()
      const list = priceList(book, own, instant(at))
      return { ...list, notes: [...setAside, ...list.notes] }
    },
    'prices.add': ({ rows }) => changed({ ids: priceEdits.add(rows) }),
    'prices.previewAdd': ({ rows }) => priceEdits.previewAdd(rows),
    'prices.withdraw': ({ ids }) => {
      priceEdits.withdraw(ids)
      return changed(null)
    },
    'prices.restore': ({ ids }) => {
      priceEdits.restore(ids)
      return changed(null)
    },
    'prices.import': ({ text }) => changed(priceEdits.import(text)),
    'prices.previewImport': ({ text }) => priceEdits.previewImport(text),
    'prices.export': ({ what }) => priceEdits.export(what),
    'prices.addHolidays': (list) => {
      priceEdits.addHolidays(list)
      return changed(null)
    },
    'prices.whatIf': ({ at, ...question }) => whatIf({ ...question, at: instant(at) }),
    'receipts.estimate': ({ promptId, model, at }) => receipts.estimate(promptId, model, instant(at)),
    'receipts.whatIf': ({ at, ...question }) => whatIfReceipt({ ...question, at: instant(at) }),
    'receipts.run': ({ runId }) => receipts.run(runId),
    'receipts.sent': ({ runId }) => receipts.sent(runId),
    'receipts.sum': ({ subject }) => sumReceipt(subject),
    'repricings.preview': ({ after }) => repricings.preview(after),
    'repricings.apply': ({ basis }) => ({ id: repricings.apply(basis).id }),
    'repricings.stop': ({ id }) => {
      repricings.stop(id)
      return null
    },
    'repricings.undo': ({ id }) => {
      repricings.undo(id)
      return null
    },
    'repricings.list': () => repricings.list(),
  }
}
