import { addAmounts, type ByCurrency, currencies, type Currency, type Pico, zero } from './money.ts'

/**
 * Sums amounts currency by currency, never across. What lacks a currency adds nothing to it; a currency that nothing has
 * is absent. How many were unpriced is the caller's to say.
 */
export function sumByCurrency(amounts: Iterable<ByCurrency<Pico>>): ByCurrency<Pico> {
  const sums: { [Key in Currency]?: Pico } = {}
  for (const each of amounts) {
    for (const currency of currencies) {
      const amount = each[currency]
      if (amount !== undefined) sums[currency] = addAmounts(sums[currency] ?? zero, amount)
    }
  }
  return sums
}
