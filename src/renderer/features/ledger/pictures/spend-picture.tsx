import { useId } from 'react'

import { type MessageValues, t } from '../../../../contract/i18n/t.ts'
import type { LedgerPictures, SpendBucket, SpendSlice } from '../../../../contract/ledger.ts'
import type { Amount, Currency } from '../../../../contract/values.ts'
import { addAmounts } from '../../../lib/amount.ts'
import { formatInteger, formatMoney } from '../../../lib/format.ts'
import { AmountWithReceipt } from '../../receipts/amount-with-receipt.tsx'
import { type LedgerRequest, sumWithin } from '../sum-within.ts'
import { ABOVE, BELOW, Dates, Levels, RIGHT } from './axes.tsx'
import { bucketName, bucketShort, unitName } from './bucket-words.ts'
import { Picture, type PictureSize } from './picture.tsx'
import { labelled, scaleOf, ticksBetween } from './plot.ts'
import { type Series, seriesId, seriesIn } from './series.ts'

import styles from './pictures.module.css'

interface SpendPictureProps {
  readonly pictures: LedgerPictures
  /** What the pictures are of. */
  readonly filter: LedgerRequest
  readonly currency: Currency
  readonly practice: boolean
  readonly onBucket: (bucket: SpendBucket) => void
}

/** What was spent in each day, week or month, stacked by model and band; one currency. */
export function SpendPicture(props: SpendPictureProps) {
  const { pictures, filter, currency, practice, onBucket } = props
  const { spend, unit } = pictures
  const series = seriesIn(spend.flatMap(({ slices }) => slices))
  const total = (bucket: SpendBucket): Amount =>
    bucket.slices.reduce((sum, slice) => addAmounts(sum, slice[currency]), '0')
  const totals = spend.map(total)
  const all = totals.reduce((sum, each) => addAmounts(sum, each), '0')
  return (
    <Picture
      title={titleOf(unit, practice, currency)}
      summary={summaryOf(unit, { amount: formatMoney(all), currency, count: spend.length })}
      note={<Legend series={series} />}
      name={`spend-${currency.toLowerCase()}`}
      count={spend.length}
      read={(index) => {
        const bucket = spend[index]
        if (!bucket) return ''
        return t('{bucket}: {amount}, {runs, plural, one {# run} other {# runs}}', {
          bucket: bucketName(bucket, unit),
          amount: formatMoney(totals[index] ?? '0'),
          runs: runs(bucket),
        })
      }}
      onOpen={(index) => spend[index] && onBucket(spend[index])}
      table={{
        head: [unitName(unit), t('runs'), ...series.map(({ label }) => label), t('total')],
        rows: spend
          .filter(({ slices }) => slices.length > 0)
          .map((bucket) => {
            const figure = (amount: Amount, slices: readonly SpendSlice[]) => (
              <AmountWithReceipt subject={sumWithin(filter, bucket, slices)} currency={currency} side="left">
                {slices.some(({ known }) => known[currency]) ? formatMoney(amount) : t('unpriced')}
              </AmountWithReceipt>
            )
            return [
              bucketName(bucket, unit),
              formatInteger(runs(bucket)),
              ...series.map(({ id }) => {
                const slices = slicesOf(bucket, id)
                return slices.length === 0 ? '' : figure(amountOf(bucket, id, currency), slices)
              }),
              figure(total(bucket), bucket.slices),
            ]
          })
          .toReversed(),
      }}
      empty={spend.length === 0 ? t('No runs in this time.') : undefined}
    >
      {(size) => (
        <Bars
          spend={spend}
          totals={totals}
          series={series}
          currency={currency}
          size={size}
          unit={unit}
          onBucket={onBucket}
        />
      )}
    </Picture>
  )
}

function titleOf(unit: LedgerPictures['unit'], practice: boolean, currency: Currency): string {
  if (practice)
    return {
      day: t('Simulated a day, {currency}', { currency }),
      week: t('Simulated a week, {currency}', { currency }),
      month: t('Simulated a month, {currency}', { currency }),
    }[unit]
  return {
    day: t('Spend a day, {currency}', { currency }),
    week: t('Spend a week, {currency}', { currency }),
    month: t('Spend a month, {currency}', { currency }),
  }[unit]
}

function summaryOf(unit: LedgerPictures['unit'], values: MessageValues): string {
  return {
    day: t('{amount} {currency} in {count, plural, one {# day} other {# days}}.', values),
    week: t('{amount} {currency} in {count, plural, one {# week} other {# weeks}}.', values),
    month: t('{amount} {currency} in {count, plural, one {# month} other {# months}}.', values),
  }[unit]
}

function runs({ slices }: SpendBucket): number {
  return slices.reduce((sum, slice) => sum + slice.entries, 0)
}

function amountOf(bucket: SpendBucket, id: string, currency: Currency): Amount {
  return slicesOf(bucket, id).reduce((sum, slice) => addAmounts(sum, slice[currency]), '0')
}

function slicesOf({ slices }: SpendBucket, id: string): readonly SpendSlice[] {
  return slices.filter((slice) => seriesId(slice) === id)
}

interface BarsProps extends Pick<LedgerPictures, 'spend' | 'unit'> {
  readonly totals: readonly Amount[]
  readonly series: readonly Series[]
  readonly currency: Currency
  readonly size: PictureSize
  readonly onBucket: (bucket: SpendBucket) => void
}

function Bars({ spend, totals, series, currency, size, unit, onBucket }: BarsProps) {
  const patterns = useId()
  const right = size.width - RIGHT
  const foot = size.height - BELOW
  const ticks = ticksBetween(0, Math.max(...totals.map(Number), 1e-9))
  const y = scaleOf(0, ticks.at(-1) ?? 1, foot, ABOVE)
  const step = right / Math.max(spend.length, 1)
  const wide = Math.max(1, Math.min(24, step * 0.68))
  const named = labelled(spend.length, right, 58)
  return (
    <>
      <Patterns id={patterns} />
      <Levels ticks={ticks} y={y} right={right} />
      {spend.map((bucket, index) => {
        const x = (index + 0.5) * step
        let base = 0
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the picture takes Enter for what arrow keys point at
          <g
            key={bucket.from}
            onMouseEnter={() => size.onPoint(index)}
            onClick={() => onBucket(bucket)}
            className={styles.bucket}
          >
            <rect
              x={x - step / 2}
              y={ABOVE}
              width={step}
              height={foot - ABOVE}
              className={index === size.active ? styles.pointed : styles.target}
            />
            {series.map(({ id, family, peak }) => {
              const value = Number(amountOf(bucket, id, currency))
              const top = y(base + value)
              const height = y(base) - top
              base += value
              if (value <= 0) return null
              return (
                <rect
                  key={id}
                  x={x - wide / 2}
                  y={Math.min(top, y(base - value) - 1.2)}
                  width={wide}
                  height={Math.max(height, 1.2)}
                  className={styles[peak ? family : `${family}Off`]}
                  {...(peak || family === 'flash' ? {} : { fill: `url(#${patterns}-${family})` })}
                />
              )
            })}
          </g>
        )
      })}
      <Dates
        y={size.height - 5}
        labels={spend.flatMap((bucket, index) =>
          named.has(index)
            ? [{ key: bucket.from, x: (index + 0.5) * step, text: bucketShort(bucket, unit) }]
            : [],
        )}
      />
    </>
  )
}

function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      {(['pro', 'other'] as const).map((family) => (
        <pattern key={family} id={`${id}-${family}`} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" className={styles.hatchGround} />
          <path d="M-1 5 5-1M-1 1 1-1M3 5 5 3" className={styles[`${family}Hatch`]} />
        </pattern>
      ))}
    </defs>
  )
}

function Legend({ series }: { readonly series: readonly Series[] }) {
  const patterns = useId()
  return (
    <span className={styles.legend}>
      {series.map(({ id, family, peak, label }) => (
        <span key={id} className={styles.entry}>
          <svg width="10" height="10" aria-hidden>
            <Patterns id={patterns} />
            <rect
              x="0.5"
              y="0.5"
              width="9"
              height="9"
              className={styles[peak ? family : `${family}Off`]}
              {...(peak || family === 'flash' ? {} : { fill: `url(#${patterns}-${family})` })}
            />
          </svg>
          {label}
        </span>
      ))}
    </span>
  )
}
