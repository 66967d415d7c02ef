import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { subtractAmounts } from '../../lib/amount.ts'
import { formatMoneyFixed } from '../../lib/format.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { gateMoney, type OverReason } from './gate-words.ts'

import styles from './gate-dialog.module.css'

/** What is left, and how far the worst case goes beyond it, at one true scale from 0. */
export function GateEvidence({ reason }: { readonly reason: OverReason }) {
  const { settings, change } = useSettings()
  if (settings.hideAmounts) {
    return (
      <p className={styles.hidden}>
        {t('Amounts are hidden.')}{' '}
        <Button variant="link" onClick={() => change({ hideAmounts: false })}>
          {t('Show amounts')}
        </Button>
      </p>
    )
  }
  return <Drawing reason={reason} />
}

function Drawing({ reason }: { readonly reason: OverReason }) {
  const left = Math.max(0, Number(reason.left))
  const worst = Number(reason.worst)
  const { step, last } = axisOf(worst)
  const place = (amount: number): string => `${(amount / last) * 100}%`
  const ticks = Array.from({ length: Math.round(last / step) + 1 }, (_, index) => index * step)
  const decimals = Math.max(0, -Math.floor(Math.log10(step)))
  const amount = gateMoney(reason.left)
  const leftWords =
    reason.source === 'balance' ? t('balance {amount}', { amount }) : t('left {amount}', { amount })
  return (
    <figure
      className={styles.evidence}
      aria-label={t('{left}, worst case {worst} {currency}', {
        left: leftWords,
        worst: gateMoney(reason.worst),
        currency: reason.currency,
      })}
    >
      <div className={styles.plot}>
        <span
          aria-hidden
          className={styles.leftLabel}
          style={{
            insetInlineEnd: `calc(100% - max(min(${place(left)}, ${place(worst)} - 104px), 96px))`,
          }}
        >
          {leftWords}
        </span>
        <span className={styles.worstLabel} style={{ insetInlineEnd: `calc(100% - ${place(worst)})` }}>
          <AmountWithReceipt
            subject={{ kind: 'drawn', sheets: [reason.sheet] }}
            currency={reason.currency}
            side="bottom"
          >
            {t('worst {worst}', { worst: gateMoney(reason.worst) })}
          </AmountWithReceipt>
        </span>
        <div aria-hidden className={styles.leftBar} style={{ width: place(left) }} />
        <div
          aria-hidden
          className={styles.overBar}
          style={{ insetInlineStart: place(left), width: place(worst - left) }}
        />
        <div aria-hidden className={styles.leftMark} style={{ insetInlineStart: place(left) }} />
      </div>
      <div className={styles.axis} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} className={styles.tick} style={{ insetInlineStart: place(tick) }}>
            {tick === 0 ? '0' : formatMoneyFixed(tick.toFixed(decimals), decimals)}
          </span>
        ))}
      </div>
    </figure>
  )
}

/** Five to ten even steps, the last one at or beyond the figure. */
function axisOf(most: number): { readonly step: number; readonly last: number } {
  const rough = most / 6
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  return { step, last: Math.ceil((most * 1.001) / step) * step }
}

/** The sums that the picture rests on. */
export function SpentLine({ reason }: { readonly reason: OverReason }) {
  const { settings } = useSettings()
  const { spent, currency, limit } = reason
  if (settings.hideAmounts) return null
  const inFlight = /[1-9]/.test(spent.inFlight)
  const billed = (
    <AmountWithReceipt
      subject={{ kind: 'sum', question: { of: 'ledger', filter: spent.runsOf } }}
      currency={currency}
    >
      <b>{gateMoney(spent.billed)}</b>
    </AmountWithReceipt>
  )
  const values = { runs: spent.runs, billed }
  return (
    <p className={styles.spent}>
      {reason.source === 'balance' ? (
        <RichText message="Since then: {runs, plural, one {# run} other {# runs}} {billed}" values={values} />
      ) : (
        <RichText message="Spent: {runs, plural, one {# run} other {# runs}} {billed}" values={values} />
      )}
      {spent.unknown > 0 && <NotPriced spent={spent} />}
      {inFlight && (
        <RichText
          message=", in flight at most {amount}"
          values={{ amount: <b>{gateMoney(spent.inFlight)}</b> }}
        />
      )}
      <RichText message=", of {limit} {currency}." values={{ limit: <b>{gateMoney(limit)}</b>, currency }} />
    </p>
  )
}

function NotPriced({ spent }: { readonly spent: OverReason['spent'] }) {
  const atLeast = (
    <span className={styles.least}>
      {'\u2265'} {gateMoney(spent.atLeast)}
    </span>
  )
  return (
    <RichText
      message=", {unknown} not priced in full {atLeast}"
      values={{ unknown: spent.unknown, atLeast }}
    />
  )
}

/** How much more than what is left. */
export function overOf(reason: OverReason): string {
  return gateMoney(subtractAmounts(reason.worst, reason.left))
}
