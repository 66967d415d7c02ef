import type { LedgerTotals as Totals } from '../../../contract/ledger.ts'
import type { Currency } from '../../../contract/values.ts'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'

import styles from './ledger-page.module.css'

interface LedgerTotalsProps {
  readonly totals: Totals
  /** Practice runs are summed among themselves only, and marked. */
  readonly practice: boolean
}

/** The sum of what the filters leave, above the table since the list is virtual; two currencies, never one sum. */
export function LedgerTotals({ totals, practice }: LedgerTotalsProps) {
  return (
    <section className={styles.totals} aria-label="Totals">
      {practice && <PracticeBadge />}
      <Total currency="USD" totals={totals} />
      <Total currency="CNY" totals={totals} />
      <div className={styles.tokens}>
        <span>
          Prompt tokens, estimated <b>{formatInteger(totals.estimatedTokens)}</b>
        </span>
        <span>
          {practice ? 'simulated' : 'billed'} <b>{formatInteger(totals.billedTokens)}</b>
        </span>
        <span>
          Exact in <b>{formatInteger(totals.exact)}</b> of {formatInteger(totals.entries)}
        </span>
      </div>
    </section>
  )
}

function Total({ currency, totals }: { readonly currency: Currency; readonly totals: Totals }) {
  return (
    <span className={styles.total}>
      <span className={styles.currency}>{currency}</span>
      {totals.pricedIn[currency] === 0 ? (
        <UnknownFigure word="unpriced" size="total" />
      ) : (
        <ExactFigure size="total" title={fullAmount(totals[currency], currency)}>
          {formatMoney(totals[currency], 5)}
        </ExactFigure>
      )}
      <span className={styles.currency}>
        {formatInteger(totals.pricedIn[currency])} of {formatInteger(totals.entries)} priced
      </span>
    </span>
  )
}
