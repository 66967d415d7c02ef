import { t } from '../../../contract/i18n/t.ts'
import type { DiffPart } from '../../lib/diff/word-diff.ts'
import { formatInteger } from '../../lib/format.ts'

import styles from './diff-parts.module.css'

interface DiffPartsProps {
  readonly parts: readonly DiffPart[]
  /** Shortens what is long and the same on both sides. */
  readonly fold?: boolean
}

/** Characters of a long passage that stay in view at each end. */
const EDGE = 200
/** A passage shorter than this is shown whole. */
const LONG = 800

/** A text with what it has more and less than another: struck through what is gone, underlined what is new. */
export function DiffParts({ parts, fold = false }: DiffPartsProps) {
  return (
    <div className={styles.text}>
      {parts.map(({ kind, text }, index) => {
        // A part is its place in the text.
        const key = index
        if (kind === 'removed') return <del key={key}>{text}</del>
        if (kind === 'added') return <ins key={key}>{text}</ins>
        if (!fold || text.length < LONG) return <span key={key}>{text}</span>
        return (
          <span key={key}>
            {index > 0 && text.slice(0, EDGE)}
            <span className={styles.fold}>
              {t('{count} characters the same', {
                count: formatInteger(text.length - EDGE * (index > 0 ? 2 : 1)),
              })}
            </span>
            {text.slice(-EDGE)}
          </span>
        )
      })}
    </div>
  )
}
