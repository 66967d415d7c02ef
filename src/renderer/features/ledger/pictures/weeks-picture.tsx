import { t } from '../../../../contract/i18n/t.ts'
import type { DayTotal, LedgerPictures } from '../../../../contract/ledger.ts'
import type { Currency } from '../../../../contract/values.ts'
import { formatInteger, formatMoney } from '../../../lib/format.ts'
import { formatMonth, formatWeekday } from '../../../lib/time.ts'
import { AmountWithReceipt } from '../../receipts/amount-with-receipt.tsx'
import { type LedgerRequest, sumWithin } from '../sum-within.ts'
import { BELOW } from './axes.tsx'
import { Picture, type PictureSize } from './picture.tsx'
import { quartiles } from './plot.ts'

import styles from './pictures.module.css'

const WEEKS = 26
const DAY = 86_400_000
const GAP = 1.5

interface WeeksPictureProps {
  readonly pictures: LedgerPictures
  /** What the pictures are of. */
  readonly filter: LedgerRequest
  readonly currency: Currency
  /** The day of now, YYYY-MM-DD. */
  readonly today: string
  readonly onDay: (day: string) => void
}

/** Half a year of days, Monday on top: darker is dearer, by quarters of the days that cost something. */
export function WeeksPicture({
  pictures: { days, daysFrom },
  filter,
  currency,
  today,
  onDay,
}: WeeksPictureProps) {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const first = Date.parse(`${daysFrom}T00:00:00Z`)
  const shown = Array.from({ length: WEEKS * 7 }, (_, index) =>
    new Date(first + index * DAY).toISOString().slice(0, 10),
  ).filter((day) => day <= today)
  const quarters = quartiles(days.map((day) => Number(day[currency])).filter((value) => value > 0))
  return (
    <Picture
      title={t('26 weeks')}
      summary={t('{days, plural, one {# day} other {# days}} with runs.', { days: days.length })}
      note={t('Monday on top')}
      name={`weeks-${currency.toLowerCase()}`}
      count={shown.length}
      read={(index) => dayWords(shown[index] ?? '', byDay.get(shown[index] ?? ''), currency)}
      onOpen={(index) => shown[index] && onDay(shown[index])}
      table={{
        head: [t('day'), t('runs'), currency],
        rows: days.map((day) => [
          formatWeekday(Date.parse(`${day.day}T12:00:00Z`), 'UTC'),
          formatInteger(day.entries),
          day.pricedIn[currency] > 0 ? (
            <AmountWithReceipt key="amount" subject={sumWithin(filter, day)} currency={currency} side="left">
              {formatMoney(day[currency])}
            </AmountWithReceipt>
          ) : (
            t('unpriced')
          ),
        ]),
      }}
    >
      {(size) => (
        <Cells
          shown={shown}
          byDay={byDay}
          quarters={quarters}
          currency={currency}
          size={size}
          onDay={onDay}
        />
      )}
    </Picture>
  )
}

function dayWords(day: string, total: DayTotal | undefined, currency: Currency): string {
  const name = formatWeekday(Date.parse(`${day}T12:00:00Z`), 'UTC')
  if (!total) return t('{name}: no runs', { name })
  const amount = total.pricedIn[currency] > 0 ? formatMoney(total[currency]) : t('unpriced')
  return t('{name}: {amount}, {entries, plural, one {# run} other {# runs}}', {
    name,
    amount,
    entries: total.entries,
  })
}

interface CellsProps {
  readonly shown: readonly string[]
  readonly byDay: ReadonlyMap<string, DayTotal>
  readonly quarters: readonly [number, number, number]
  readonly currency: Currency
  readonly size: PictureSize
  readonly onDay: (day: string) => void
}

function Cells({ shown, byDay, quarters, currency, size, onDay }: CellsProps) {
  const wide = size.width / WEEKS
  const high = Math.min((size.height - BELOW) / 7, wide * 1.6)
  const months = shown.flatMap((day, index) =>
    day.endsWith('-01') ? [{ day, x: Math.floor(index / 7) * wide }] : [],
  )
  return (
    <>
      {shown.map((day, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the picture takes Enter for what arrow keys point at
        <rect
          key={day}
          x={Math.floor(index / 7) * wide}
          y={(index % 7) * high}
          width={wide - GAP}
          height={high - GAP}
          rx="1"
          className={styles[levelOf(byDay.get(day), currency, quarters)]}
          data-pointed={index === size.active || undefined}
          onMouseEnter={() => size.onPoint(index)}
          onClick={() => onDay(day)}
        />
      ))}
      {months.map(({ day, x }) => (
        <text key={day} x={x} y={7 * high + 14} className={styles.axis}>
          {formatMonth(Date.parse(`${day}T12:00:00Z`), 'UTC', 'short')}
        </text>
      ))}
    </>
  )
}

/** A day whose runs are not priced is not empty: it has an outline. */
function levelOf(
  day: DayTotal | undefined,
  currency: Currency,
  [second, third, fourth]: readonly [number, number, number],
): 'level0' | 'level1' | 'level2' | 'level3' | 'level4' | 'levelUnknown' {
  if (!day) return 'level0'
  if (day.pricedIn[currency] === 0) return 'levelUnknown'
  const value = Number(day[currency])
  if (value >= fourth) return 'level4'
  if (value >= third) return 'level3'
  return value >= second ? 'level2' : 'level1'
}
