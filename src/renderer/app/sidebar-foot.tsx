import { Settings } from 'lucide-react'

import { t } from '../../contract/i18n/t.ts'
import { AtLeastFigure, ExactFigure } from '../components/ui/figures.tsx'
import { IconButton } from '../components/ui/icon-button.tsx'
import { BudgetMeter } from '../features/budgets/budget-meter.tsx'
import { QueueLines } from '../features/budgets/queue-lines.tsx'
import { AmountWithReceipt } from '../features/receipts/amount-with-receipt.tsx'
import { useRoute } from '../lib/api-context.tsx'
import { useCommands, useShortcut } from '../lib/command-context.tsx'
import { formatMoney, fullAmount } from '../lib/format.ts'
import { startOfDay } from '../lib/time.ts'
import { useClock } from '../lib/use-clock.ts'
import { useCurrency, useSettings } from '../lib/use-settings.ts'

import styles from './sidebar-foot.module.css'

/** Today's spend as far as it is known, the key's last characters, and the settings. */
export function SidebarFoot() {
  const { run } = useCommands()
  const shortcut = useShortcut('settings.open')
  const { data: key } = useRoute('keys.status', {})
  const { data: keys } = useRoute('keys.list', {})
  const several = (keys?.length ?? 0) > 1
  return (
    <div className={styles.foot}>
      <QueueLines />
      <Spend />
      <div className={styles.row}>
        <button type="button" className={styles.key} onClick={() => run('key.open')}>
          <span className={styles.label}>{t('Key')}</span>
          <span className={styles.keyName}>
            {several && <span className={styles.none}>{key?.profile.name} </span>}
            <span className={key?.hint ? styles.hint : styles.none}>{key?.hint ?? t('none')}</span>
          </span>
        </button>
        <IconButton
          icon={Settings}
          label={t('Settings')}
          small
          aria-keyshortcuts={shortcut.aria}
          shortcut={shortcut.label}
          onClick={() => run('settings.open')}
        />
      </div>
    </div>
  )
}

/** The budgets of all runs with what is gone of them; where there are none, what was spent today. */
function Spend() {
  const { data: budgets } = useRoute('budgets.list', {})
  const shown = budgets?.filter(({ promptId }) => promptId === null) ?? []
  if (budgets === undefined) return null
  if (shown.length === 0) return <Today />
  return shown.map((budget) => <BudgetMeter key={budget.id} budget={budget} />)
}

/** At least what is priced; nothing where nothing is known: never an invented 0. */
function Today() {
  const { now } = useClock()
  const { settings } = useSettings()
  const currency = useCurrency()
  const from = new Date(startOfDay(now, settings.zone)).toISOString()
  const { data } = useRoute('ledger.list', { filter: { from }, zone: settings.zone, limit: 1 })
  if (!data || data.totals.priced === 0) return null
  const { totals } = data
  if (settings.hideAmounts) {
    return (
      <div className={styles.row}>
        <span className={styles.label}>{t('Today, {currency}', { currency })}</span>
        <span className={styles.none}>{t('hidden')}</span>
      </div>
    )
  }
  const title = t('{totals}, {priced} of {entries} priced', {
    totals: fullAmount(totals[currency], currency),
    priced: totals.priced,
    entries: totals.entries,
  })
  const Figure = totals.unpriced > 0 ? AtLeastFigure : ExactFigure
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('Today, {currency}', { currency })}</span>
      <AmountWithReceipt
        subject={{ kind: 'sum', question: { of: 'ledger', filter: { from } } }}
        currency={currency}
      >
        <Figure title={title}>{formatMoney(totals[currency])}</Figure>
      </AmountWithReceipt>
    </div>
  )
}
