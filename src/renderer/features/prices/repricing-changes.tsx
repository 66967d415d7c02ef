import { t } from '../../../contract/i18n/t.ts'
import type { EntryPrice } from '../../../contract/repricings.ts'
import type { Currency, Zone } from '../../../contract/values.ts'
import { formatMoney, fullAmount } from '../../lib/format.ts'
import { formatDay, formatTime } from '../../lib/time.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { type ChangedRun, type Gathered, MOST_SHOWN } from './repricing-sums.ts'
import { shortModel } from './tariffs.ts'

import styles from './price-dialogs.module.css'

const currencies: readonly Currency[] = ['USD', 'CNY']

interface RepricingChangesProps {
  readonly gathered: Gathered
  readonly zone: Zone
}

/** Run by run what would change, and the sums over all that change; two currencies, never added. */
export function RepricingChanges({ gathered, zone }: RepricingChangesProps) {
  const shown = currencies.filter((currency) => gathered.sums[currency] !== undefined)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled list needs the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('What would change')}>
      <table className={styles.changes}>
        <thead>
          <tr>
            <th scope="col">{t('Run')}</th>
            <th scope="col">{t('Sent')}</th>
            <th scope="col">{t('Model')}</th>
            {shown.map((currency) => (
              <Heads key={currency} currency={currency} />
            ))}
          </tr>
        </thead>
        <tbody>
          {gathered.shown.map((run) => (
            <Run key={run.entryId} run={run} currencies={shown} zone={zone} />
          ))}
        </tbody>
        <tfoot>
          {gathered.changed > MOST_SHOWN && (
            <tr>
              <td colSpan={3 + 2 * shown.length}>
                {t('and {count, number} more', { count: gathered.changed - gathered.shown.length })}
              </td>
            </tr>
          )}
          <tr>
            <th scope="row" colSpan={3}>
              {t('Sum of what changes')}
            </th>
            {shown.map((currency) => (
              <Sums key={currency} gathered={gathered} currency={currency} />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Heads({ currency }: { readonly currency: Currency }) {
  return (
    <>
      <th scope="col">{t('{currency} before', { currency })}</th>
      <th scope="col">{t('after')}</th>
    </>
  )
}

interface RunProps {
  readonly run: ChangedRun
  readonly currencies: readonly Currency[]
  readonly zone: Zone
}

function Run({ run, currencies: shown, zone }: RunProps) {
  const [first] = run.changes
  if (!first) return null
  return (
    <tr>
      <td>{first.runNumber}</td>
      <td>
        {formatDay(first.at, zone)} {formatTime(first.at, zone)}
      </td>
      <td title={first.model}>{shortModel(first.model)}</td>
      {shown.map((currency) => {
        const change = run.changes.find((each) => each.currency === currency)
        return change ? (
          <Amounts
            key={currency}
            runId={change.run}
            currency={currency}
            before={change.before}
            after={change.after}
          />
        ) : (
          <td key={currency} colSpan={2} className={styles.same}>
            {t('as it is')}
          </td>
        )
      })}
    </tr>
  )
}

interface AmountsProps {
  readonly runId: string
  readonly currency: Currency
  readonly before: EntryPrice
  readonly after: EntryPrice
}

/** What it costs by the ledger opens its receipt; what it would cost has none yet. */
function Amounts({ runId, currency, before, after }: AmountsProps) {
  return [before, after].map((price, index) => (
    <td
      key={index === 0 ? 'before' : 'after'}
      className={price === null ? styles.unpriced : undefined}
      title={price ? `${fullAmount(price.amount, currency)}, ${price.rowId}` : undefined}
    >
      {index === 0 ? (
        <AmountWithReceipt subject={{ kind: 'run', runId }} currency={currency} side="left">
          {price ? formatMoney(price.amount) : t('unpriced')}
        </AmountWithReceipt>
      ) : price ? (
        formatMoney(price.amount)
      ) : (
        t('unpriced')
      )}
    </td>
  ))
}

function Sums({ gathered, currency }: { readonly gathered: Gathered; readonly currency: Currency }) {
  const sum = gathered.sums[currency]
  if (!sum) return null
  const cells = [
    { amount: sum.before, priced: sum.pricedBefore },
    { amount: sum.after, priced: sum.pricedAfter },
  ]
  return cells.map(({ amount, priced }, index) => (
    <td key={index === 0 ? 'before' : 'after'} title={fullAmount(amount, currency)}>
      {priced === 0 ? <span className={styles.unpriced}>{t('unpriced')}</span> : formatMoney(amount)}
      {priced > 0 && priced < sum.runs && (
        <div className={styles.unpriced}>
          {t('{priced, number} of {runs, number} priced', { priced, runs: sum.runs })}
        </div>
      )}
    </td>
  ))
}
