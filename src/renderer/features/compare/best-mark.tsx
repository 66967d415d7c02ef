import { t } from '../../../contract/i18n/t.ts'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'

import styles from './best-mark.module.css'

/** A filled diamond: the best value of its row. The word is for those who listen, the weight for everyone. */
export function BestMark({ silent = false }: { readonly silent?: boolean }) {
  return (
    <>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden className={styles.mark}>
        <path d="M4 0 8 4 4 8 0 4Z" />
      </svg>
      {!silent && <VisuallyHidden>{t('best')}</VisuallyHidden>}
    </>
  )
}
