import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { ApiError, errorSentence } from '../../lib/api.ts'
import { useNavigation } from '../../navigation/navigation.tsx'

import styles from './receipt.module.css'

/** Why an amount has no receipt: unpriced, not reported, not ended. A missing price can be added. */
export function NoReceipt({ error }: { readonly error: Error }) {
  const { openPage } = useNavigation()
  return (
    <div className={styles.none}>
      <p>{errorSentence(error)}</p>
      {error instanceof ApiError && error.code === 'UNPRICED' && (
        <>
          <p>{t('It is left out of every sum, and a budget refuses it.')}</p>
          <Button variant="link" onClick={() => openPage('prices')}>
            {t('Open the prices')}
          </Button>
        </>
      )}
    </div>
  )
}
