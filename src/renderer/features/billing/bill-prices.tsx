import { Check } from 'lucide-react'

import type { BillMatch } from '../../../contract/billing.ts'
import { t } from '../../../contract/i18n/t.ts'
import { UnknownFigure } from '../../components/ui/figures.tsx'
import { formatExact, formatInteger } from '../../lib/format.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { shortModel } from '../prices/tariffs.ts'
import { daysWords, typeWords } from './bill-words.ts'

import styles from './billing-page.module.css'

/** What the export says of prices: evidence for the price book, or against it. */
export function BillPrices({ match: { prices, currency } }: { readonly match: BillMatch }) {
  const { settings } = useSettings()
  if (prices.compared === 0)
    return <p className={styles.sentence}>{t('This export names no prices that can be compared.')}</p>
  if (prices.differences.length === 0) {
    return (
      <p className={styles.sentence}>
        <Check size={14} strokeWidth={1.5} aria-hidden className={styles.tick} />{' '}
        {t('{compared} prices compared, all as in the price book.', {
          compared: formatInteger(prices.compared),
        })}
      </p>
    )
  }
  return (
    <section className={styles.scroll} aria-label={t('Prices')}>
      <p className={styles.sentence}>
        {t('{compared} prices compared. These differ from the price book; per 1M tokens, {currency}.', {
          compared: formatInteger(prices.compared),
          currency: currency ?? '',
        })}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('Model')}</th>
            <th scope="col">{t('Tokens')}</th>
            <th scope="col">{t('Days')}</th>
            <th scope="col">{t('Export')}</th>
            <th scope="col">{t('Price book')}</th>
          </tr>
        </thead>
        <tbody>
          {prices.differences.map((each) => (
            <tr key={`${each.model} ${each.type} ${each.official} ${each.from}`}>
              <th scope="row">{shortModel(each.model)}</th>
              <td>{t(typeWords[each.type])}</td>
              <td>{daysWords(each.from, each.until, settings.zone)}</td>
              <td>{formatExact(each.official, 2)}</td>
              <td>
                {each.book.length === 0 ? (
                  <UnknownFigure word="unpriced" />
                ) : (
                  each.book.map((price) => formatExact(price, 2)).join(' or ')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
