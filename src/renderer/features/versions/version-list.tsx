/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand and hold more than words, which a select does not allow */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { VersionSummary } from '../../../contract/versions.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'
import { formatDate, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'

import styles from './version-list.module.css'

interface VersionListProps {
  /** Newest first. */
  readonly versions: readonly VersionSummary[]
  readonly chosen: string
  /** The version that it is held against; null: the draft. */
  readonly against: string | null
  readonly onChoose: (versionId: string) => void
  readonly onHoldAgainst: (versionId: string) => void
}

const ROW = 48
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }

/** All versions of a prompt, only what is in view is drawn. One tab stop: arrows choose, Space holds the chosen one against. */
export function VersionList({ versions, chosen, against, onChoose, onHoldAgainst }: VersionListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  // oxlint-disable-next-line react/incompatible-library -- no compiler is set up; nothing here is memoized
  const virtual = useVirtualizer({
    count: versions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const at = versions.findIndex((version) => version.id === chosen)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [virtual, at])

  // The list is what one came for; it is there only once main has answered.
  useEffect(() => scroller.current?.focus({ preventScroll: true }), [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = steps[event.key]
    const last = versions.length - 1
    const next =
      step === undefined ? { Home: 0, End: last }[event.key] : Math.min(Math.max(at + step, 0), last)
    if (next !== undefined) onChoose(versions[next]?.id ?? chosen)
    else if (event.key === ' ') onHoldAgainst(chosen)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('Versions')}
      aria-activedescendant={`${id}-${chosen}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const version = versions[index]
          if (version === undefined) return null
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the listbox takes the keys for its chosen option
            <div
              key={version.id}
              id={`${id}-${version.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={version.id === chosen}
              aria-posinset={index + 1}
              aria-setsize={versions.length}
              className={classNames(styles.row, version.id === against && styles.against)}
              style={{ translate: `0 ${start}px` }}
              onClick={() => onChoose(version.id)}
              onDoubleClick={() => onHoldAgainst(version.id)}
            >
              <Row version={version} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Row({ version }: { readonly version: VersionSummary }) {
  const { settings } = useSettings()
  const { number, note, savedAt, restoredFrom, figures, labels } = version
  const words =
    note !== '' ? note : restoredFrom === null ? '' : t('repeats v{number}', { number: restoredFrom })
  return (
    <>
      <span className={styles.first}>
        <b className={styles.number}>{t('v{number}', { number })}</b>
        {labels.map((name) => (
          <span key={name} className={styles.label}>
            {name}
          </span>
        ))}
        <span className={styles.time}>
          {formatDate(savedAt, settings.zone)} {formatTime(savedAt, settings.zone)}
        </span>
      </span>
      <span className={styles.second}>
        <span className={styles.note} title={words}>
          {words}
        </span>
        {figures !== null && (
          <span className={styles.tokens}>
            {t('{tokens} tokens', { tokens: formatInteger(figures.tokens) })}
          </span>
        )}
      </span>
    </>
  )
}
