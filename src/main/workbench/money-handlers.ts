import { createLedgerPictures } from '../ledger/ledger-pictures.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'

type MoneyRoutes = Extract<keyof Handlers, `ledger.${string}`>

export function moneyHandlers({ ledger, books, clock, database }: Services): Pick<Handlers, MoneyRoutes> {
  const pictures = createLedgerPictures({ database, prices: () => books.prices, clock })
  return {
    'ledger.list': (query) => ledger.list(query),
    'ledger.entries': (query) => ledger.entries(query),
    'ledger.export': (request) => ledger.exportPart(request),
    'ledger.facets': ({ practice }) => ledger.facets(practice),
    'ledger.pictures': pictures,
  }
}
