import { fileURLToPath } from 'node:url'

import type { BalanceHistory } from '../../../contract/balance.ts'
import type { BillLine } from '../../../contract/billing.ts'
import type { Database } from '../../db/database.ts'
import { testDatabase } from '../../db/test-folder.ts'
import { openBooks } from '../../estimates/books.ts'
import { createLedger, type Ledger } from '../../ledger/ledger.ts'
import { entry } from '../../ledger/test-entries.ts'
import { type Billing, createBilling } from '../billing.ts'
import { amountFile, type AmountRow, costFile, type CostRow, zipOf } from './usage-files.ts'

export const HOUR = 3_600_000
export const NOW = Date.UTC(2026, 10, 23, 6)
/** Monday 16 November 2026, 00:00 in Beijing. */
export const MONDAY = Date.UTC(2026, 10, 15, 16)

const { prices } = openBooks(fileURLToPath(new URL('../../../../resources', import.meta.url)))

/** A ledger and its bills on a database of their own, with the shipped prices. */
export interface BillingUnderTest {
  readonly database: Database
  readonly ledger: Ledger
  readonly billing: Billing
  /** What is known of the balance. */
  balance: BalanceHistory
  /** A run in the evening of that Monday, off-peak; gives the id of its entry. */
  run(number: number, given?: Parameters<typeof entry>[1]): string
  /** Imports a zip of these rows, as the platform writes it. */
  importRows(amounts: readonly AmountRow[], costs?: readonly CostRow[]): ReturnType<Billing['import']>
  lines(): Promise<readonly BillLine[]>
}

export function openBilling(): BillingUnderTest {
  const database = testDatabase()
  const ledger = createLedger({ database, clock: () => NOW })
  const billing = createBilling({
    database,
    ledger,
    prices: () => prices,
    decidingInstant: () => 'completed',
    clock: () => NOW,
    // A run of these tests is estimated at 110 tokens, and nothing explains more.
    remainderOf: (_run, promptTokens) => Promise.resolve(promptTokens - 110),
    balance: () => Promise.resolve(opened.balance),
  })
  const opened: BillingUnderTest = {
    database,
    ledger,
    billing,
    balance: { keyHint: '…8f2c', series: [], settlementMinutes: 60 },
    run(number, given = {}) {
      const sentAt = MONDAY + 20 * HOUR + number
      const common = { sentAt, completedAt: sentAt + 9_000, band: 'off-peak' } as const
      return ledger.record(entry(number, { ...common, ...given })).entryId
    },
    importRows(amounts, costs = []) {
      const files = [{ name: 'amount-2026-11.csv', data: amountFile(amounts) }]
      if (costs.length > 0) files.push({ name: 'cost-2026-11.csv', data: costFile(costs) })
      return billing.import('usage_data.zip', zipOf(files))
    },
    lines: async () => (await billing.match({})).lines,
  }
  return opened
}

/** Rows of one day, model and key, at the off-peak prices of the book. */
export function usageRows(
  hit: number,
  miss: number,
  output: number,
  requests: number,
  given: Partial<AmountRow> = {},
): AmountRow[] {
  const common = { day: '2026-11-16', ...given }
  return [
    { ...common, type: 'input_cache_hit_tokens', price: '0.000000003', amount: hit },
    { ...common, type: 'input_cache_miss_tokens', price: '0.00000015', amount: miss },
    { ...common, type: 'output_tokens', price: '0.0000006', amount: output },
    { ...common, type: 'request_count', amount: requests },
  ]
}
