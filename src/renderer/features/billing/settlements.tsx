import type { BillMatch } from '../../../contract/billing.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatMoney } from '../../lib/format.ts'
import { formatDay, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { useOpenRun } from '../../navigation/use-open-run.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'

import styles from './billing-page.module.css'

/** Runs that were settled from an export; each can be taken back, which is a correction too. */
export function Settlements({ match: { settlements } }: { readonly match: BillMatch }) {
  const { settings } = useSettings()
  const takeBack = useSend('billing.takeBack')
  const openRun = useOpenRun()
  if (settlements.length === 0)
    return <p className={styles.sentence}>{t('No run was settled from an export.')}</p>
  return (
    <section className={styles.scroll} aria-label={t('Settled runs')}>
      {takeBack.error && <p className={styles.sentence}>{errorSentence(takeBack.error)}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('Run')}</th>
            <th scope="col">{t('Settled')}</th>
            <th scope="col">{t('Billed, USD')}</th>
            <th scope="col">{t('Billed, CNY')}</th>
            <th scope="col">
              <span className={styles.note}>{t('Correction')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {settlements.map(({ entryId, run, number, at, USD, CNY }) => (
            <tr key={entryId}>
              <th scope="row">
                <Button variant="link" onClick={() => void openRun(run)}>
                  {t('Run {number}', { number })}
                </Button>
              </th>
              <td>
                {formatDay(at, settings.zone)} {formatTime(at, settings.zone)}
              </td>
              <td>
                <Money runId={run} currency="USD" amount={USD} />
              </td>
              <td>
                <Money runId={run} currency="CNY" amount={CNY} />
              </td>
              <td>
                <Button
                  variant="link"
                  disabled={takeBack.isPending}
                  aria-label={t('Take the settlement of run {number} back', { number })}
                  onClick={() => takeBack.mutate({ entryIds: [entryId] })}
                >
                  {t('Take back')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface MoneyProps {
  readonly runId: string
  readonly currency: Currency
  readonly amount: Amount | null
}

function Money({ runId, currency, amount }: MoneyProps) {
  return (
    <AmountWithReceipt subject={{ kind: 'run', runId }} currency={currency}>
      {amount === null ? <UnknownFigure word="unpriced" /> : <ExactFigure>{formatMoney(amount)}</ExactFigure>}
    </AmountWithReceipt>
  )
}
