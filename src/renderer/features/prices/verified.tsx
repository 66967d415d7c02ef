import { following } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Popover } from '../../components/ui/popover.tsx'
import { formatDate } from '../../lib/time.ts'

import styles from './prices-page.module.css'

const DAY = 86_400_000
const MONTH = 30 * DAY

interface VerifiedProps {
  readonly rows: number
  readonly lastVerified: string
  readonly against: string
  readonly now: number
}

/** How many rows, and when they were last held against DeepSeek's pages; a month later that is a badge. */
export function Verified({ rows, lastVerified, against, now }: VerifiedProps) {
  const at = Date.parse(lastVerified)
  const days = Math.floor((now - at) / DAY)
  const old = now - at > MONTH
  return (
    <>
      {t('{rows, plural, one {# row} other {# rows}}', { rows })}
      {following('')}
      <Popover
        title={t('Last verified')}
        trigger={
          <button type="button" className={old ? styles.old : styles.opener}>
            {t('last verified {date}', { date: formatDate(at, 'Asia/Shanghai') })}
            {old && following(t('{days, number} days ago', { days }))}
          </button>
        }
      >
        <p className={styles.says}>{t('Held against {pages}', { pages: against })}</p>
        <p className={styles.says}>
          {old
            ? t(
                "Prices may have changed since. Compare them with DeepSeek's pricing page, and add what differs.",
              )
            : t('After 30 days this asks to be looked at again.')}
        </p>
      </Popover>
    </>
  )
}
