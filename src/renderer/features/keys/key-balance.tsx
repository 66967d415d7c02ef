import type { Balance } from '../../../contract/balance.ts'
import { t } from '../../../contract/i18n/t.ts'
import { useClock } from '../../lib/use-clock.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { balanceFigure, balanceWords } from '../balance/balance-words.ts'

import styles from './key-dialog.module.css'

/** What was last told of a key's account, each currency by itself; nothing where nobody ever asked. */
export function KeyBalance({ balance }: { readonly balance: Balance | null }) {
  const { settings } = useSettings()
  const { now } = useClock()
  if (balance === null || balance.entries === null) return null
  if (settings.hideAmounts) return <span className={styles.note}>{t('amount hidden')}</span>
  return (
    <span className={styles.balance}>
      {balance.entries.map(({ currency, total }) => (
        <span key={currency}>
          <span className={styles.note}>{currency}</span> {balanceFigure(total)}
        </span>
      ))}
      <span className={styles.note}>{ageOf(balance, now, settings.zone)}</span>
    </span>
  )
}

function ageOf(balance: Balance, now: number, zone: Parameters<typeof balanceWords>[3]): string {
  const words = balanceWords(balance, balance.entries?.[0]?.currency ?? 'USD', now, zone)
  if (words.state === 'never') return ''
  return words.state === 'old' ? words.age : t('as of {time}', { time: words.asOf })
}
