/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand and hold more than words, which a select does not allow */
import { useVirtualizer } from '@tanstack/react-virtual'
import { FileText, History, type LucideIcon, Tag } from 'lucide-react'
import { useEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { SearchHit, SearchKind } from '../../../contract/search.ts'
import type { Zone } from '../../../contract/values.ts'
import { formatDate, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { hitOwner, hitTitle } from './hit-words.ts'
import { MarkedText } from './marked-text.tsx'
import type { Found } from './use-find.ts'

import styles from './finder.module.css'

interface HitListProps {
  readonly id: string
  readonly found: Found
  readonly total: number
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onOpen: (index: number) => void
}

const ROW = 52

export function optionId(list: string, index: number): string {
  return `${list}-${index}`
}

/** Everything that was found; only what is in view is drawn and asked for. The field above has the focus and the keys. */
export function HitList({ id, found, total, active, onActive, onOpen }: HitListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- no compiler is set up; nothing here is memoized
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  })
  const { settings } = useSettings()
  const items = virtual.getVirtualItems()
  const [first = 0, last = 0] = [items[0]?.index, items.at(-1)?.index]
  const { onRange } = found
  useEffect(() => onRange(first, last), [onRange, first, last])
  useEffect(() => virtual.scrollToIndex(active), [virtual, active])
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        id={id}
        role="listbox"
        aria-label={t('What was found')}
        className={styles.body}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const hit = found.hitAt(index)
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field takes the keys for its chosen option
            <div
              key={index}
              id={optionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              aria-posinset={index + 1}
              aria-setsize={total}
              className={styles.row}
              style={{ translate: `0 ${start}px` }}
              onMouseMove={() => index !== active && onActive(index)}
              onClick={() => onOpen(index)}
            >
              {hit ? <Hit hit={hit} zone={settings.zone} /> : '…'}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const icons: Readonly<Record<SearchKind, LucideIcon>> = { prompt: FileText, version: Tag, run: History }

function Hit({ hit, zone }: { readonly hit: SearchHit; readonly zone: Zone }) {
  const Icon = icons[hit.kind]
  return (
    <>
      <Icon size={14} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <span className={styles.first}>
        <b className={styles.title}>{hitTitle(hit)}</b>
        <span className={styles.owner}>{hitOwner(hit)}</span>
        <span className={styles.time}>
          {formatDate(hit.at, zone)} {formatTime(hit.at, zone)}
        </span>
      </span>
      <MarkedText snippet={hit.snippet} marks={hit.marks} />
    </>
  )
}
