import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'
import { listStart, MOST_ROWS } from './list-rows.ts'
import { PAGE } from './page-bounds.ts'
import type { TokenPages } from './token-pages.ts'
import { TokenText } from './token-span.tsx'
import { byteWords } from './token-text.ts'

import styles from './token-list.module.css'

interface TokenListProps {
  readonly pages: TokenPages
  readonly total: number
  readonly stale: boolean
  readonly active: number
  readonly onActive: (position: number) => void
  readonly whitespace: boolean
  /** Told which pages are in view. */
  readonly onPages: (pages: readonly number[]) => void
}

const ROW = 25
/**
 * Position, id, text and bytes, a token a row. For the pointer: the running tokens beside it say the same to screen
 * readers and have the keys.
 */
export function TokenList(props: TokenListProps) {
  const { pages, total, stale, active, onActive, whitespace, onPages } = props
  const scroller = useRef<HTMLDivElement>(null)
  const start = listStart(total, active)
  // oxlint-disable-next-line react/incompatible-library -- no compiler is set up; nothing here is memoized
  const virtual = useVirtualizer({
    count: Math.min(total, MOST_ROWS),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const firstPage = Math.floor((start + (items[0]?.index ?? 0)) / PAGE)
  const lastPage = Math.floor((start + (items.at(-1)?.index ?? 0)) / PAGE)
  useEffect(() => {
    onPages(Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index))
  }, [onPages, firstPage, lastPage])
  const row = active - start
  useEffect(() => virtual.scrollToIndex(row, { align: 'auto' }), [virtual, row])
  return (
    <div aria-hidden className={classNames(styles.table, stale && styles.stale)}>
      <div className={classNames(styles.row, styles.head)}>
        <span className={styles.end}>{t('Position')}</span>
        <span className={styles.end}>{t('Id')}</span>
        <span>{t('Text')}</span>
        <span className={styles.end}>{t('Bytes')}</span>
      </div>
      <div ref={scroller} tabIndex={-1} className={styles.scroller}>
        <div className={styles.whole} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start: top }) => {
            const position = start + index
            const token = pages.token(position)
            return (
              <div
                key={index}
                className={classNames(styles.row, position === active && styles.active)}
                style={{ translate: `0 ${top}px` }}
                onPointerDown={() => onActive(position)}
              >
                <span className={classNames(styles.end, styles.position)}>{formatInteger(position)}</span>
                <span className={classNames(styles.end, styles.id)}>{token?.id}</span>
                {token && <TokenText token={token} whitespace={whitespace} className={styles.text} />}
                {token && (
                  <span className={classNames(styles.end, styles.bytes)}>{byteWords(token.bytes)}</span>
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
