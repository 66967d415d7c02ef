import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { errorSentence } from '../../lib/api.ts'

import styles from './ledger-page.module.css'

interface LedgerFailureProps {
  readonly error: unknown
  /** Absent: it was the export that failed, and its buttons are there. */
  readonly onRetry?: () => void
}

/** Above the table, which keeps what it has. */
export function LedgerFailure({ error, onRetry }: LedgerFailureProps) {
  return (
    <div className={styles.failure}>
      <ErrorCard
        title={onRetry ? t('The ledger could not be read') : t('The ledger could not be exported')}
        detail={errorSentence(error)}
        action={
          onRetry && (
            <Button variant="link" onClick={onRetry}>
              {t('Try again')}
            </Button>
          )
        }
      />
    </div>
  )
}
