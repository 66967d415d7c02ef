import type { CacheForecast } from '../../../contract/forecasts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatPercent } from '../../lib/format.ts'
import { useWidth } from '../../lib/use-width.ts'
import type { BarPart } from './estimate-rows.ts'
import { depthScale, placeParts } from './segment-bar-layout.ts'

import styles from './segment-bar.module.css'

interface SegmentBarProps {
  readonly parts: readonly BarPart[]
  readonly total: number
  readonly stale: boolean
  /** The key of the row that is pointed at. */
  readonly highlight: string | null
  readonly onHighlight: (key: string | null) => void
  /** What may come from the cache; nothing is drawn where that is not known or nothing can. */
  readonly cache: Pick<CacheForecast, 'likely' | 'ceiling'> | null
  /** 14 px high instead of 20. */
  readonly low?: boolean
  /** Called with the first token of a part that was pressed. */
  readonly onPick?: (position: number) => void
}

/** The prompt drawn to scale: its parts, the depth scale under them, and under that what the cache may hold. */
export function SegmentBar(props: SegmentBarProps) {
  const { parts, total, stale, highlight, onHighlight, cache, low = false, onPick } = props
  const [ref, width] = useWidth<HTMLDivElement>()
  return (
    <div className={classNames(styles.whole, stale && styles.stale)}>
      {/* The table of rows says the same in words. */}
      <div
        ref={ref}
        className={classNames(styles.bar, low && styles.low)}
        aria-hidden
        onPointerLeave={() => onHighlight(null)}
      >
        {placeParts(parts, width).map(({ part, left, width: drawn, thin }, index) => (
          <div
            // oxlint-disable-next-line react/no-array-index-key -- a part is its place in the prompt
            key={index}
            className={classNames(styles.part, part.key === highlight && styles.lit)}
            data-segment={part.fill}
            data-thin={thin || undefined}
            style={{ left, width: drawn }}
            title={t('{name}, {tokens} tokens, {share}', {
              name: part.name,
              tokens: formatInteger(part.tokens),
              share: formatPercent(part.tokens / total),
            })}
            onPointerEnter={() => onHighlight(part.key)}
            onPointerDown={() => onPick?.(tokensBefore(parts, index))}
          />
        ))}
      </div>
      <Scale total={total} width={width} />
      {cache !== null && cache.ceiling > 0 && <CacheLine {...cache} total={total} />}
    </div>
  )
}

function tokensBefore(parts: readonly BarPart[], index: number): number {
  return parts.slice(0, index).reduce((sum, { tokens }) => sum + tokens, 0)
}

function Scale({ total, width }: { readonly total: number; readonly width: number }) {
  return (
    <div className={styles.scale} aria-hidden>
      {depthScale(total, width).map(({ tokens, left, label }) => (
        <span
          key={tokens}
          className={classNames(styles.tick, label !== null && styles.tall)}
          style={{ left }}
        >
          {label !== null && (
            <span className={classNames(styles.label, tokens === 0 && styles.first)}>
              {formatInteger(label)}
            </span>
          )}
        </span>
      ))}
      <span className={classNames(styles.tick, styles.tall, styles.end)}>
        <span className={styles.total}>{formatInteger(total)}</span>
      </span>
    </div>
  )
}

interface CacheLineProps extends Pick<CacheForecast, 'likely' | 'ceiling'> {
  readonly total: number
}

/** From floor to ceiling, with a mark at the likely value where history supports one. */
function CacheLine({ likely, ceiling, total }: CacheLineProps) {
  const place = (tokens: number): string => `${Math.min(tokens / total, 1) * 100}%`
  return (
    <div className={styles.cache}>
      <span className={styles.cacheLine} style={{ width: place(ceiling) }} />
      {likely !== null && <span className={styles.likelyMark} style={{ left: place(likely) }} aria-hidden />}
      <span>{t('cached, floor 0')}</span>
      <span className={styles.cacheEnd}>
        {likely !== null && (
          <span className={styles.likely}>{t('likely {tokens}', { tokens: formatInteger(likely) })}</span>
        )}
        {t('ceiling {tokens}', { tokens: formatInteger(ceiling) })}
      </span>
    </div>
  )
}
