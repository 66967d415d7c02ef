import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'

import styles from './best-mark.module.css'

/** A filled diamond: the best value of its row. The word is for those who listen, the weight for everyone. */
export function BestMark({ word = 'best' }: { readonly word?: string | null }) {
  return (
    <>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden className={styles.mark}>
        <path d="M4 0 8 4 4 8 0 4Z" />
      </svg>
      {word !== null && <VisuallyHidden>{word}</VisuallyHidden>}
    </>
  )
}
