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
      {blocksOf(parts).map(({ first, parts: own }) => (
        <div key={first} className={styles.block}>
          {own.map((part, index) => (
            // A part is its place in the text.
            // oxlint-disable-next-line react/no-array-index-key
            <Part key={index} part={part} fold={fold} leads={first + index === 0} />
          ))}
        </div>
      ))}
    </div>
  )
}

interface Block {
  /** Its place among all parts. */
  readonly first: number
  readonly parts: readonly DiffPart[]
}

/** Parts of a block that is laid out only when it comes into view; it ends where a line ends. */
const BLOCK = 40

function blocksOf(parts: readonly DiffPart[]): readonly Block[] {
  const blocks: Block[] = []
  let first = 0
  for (const [index, { text }] of parts.entries()) {
    const isEnd = index === parts.length - 1 || (index - first >= BLOCK && text.endsWith('\n'))
    if (!isEnd) continue
    blocks.push({ first, parts: parts.slice(first, index + 1) })
    first = index + 1
  }
  return blocks
}

interface PartProps {
  readonly part: DiffPart
  readonly fold: boolean
  /** The first of all. */
  readonly leads: boolean
}

function Part({ part: { kind, text }, fold, leads }: PartProps) {
  if (kind === 'removed') return <del>{text}</del>
  if (kind === 'added') return <ins>{text}</ins>
  if (!fold || text.length < LONG) return <span>{text}</span>
  return (
    <span>
      {!leads && text.slice(0, EDGE)}
      <span className={styles.fold}>
        {t('{count} characters the same', {
          count: formatInteger(text.length - EDGE * (leads ? 1 : 2)),
        })}
      </span>
      {text.slice(-EDGE)}
    </span>
  )
}
