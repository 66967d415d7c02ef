import type { Balance } from '../../../contract/balance.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useCommands } from '../../lib/command-context.tsx'
import { formatDay, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { balanceFigure } from './balance-words.ts'
import { KeyChoice } from './key-choice.tsx'

import styles from './balance-details.module.css'

interface BalanceDetailsProps {
  readonly balance: Balance
  readonly hidden: boolean
  readonly checking: boolean
  readonly error: Error | null
  readonly onCheck: () => void
  readonly onHide: () => void
}

/** Every currency of the account, granted and topped-up apart; when it was checked and why it was not. */
export function BalanceDetails({ balance, hidden, checking, error, onCheck, onHide }: BalanceDetailsProps) {
  const { run } = useCommands()
  const { data: key } = useRoute('keys.status', {})
  const { settings } = useSettings()
  const failure = error ? errorSentence(error) : balance.failure && kept(balance.failure.message)
  return (
    <>
      <KeyChoice />
      {hidden ? <p className={styles.note}>{t('Amounts are hidden.')}</p> : <Amounts balance={balance} />}
      {balance.asOf !== null && (
        <p className={styles.note}>
          {t('As of {day} {time}', {
            day: formatDay(balance.asOf, settings.zone),
            time: formatTime(balance.asOf, settings.zone),
          })}
        </p>
      )}
      {failure && <p className={styles.failure}>{failure}</p>}
      <div className={styles.actions}>
        {key?.present ? (
          <Button onClick={onCheck} disabled={checking}>
            {checking ? t('Checking') : t('Check now')}
          </Button>
        ) : (
          <Button onClick={() => run('key.open')}>{t('Add a key')}</Button>
        )}
        <Button variant="quiet" onClick={onHide}>
          {hidden ? t('Show amounts') : t('Hide amounts')}
        </Button>
      </div>
    </>
  )
}

function Amounts({ balance }: { readonly balance: Balance }) {
  if (!balance.entries) {
    return (
      <p className={styles.note}>
        {t('Never checked. The balance is asked for with your key, from DeepSeek only.')}
      </p>
    )
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('Currency')}</th>
          <th scope="col">{t('Granted')}</th>
          <th scope="col">{t('Topped up')}</th>
          <th scope="col">{t('Total')}</th>
        </tr>
      </thead>
      <tbody>
        {balance.entries.map((entry) => (
          <tr key={entry.currency}>
            <th scope="row">{entry.currency}</th>
            <td>{balanceFigure(entry.granted)}</td>
            <td>{balanceFigure(entry.toppedUp)}</td>
            <td className={styles.total}>{balanceFigure(entry.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
