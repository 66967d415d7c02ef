import { useMemo } from 'react'

import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { BandSpan } from '../../../contract/prices.ts'
import type { Zone } from '../../../contract/values.ts'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatTime, zoneName } from '../../lib/time.ts'
import { holidayName } from './band-words.ts'
import { dayHead } from './week-words.ts'
import { beijingHour, type CellPart, hourCells, runsFrom, shareOfDay } from './week.ts'

import styles from './week-grid.module.css'

const marks = [0, 3, 6, 9, 12, 15, 18, 21, 24]
const none: readonly BandSpan[] = []

interface WeekTableProps {
  /** Eight midnights: seven days and the end of the last. */
  readonly edges: readonly number[]
  readonly zone: Zone
  readonly now: number
}

/** Seven days of 24 hours, painted by band. */
export function WeekTable({ edges, zone, now }: WeekTableProps) {
  const [first = now] = edges
  const last = edges.at(-1) ?? now
  const { data: spans = none } = useRoute('prices.bands', {
    from: new Date(first).toISOString(),
    until: new Date(last).toISOString(),
  })
  const beside = beijingHour(first, 0) !== '00'
  const holidays = edges.slice(0, -1).map((day, index) => holidayIn(spans, day, edges[index + 1] ?? day))
  return (
    <table className={styles.table}>
      <caption>
        <VisuallyHidden>{t('Bands of each hour, hours of {zone}', { zone: zoneName(zone) })}</VisuallyHidden>
      </caption>
      <tbody>
        {edges.slice(0, -1).map((day, index) => (
          <Day
            key={day}
            day={day}
            end={edges[index + 1] ?? day}
            spans={spans}
            zone={zone}
            now={now}
            named={runsFrom(holidays, index)}
          />
        ))}
      </tbody>
      <tfoot aria-hidden>
        <Scale name={beside ? zoneName(zone) : ''} text={(hour) => String(hour).padStart(2, '0')} />
        {beside && <Scale name={t('Beijing')} text={(hour) => beijingHour(first, hour)} quiet />}
      </tfoot>
    </table>
  )
}

interface ScaleProps {
  readonly name: string
  readonly text: (hour: number) => string
  readonly quiet?: boolean
}

function Scale({ name, text, quiet = false }: ScaleProps) {
  return (
    <tr className={classNames(styles.scale, quiet && styles.quiet)}>
      <th className={styles.day}>{name}</th>
      <td>
        <span className={styles.marks}>
          {marks.map((hour) => (
            <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {text(hour)}
            </span>
          ))}
        </span>
      </td>
    </tr>
  )
}

interface DayProps {
  readonly day: number
  readonly end: number
  readonly spans: readonly BandSpan[]
  readonly zone: Zone
  readonly now: number
  /** Over how many days, from this one on, the name of its holiday stands; 0 where it stands above already. */
  readonly named: number
}

/** Rows are 18 px apart. */
const HALF_ROW = 9

function Day({ day, end, spans, zone, now, named }: DayProps) {
  const today = now >= day && now < end
  const inside = within(spans, day, end)
  const cells = useMemo(() => hourCells(spans, day, end, zone), [spans, day, end, zone])
  const free = holidayIn(spans, day, end)
  const holiday = free && holidayName(free)
  return (
    <tr>
      <th scope="row" className={today ? styles.today : styles.day}>
        {dayHead(day, zone)}
      </th>
      <td>
        <VisuallyHidden>{daySentence(inside, day, end, zone)}</VisuallyHidden>
        <div className={styles.hours} aria-hidden title={holiday ?? undefined}>
          {cells.map(({ hour, parts }) => (
            <span key={hour} className={styles.cell}>
              {parts.map((part, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- parts of an hour have only their order
                <Part key={index} part={part} />
              ))}
            </span>
          ))}
          {named > 0 && (
            <span className={styles.holiday} style={{ top: (named - 1) * HALF_ROW }}>
              {holiday}
            </span>
          )}
          {today && <Now share={shareOfDay(now, zone)} />}
        </div>
      </td>
    </tr>
  )
}

function within(spans: readonly BandSpan[], day: number, end: number): readonly BandSpan[] {
  return spans.filter((span) => Date.parse(span.from) < end && Date.parse(span.until) > day)
}

function holidayIn(spans: readonly BandSpan[], day: number, end: number): BandSpan['holiday'] {
  return within(spans, day, end).find((span) => span.holiday !== null)?.holiday ?? null
}

function Part({ part }: { readonly part: CellPart }) {
  return (
    <span
      className={styles.hour}
      style={{ flexGrow: part.quarters }}
      data-band={part.band ?? 'unknown'}
      data-holiday={part.holiday !== null || undefined}
    />
  )
}

function Now({ share }: { readonly share: number }) {
  return (
    <svg width="9" height="20" viewBox="0 0 9 20" className={styles.now} style={{ left: `${share * 100}%` }}>
      <path d="M1 0h7L4.5 5Z" />
      <path d="M4.5 4V20" className={styles.nowLine} />
    </svg>
  )
}

/** The day in words, for those who do not see the colours: "peak 09:00 to 12:00, ...". */
function daySentence(spans: readonly BandSpan[], day: number, end: number, zone: Zone): string {
  if (spans.length === 0) return t('not known yet')
  return listed(
    spans.map((span) => {
      const band = listed([span.holiday && holidayName(span.holiday), bandWord(span.band)])
      const from = formatTime(Math.max(day, Date.parse(span.from)), zone)
      const until = Date.parse(span.until) >= end ? '24:00' : formatTime(span.until, zone)
      return t('{band} {from} to {until}', { band, from, until })
    }),
  )
}
