import { memo } from 'react'

import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { DayTotal, LedgerEntry } from '../../../contract/ledger.ts'
import type { Amount, Currency, Zone } from '../../../contract/values.ts'
import { BandMark } from '../../components/ui/band-mark.tsx'
import { AtLeastFigure, figureClasses, UnknownFigure } from '../../components/ui/figures.tsx'
import { Cell } from '../../components/ui/virtual-table.tsx'
import { bandWord } from '../../lib/bands.ts'
import { formatInteger, formatMoney, formatSigned, fullAmount } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.tsx'
import { formatDayKey, formatTime, formatTimeSeconds } from '../../lib/time.ts'
import { shortModel } from '../prices/tariffs.ts'
import { TableAmount } from '../receipts/table-receipts.tsx'
import { causeWords } from '../runs/cause-words.ts'
import { type LedgerRequest, sumWithin } from './sum-within.ts'
import { cachedTokens, thinkingTokens } from './usage-parts.ts'

import styles from './ledger-page.module.css'

interface DayCellsProps {
  readonly day: DayTotal
  readonly year: string
  /** What the list is of; the day is its part. */
  readonly filter: LedgerRequest
}

/** The heading of a day with its own sums. */
export function DayCells({ day, year, filter }: DayCellsProps) {
  const runs = t('{count, plural, one {# run} other {# runs}}', { count: day.entries })
  const note = listed([runs, ...unpricedWords(day)])
  return (
    <>
      <Cell span={11}>
        <b className={styles.day}>{formatDayKey(day.day, year)}</b>
        <span className={styles.note}>{note}</span>
      </Cell>
      {(['USD', 'CNY'] as const).map((currency) => (
        <Cell key={currency} align="end">
          {day.pricedIn[currency] > 0 && (
            <TableAmount
              subject={sumWithin(filter, day)}
              currency={currency}
              className={figureClasses.exact}
              title={fullAmount(day[currency], currency)}
            >
              {formatMoney(day[currency])}
            </TableAmount>
          )}
        </Cell>
      ))}
      <Cell />
    </>
  )
}

/** "12 of 14 priced", and in which currency where the two differ. */
function unpricedWords({ entries, pricedIn: { USD, CNY } }: DayTotal): string[] {
  const of = formatInteger(entries)
  if (USD === CNY)
    return USD < entries
      ? [t('{priced} of {entries} priced', { priced: formatInteger(USD), entries: of })]
      : []
  const inOne = (priced: number, currency: Currency): string[] =>
    priced < entries
      ? [
          t('{priced} of {entries} priced in {currency}', {
            priced: formatInteger(priced),
            entries: of,
            currency,
          }),
        ]
      : []
  return [...inOne(USD, 'USD'), ...inOne(CNY, 'CNY')]
}

interface EntryCellsProps {
  readonly entry: LedgerEntry
  readonly zone: Zone
  readonly currency: Currency
}

/** Drawn once an entry: scrolling moves rows, it does not change them. */
export const EntryCells = memo(function EntryCells({ entry, zone, currency }: EntryCellsProps) {
  useLanguage()
  return (
    <>
      <Cell quiet figures title={timingWords(entry, zone)}>
        {formatTime(entry.at, zone)}
      </Cell>
      <Cell align="end" quiet>
        {entry.runNumber}
      </Cell>
      <Cell title={entry.prompt ?? undefined}>
        {entry.prompt ?? <span className={styles.note}>{t('command line')}</span>}
      </Cell>
      <Cell title={entry.model}>{shortModel(entry.model)}</Cell>
      <Cell quiet className={styles.band}>
        <BandMark band={entry.band} />
        {bandWord(entry.band)}
      </Cell>
      <Cell align="end" className={figureClasses.exact}>
        {entry.estimatedTokens !== null && formatInteger(entry.estimatedTokens)}
      </Cell>
      <UsageCells entry={entry} />
      <RangeCell entry={entry} currency={currency} />
      <MoneyCell amount={entry.USD} currency="USD" entry={entry} />
      <MoneyCell amount={entry.CNY} currency="CNY" entry={entry} />
      <Cell>
        <Remainder entry={entry} />
      </Cell>
    </>
  )
})

/** A missing word spans the columns that it replaces. */
function UsageCells({ entry: { usage, atLeast } }: { readonly entry: LedgerEntry }) {
  if (!usage) {
    return (
      <>
        <Cell align="end" span={2}>
          <UnknownFigure word="not reported" />
        </Cell>
        <Cell align="end">
          {atLeast && <AtLeastFigure>{formatInteger(atLeast.completionTokens)}</AtLeastFigure>}
        </Cell>
        <Cell />
      </>
    )
  }
  const hit = cachedTokens(usage)
  const thinking = thinkingTokens(usage)
  return (
    <>
      <Cell align="end" quiet>
        {hit === null ? <UnknownFigure word="unknown" /> : formatInteger(hit)}
      </Cell>
      <Cell align="end" quiet>
        {hit === null ? formatInteger(usage.prompt_tokens) : formatInteger(usage.prompt_tokens - hit)}
      </Cell>
      <Cell align="end" className={figureClasses.exact}>
        {formatInteger(usage.completion_tokens)}
      </Cell>
      <Cell align="end" quiet>
        {thinking !== null && formatInteger(thinking)}
      </Cell>
    </>
  )
}

interface MoneyCellProps {
  readonly amount: Amount | null
  readonly currency: Currency
  readonly entry: LedgerEntry
}

function MoneyCell({ amount, currency, entry }: MoneyCellProps) {
  const least = entry.atLeastCost[currency]
  const receipt = { subject: { kind: 'run', runId: entry.run }, currency } as const
  if (amount !== null) {
    return (
      <Cell align="end">
        <TableAmount {...receipt} className={figureClasses.exact} title={fullAmount(amount, currency)}>
          {formatMoney(amount)}
        </TableAmount>
      </Cell>
    )
  }
  return (
    <Cell align="end">
      <TableAmount {...receipt}>
        {least === undefined ? (
          <UnknownFigure word={entry.usage ? 'unpriced' : 'not reported'} />
        ) : (
          <AtLeastFigure
            title={t('at least {least}, at the price when it was sent', {
              least: fullAmount(least, currency),
            })}
          >
            {formatMoney(least)}
          </AtLeastFigure>
        )}
      </TableAmount>
    </Cell>
  )
}

/** What it was thought to cost: from all of the prompt cached and no output, up to the worst case. */
function RangeCell({ entry, currency }: { readonly entry: LedgerEntry; readonly currency: Currency }) {
  const range = entry.estimatedCost[currency]
  const receipt = { subject: { kind: 'sent', runId: entry.run }, currency } as const
  if (range === undefined && entry.estimatedTokens === null) return <Cell />
  if (range === undefined) {
    return (
      <Cell align="end">
        <TableAmount {...receipt}>
          <UnknownFigure word="unpriced" />
        </TableAmount>
      </Cell>
    )
  }
  return (
    <Cell align="end">
      <TableAmount
        {...receipt}
        className={figureClasses.forecast}
        title={t('{low} with all of the prompt cached, {high} at the worst', {
          low: fullAmount(range.low, currency),
          high: fullAmount(range.high, currency),
        })}
      >
        {`${formatMoney(range.low, 3)} – ${formatMoney(range.high, 3)}`}
      </TableAmount>
    </Cell>
  )
}

/** When it was sent, began and ended, and with which key. */
function timingWords({ timing, keyHint, keyName }: LedgerEntry, zone: Zone): string {
  const { sentAt, firstByteAt, completedAt } = timing
  return listed([
    t('sent {time}', { time: formatTimeSeconds(sentAt, zone) }),
    ...(firstByteAt === null ? [] : [t('first byte {time}', { time: formatTimeSeconds(firstByteAt, zone) })]),
    ...(completedAt === null ? [] : [t('completed {time}', { time: formatTimeSeconds(completedAt, zone) })]),
    ...(keyHint === null
      ? []
      : [t('key {key}', { key: keyName === null ? keyHint : `${keyName} ${keyHint}` })]),
  ])
}

function Remainder({ entry }: { readonly entry: LedgerEntry }) {
  if (entry.remainder === null) {
    return entry.status === 'failed' && !entry.atLeast ? (
      <span className={styles.note}>{t('failed')}</span>
    ) : (
      <UnknownFigure word={entry.usage ? 'unknown' : 'unknown until settled'} />
    )
  }
  if (entry.causes.length > 0) return <Explained entry={entry} />
  if (entry.remainder === 0) {
    return (
      <span className={styles.ticked}>
        0
        {entry.corrected !== null && (
          <span className={styles.corrected} title={entry.corrected}>
            {t('corrected')}
          </span>
        )}
      </span>
    )
  }
  return (
    <span className={styles.remainder}>
      {formatSigned(entry.remainder)} <UnknownFigure word="unknown" />
    </span>
  )
}

/** The difference and its named causes; what they leave over is unknown and says so. */
function Explained({ entry: { causes, remainder } }: { readonly entry: LedgerEntry }) {
  const named = listed(causes.map(({ cause, tokens }) => `${formatSigned(tokens)} ${causeWords(cause)}`))
  return (
    <span className={styles.remainder} title={named}>
      <span className={styles.causes}>{named}</span>
      {remainder !== null && remainder !== 0 && (
        <>
          {formatSigned(remainder)} <UnknownFigure word="unknown" />
        </>
      )}
    </span>
  )
}
