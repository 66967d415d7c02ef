import type { BillMatch, MoneyLine } from '../../../contract/billing.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Amount } from '../../../contract/values.ts'
import { AtLeastFigure, ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { subtractAmounts } from '../../lib/amount.ts'
import { formatMoney, formatMoneyFixed, fullAmount } from '../../lib/format.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { daysWords } from './bill-words.ts'

import styles from './billing-page.module.css'

/** The three sides in the account's currency: ledger, export, balance. */
export function BillMoney({ match: { money, currency } }: { readonly match: BillMatch }) {
  const { settings } = useSettings()
  if (currency === null) {
    return (
      <p className={styles.sentence}>
        {t(
          'The export does not say its currency. Import it with its cost file, as the zip of the platform has it.',
        )}
      </p>
    )
  }
  return (
    <section className={styles.scroll} aria-label={t('Money')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('Day')}</th>
            <th scope="col">{t('Ledger, {currency}', { currency })}</th>
            <th scope="col">{t('Export, {currency}', { currency })}</th>
            <th scope="col">{t('Export less ledger')}</th>
            <th scope="col">{t('Balance fell by')}</th>
          </tr>
        </thead>
        <tbody>
          {money.map((line) => (
            <tr key={line.from}>
              <th scope="row">{daysWords(line.from, line.until, settings.zone)}</th>
              <td>
                <Ledger line={line} currency={currency} />
              </td>
              <td>
                <Official line={line} currency={currency} />
              </td>
              <td>{differenceWords(line)}</td>
              <td>
                <Drop amount={line.drop} hidden={settings.hideAmounts} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.sentence}>
        {t(
          'The balance has two decimals and follows late, so a day may be some hundredths off. Days are joined where nobody looked at the balance between them.',
        )}
      </p>
    </section>
  )
}

function Ledger({ line, currency }: { readonly line: MoneyLine; readonly currency: string }) {
  const title = fullAmount(line.ledger, currency)
  if (line.unpriced === 0) return <ExactFigure title={title}>{formatMoney(line.ledger)}</ExactFigure>
  return (
    <AtLeastFigure title={t('{title}, {unpriced} not priced', { title, unpriced: line.unpriced })}>
      {formatMoney(line.ledger)}
    </AtLeastFigure>
  )
}

/** The cost file is the bill; where it is missing, the sum of amounts times prices stands for it and says so. */
function Official({ line, currency }: { readonly line: MoneyLine; readonly currency: string }) {
  if (line.official !== null) {
    return <ExactFigure title={fullAmount(line.official, currency)}>{formatMoney(line.official)}</ExactFigure>
  }
  if (line.summed === null) return <UnknownFigure word="unknown" />
  return (
    <>
      <span className={styles.note}>{t('summed')} </span>
      <ExactFigure title={fullAmount(line.summed, currency)}>{formatMoney(line.summed)}</ExactFigure>
    </>
  )
}

function differenceWords({ ledger, official, summed }: MoneyLine): string {
  const billed = official ?? summed
  if (billed === null) return ''
  const difference = subtractAmounts(billed, ledger)
  return /[1-9]/.test(difference) ? formatMoneyFixed(difference, 6) : '0'
}

function Drop({ amount, hidden }: { readonly amount: Amount | null; readonly hidden: boolean }) {
  if (hidden) return <span className={styles.note}>{t('hidden')}</span>
  if (amount === null) return <UnknownFigure word="never checked" />
  return <ExactFigure>{formatMoneyFixed(amount, 2)}</ExactFigure>
}
