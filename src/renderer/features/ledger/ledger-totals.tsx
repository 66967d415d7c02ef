import { t } from '../../../contract/i18n/t.ts'
import type { LedgerTotals as Totals } from '../../../contract/ledger.ts'
import type { Currency } from '../../../contract/values.ts'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import type { LedgerRequest } from './sum-within.ts'

import styles from './ledger-page.module.css'

interface LedgerTotalsProps {
  readonly totals: Totals
  /** What the totals are of. */
  readonly filter: LedgerRequest
  /** Practice runs are summed among themselves only, and marked. */
  readonly practice: boolean
}

/** The sum of what the filters leave, above the table since the list is virtual; two currencies, never one sum. */
export function LedgerTotals({ totals, filter, practice }: LedgerTotalsProps) {
  const billed = { tokens: <b>{formatInteger(totals.billedTokens)}</b> }
  return (
    <section className={styles.totals} aria-label={t('Totals')}>
      {practice && <PracticeBadge />}
      <Total currency="USD" totals={totals} filter={filter} />
      <Total currency="CNY" totals={totals} filter={filter} />
      <div className={styles.tokens}>
        <span>
          <RichText
            message="Prompt tokens, estimated {tokens}"
            values={{ tokens: <b>{formatInteger(totals.estimatedTokens)}</b> }}
          />
        </span>
        <span>
          {practice ? (
            <RichText message="simulated {tokens}" values={billed} />
          ) : (
            <RichText message="billed {tokens}" values={billed} />
          )}
        </span>
        <span>
          <RichText
            message="Exact in {exact} of {entries}"
            values={{ exact: <b>{formatInteger(totals.exact)}</b>, entries: formatInteger(totals.entries) }}
          />
        </span>
      </div>
    </section>
  )
}

interface TotalProps extends Pick<LedgerTotalsProps, 'totals' | 'filter'> {
  readonly currency: Currency
}

function Total({ currency, totals, filter }: TotalProps) {
  return (
    <span className={styles.total}>
      <span className={styles.currency}>{currency}</span>
      {totals.pricedIn[currency] === 0 ? (
        <UnknownFigure word="unpriced" size="total" />
      ) : (
        <AmountWithReceipt
          subject={{ kind: 'sum', question: { of: 'ledger', filter } }}
          currency={currency}
          side="bottom"
        >
          <ExactFigure size="total" title={fullAmount(totals[currency], currency)}>
            {formatMoney(totals[currency], 5)}
          </ExactFigure>
        </AmountWithReceipt>
      )}
      <span className={styles.currency}>
        {t('{priced} of {entries} priced', {
          priced: formatInteger(totals.pricedIn[currency]),
          entries: formatInteger(totals.entries),
        })}
      </span>
    </span>
  )
}
