import type { Amount } from '../../../contract/values.ts'
import { addAmounts, parseAmount } from '../../lib/amount.ts'
import { formatPercent } from '../../lib/format.ts'

/** What a saving is of the price that it is a saving from: "50 %". Exact to a hundredth of a percent. */
export function savedShare(saving: Amount, cost: Amount): string {
  const whole = parseAmount(addAmounts(saving, cost))
  const part = parseAmount(saving)
  const scale = Math.max(whole.scale, part.scale)
  const units = (value: typeof whole): bigint => value.units * 10n ** BigInt(scale - value.scale)
  if (units(whole) === 0n) return formatPercent(0)
  return formatPercent(Number((units(part) * 10_000n) / units(whole)) / 10_000)
}
