import type { BalanceHistory, BalanceMark, BalanceReading } from '../../../../contract/balance.ts'
import { listed } from '../../../../contract/i18n/list.ts'
import { t } from '../../../../contract/i18n/t.ts'
import type { Currency, Zone } from '../../../../contract/values.ts'
import { RichText } from '../../../components/ui/rich-text.tsx'
import { formatExact, formatMoneyFixed } from '../../../lib/format.ts'
import { formatDay, formatTime } from '../../../lib/time.ts'
import { ABOVE, BELOW, Dates, Levels, RIGHT } from './axes.tsx'
import { type MarkWords, marksWithRoom } from './mark-words.ts'
import { Picture, type PictureSize } from './picture.tsx'
import { scaleOf, ticksBetween } from './plot.ts'

import styles from './pictures.module.css'

interface BalancePictureProps {
  readonly history: BalanceHistory
  readonly currency: Currency
  readonly from: number
  readonly now: number
  readonly zone: Zone
  readonly hidden: boolean
}

type Point = {
  readonly at: number
  readonly total: number
  readonly words: string
  readonly mark: BalanceMark | null
}

/** What the account held, in steps; where it fell by more than the ledger knows there is a mark. */
export function BalancePicture({ history, currency, from, now, zone, hidden }: BalancePictureProps) {
  const series = history.series.find((each) => each.currency === currency)
  const points = pointsOf(series?.readings ?? [], series?.marks ?? [], from, zone)
  const last = series?.readings.at(-1)
  const figure = last ? formatExact(last.total, 2) : ''
  return (
    <Picture
      title={t('Balance, {currency}', { currency })}
      summary={last && !hidden ? t('{figure} {currency} at the last check.', { figure, currency }) : ''}
      note={
        last && !hidden ? (
          <>
            <RichText
              message="{figure} as of {day} {time}"
              values={{
                figure: <b className={styles.figure}>{figure}</b>,
                day: formatDay(last.lastAt, zone),
                time: formatTime(last.lastAt, zone),
              }}
            />
          </>
        ) : null
      }
      name={`balance-${currency.toLowerCase()}`}
      count={hidden ? 0 : points.length}
      read={(index) => points[index]?.words ?? ''}
      table={{
        head: [t('since'), currency, t('what')],
        rows: hidden
          ? []
          : points
              .map((point) => [
                `${formatDay(point.at, zone)} ${formatTime(point.at, zone)}`,
                formatExact(String(point.total), 2),
                point.mark ? markWords(point.mark) : '',
              ])
              .toReversed(),
      }}
      empty={emptyWords(hidden, points.length, history.keyHint)}
    >
      {(size) => <Line points={points} from={from} now={now} zone={zone} size={size} />}
    </Picture>
  )
}

function emptyWords(hidden: boolean, points: number, keyHint: string | null): string | undefined {
  if (hidden) return t('Amounts are hidden.')
  if (points > 0) return undefined
  return keyHint === null
    ? t('Without a key the balance is not asked for.')
    : t('The balance was never checked.')
}

function pointsOf(
  readings: readonly BalanceReading[],
  marks: readonly BalanceMark[],
  from: number,
  zone: Zone,
): readonly Point[] {
  const byTime = new Map(marks.map((mark) => [mark.at, mark]))
  // The reading that held when the picture begins is its first step.
  const first = readings.findLastIndex(({ firstAt }) => Date.parse(firstAt) <= from)
  return readings.slice(Math.max(0, first)).map((reading) => {
    const mark = byTime.get(reading.firstAt) ?? null
    const since = `${formatDay(reading.firstAt, zone)} ${formatTime(reading.firstAt, zone)}`
    const words = listed([
      t('{what}: {words}', { what: since, words: formatExact(reading.total, 2) }),
      ...(mark ? [markWords(mark)] : []),
    ])
    return { at: Date.parse(reading.firstAt), total: Number(reading.total), words, mark }
  })
}

function markWords(mark: BalanceMark): string {
  if (mark.kind === 'top-up') return markLabel(mark)
  return listed([
    markLabel(mark),
    ...(mark.notReported > 0 ? [t('{runs} runs not reported', { runs: mark.notReported })] : []),
    ...(Number(mark.granted) > 0 ? [t('of granted money')] : []),
  ])
}

function markLabel(mark: BalanceMark | null): string {
  if (mark === null) return ''
  const amount = formatMoneyFixed(mark.amount, 2)
  return mark.kind === 'unexplained'
    ? t('−{amount} unexplained', { amount })
    : t('top-up +{amount}', { amount })
}

interface LineProps {
  readonly points: readonly Point[]
  readonly from: number
  readonly now: number
  readonly zone: Zone
  readonly size: PictureSize
}

function Line({ points, from, now, zone, size }: LineProps) {
  const right = size.width - RIGHT
  const foot = size.height - BELOW
  const values = points.map(({ total }) => total)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = Math.max((high - low) * 0.1, 0.05)
  const ticks = ticksBetween(Math.max(0, low - room), high + room)
  const y = scaleOf(ticks[0] ?? 0, ticks.at(-1) ?? 1, foot, ABOVE)
  const x = scaleOf(from, now, 0, right - 4)
  const at = (point: Point) => Math.max(0, x(point.at))
  const path = points.map(
    (point, index) =>
      `${index === 0 ? 'M' : 'H'}${at(point)}${index === 0 ? ` ${y(point.total)}` : `V${y(point.total)}`}`,
  )
  const end = points.at(-1)
  const marked = points.filter(({ mark }) => mark !== null)
  const words = marksWithRoom(
    marked.map(({ at: instant, total, mark }) => ({
      key: instant,
      x: Math.max(0, x(instant)),
      y: y(total),
      drop: mark?.kind === 'unexplained',
      amount: Number(mark?.amount ?? 0),
      text: markLabel(mark),
    })),
    right,
  )
  const spots = Math.max(1, Math.min(4, Math.floor(right / 100)))
  const dates = Array.from({ length: spots + 1 }, (_, spot) => from + (spot / spots) * (now - from))
  return (
    <>
      <Levels ticks={ticks} y={y} right={right} />
      <path d={`${path.join('')}H${right - 4}`} className={styles.balance} />
      {end && <circle cx={right - 4} cy={y(end.total)} r="3" className={styles.dot} />}
      {marked.map((point) => (
        <Mark
          key={point.at}
          point={point}
          x={at(point)}
          y={y(point.total)}
          words={words.get(point.at) ?? null}
        />
      ))}
      {points.map((point, index) => (
        <rect
          key={point.at}
          x={at(point) - 4}
          y={ABOVE}
          width="8"
          height={foot - ABOVE}
          className={index === size.active ? styles.pointed : styles.target}
          onMouseEnter={() => size.onPoint(index)}
        />
      ))}
      <Dates
        y={size.height - 5}
        labels={dates.map((date) => ({ key: String(date), x: x(date), text: formatDay(date, zone) }))}
      />
    </>
  )
}

interface MarkProps {
  readonly point: Point
  readonly x: number
  readonly y: number
  /** Null where its words would cover those of a larger one. */
  readonly words: MarkWords | null
}

function Mark({ point, x, y, words }: MarkProps) {
  const drop = point.mark?.kind === 'unexplained'
  return (
    <g>
      {drop && <path d={`M${x - 4} ${y - 12}h8l-4 7Z`} className={styles.drop} />}
      {words && (
        <text
          x={words.x}
          y={words.y}
          textAnchor={words.anchor}
          className={drop ? styles.dropWords : styles.axis}
        >
          {words.text}
        </text>
      )}
    </g>
  )
}
