import { useMemo } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { type DiffSize, diffSize, wordDiff } from '../../lib/diff/word-diff.ts'
import { formatInteger } from '../../lib/format.ts'
import { DiffParts } from './diff-parts.tsx'

import styles from './diff-text.module.css'

interface DiffTextProps {
  readonly label: string
  readonly before: string
  readonly after: string
  /** What `before` is called. */
  readonly than: string
}

/**
 * An answer with what it has more and less than another one: struck through what only the other says, underlined what
 * only this one says.
 */
export function DiffText({ label, before, after, than }: DiffTextProps) {
  const { parts, size } = useMemo(() => {
    const parts = wordDiff(before, after)
    return { parts, size: diffSize(parts) }
  }, [before, after])
  return (
    <section
      className={styles.body}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      <p className={styles.size}>{sizeWords(size, than)}</p>
      <DiffParts parts={parts} />
    </section>
  )
}

function sizeWords({ same, added, removed }: DiffSize, than: string): string {
  if (added === 0 && removed === 0) return t('Word for word the same as {than}.', { than })
  return t(
    '{added, plural, one {# word} other {# words}} that {than} does not have, {removed} of its own left out, {same} the same.',
    { added, than, removed: formatInteger(removed), same: formatInteger(same) },
  )
}
