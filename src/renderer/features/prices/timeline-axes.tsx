import { formatLocale } from '../../../contract/i18n/language.ts'
import { t } from '../../../contract/i18n/t.ts'
import { formatDay, formatTime } from '../../lib/time.ts'
import { LEFT, PLOT, type Scale, TOP } from './timeline-scale.ts'
import { monthStarts, type Step } from './timeline-steps.ts'

import styles from './timeline.module.css'

/** What a caption above the plot needs of width, pixels. */
const NAMED = 96

/** Prices as level lines, named at the left. */
export function Grid({ ticks, scale }: { readonly ticks: readonly number[]; readonly scale: Scale }) {
  return ticks.map((tick) => (
    <g key={tick}>
      <path d={`M${LEFT} ${scale.y(tick)}H${scale.right}`} className={styles.grid} />
      <text x={LEFT - 8} y={scale.y(tick) + 4} textAnchor="end" className={styles.axis}>
        {Number(tick.toPrecision(3))}
      </text>
    </g>
  ))
}

interface MonthsProps {
  readonly from: number
  readonly until: number
  readonly scale: Scale
}

/** The months below the plot. */
export function Months({ from, until, scale }: MonthsProps) {
  const foot = TOP + PLOT
  return monthStarts(from, until).map((at) => (
    <g key={at}>
      <path d={`M${scale.x(at)} ${foot}v5`} className={styles.grid} />
      <text x={scale.x(at)} y={foot + 18} textAnchor="middle" className={styles.axis}>
        {monthName(at)}
      </text>
    </g>
  ))
}

/** What is not announced yet: hatched, said in words. */
export function Future({ now, scale }: { readonly now: number; readonly scale: Scale }) {
  const x = scale.x(now)
  return (
    <>
      <defs>
        <pattern id="not-announced" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1 7 7-1M-1 1 1-1M5 7 7 5" className={styles.hatch} />
        </pattern>
      </defs>
      <rect x={x} y={TOP} width={Math.max(0, scale.right - x)} height={PLOT} fill="url(#not-announced)" />
      <path d={`M${x} ${TOP - 4}V${TOP + PLOT + 4}`} className={styles.now} />
      <path d={`M${x - 3.5} ${TOP - 8}h7l-3.5 5Z`} className={styles.pointer} />
      <text x={x - 6} y={TOP - 8} textAnchor="end" className={styles.label}>
        {t('now, {day} {time}', {
          day: formatDay(now, 'Asia/Shanghai'),
          time: formatTime(now, 'Asia/Shanghai'),
        })}
      </text>
      {scale.right - x > 84 && (
        <text x={x + 8} y={TOP - 8} className={styles.axis}>
          {t('not announced')}
        </text>
      )}
    </>
  )
}

interface ChangesProps {
  readonly steps: readonly Step[]
  readonly now: number
  readonly scale: Scale
}

/** A dotted line at each instant at which a price changed; named where there is room. */
export function Changes({ steps, now, scale }: ChangesProps) {
  const first = Math.min(...steps.map((step) => step.from))
  const instants = [...new Set(steps.map((step) => step.from))]
    .filter((at) => at > first)
    .sort((a, b) => b - a)
  let free = scale.x(now) - 120
  return instants.map((at) => {
    const x = scale.x(at)
    const named = x < free && x > LEFT + NAMED
    if (named) free = x - NAMED
    return (
      <g key={at}>
        <path d={`M${x} ${TOP - 2}V${TOP + PLOT}`} className={styles.change} />
        {named && (
          <text x={x - 4} y={TOP - 8} textAnchor="end" className={styles.axis}>
            {formatDay(at, 'Asia/Shanghai')} {formatTime(at, 'Asia/Shanghai')}
          </text>
        )}
      </g>
    )
  })
}

/** "Nov", "11月" */
function monthName(at: number): string {
  const options = { month: 'short', timeZone: 'Asia/Shanghai' } as const
  return new Intl.DateTimeFormat(formatLocale(), options).format(at)
}
