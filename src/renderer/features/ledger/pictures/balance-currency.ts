import type { BalanceHistory } from '../../../../contract/balance.ts'
import type { Currency } from '../../../../contract/values.ts'

/** In which currency the balance is drawn: the screen's where the account holds it, else the account's own. */
export function balanceCurrency({ series }: Pick<BalanceHistory, 'series'>, wanted: Currency): Currency {
  return series.some(({ currency }) => currency === wanted) ? wanted : (series[0]?.currency ?? wanted)
}
