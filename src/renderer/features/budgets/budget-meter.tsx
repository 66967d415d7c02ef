import type { Budget } from '../../../contract/budgets.ts'
import { t } from '../../../contract/i18n/t.ts'
import { AtLeastFigure, ExactFigure } from '../../components/ui/figures.tsx'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { fullAmount } from '../../lib/format.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { budgetName, meterFigures, shareSpent } from './budget-words.ts'

import styles from './budgets.module.css'

/** "Today, USD ≥ 0.1423 of 0.2500" with its meter. At least, where a bill is not known in full. */
export function BudgetMeter({ budget }: { readonly budget: Budget }) {
  const { spent, currency } = budget
  const Figure = spent.unknown > 0 ? AtLeastFigure : ExactFigure
  const name = budgetName(budget)
  const { settings } = useSettings()
  const figures = meterFigures(budget)
  const priced =
    spent.unknown > 0
      ? t('{priced, number} of {runs, plural, one {# run} other {# runs}} priced in full', {
          priced: spent.runs - spent.unknown,
          runs: spent.runs,
        })
      : undefined
  return (
    <fieldset className={styles.meter} title={priced} aria-label={t('Budget {name}', { name })}>
      <div className={styles.meterRow}>
        <span className={styles.label}>{name}</span>
        {settings.hideAmounts ? (
          <span className={styles.label}>{t('hidden')}</span>
        ) : (
          <span>
            <AmountWithReceipt
              subject={{ kind: 'sum', question: { of: 'ledger', filter: spent.runsOf } }}
              currency={currency}
            >
              <Figure title={fullAmount(spent.spent, currency)}>{figures.spent}</Figure>
            </AmountWithReceipt>
            <span className={styles.label}> {t('of {limit}', { limit: figures.limit })}</span>
          </span>
        )}
      </div>
      {priced !== undefined && <VisuallyHidden>{priced}</VisuallyHidden>}
      <div className={styles.track} aria-hidden>
        <div className={styles.fill} style={{ width: `${shareSpent(budget) * 100}%` }} />
      </div>
    </fieldset>
  )
}
