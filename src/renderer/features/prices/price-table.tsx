import { t } from '../../../contract/i18n/t.ts'
import type { Band, Currency, Instant } from '../../../contract/values.ts'
import { BandMark } from '../../components/ui/band-mark.tsx'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatExact } from '../../lib/format.ts'
import { formatDate } from '../../lib/time.ts'
import { PriceSource } from './price-source.tsx'
import { instantWords } from './stretch-words.ts'
import { coveredFrom, holdsAt, shortModel, splitTariffs, type Tariff } from './tariffs.ts'

import styles from './price-table.module.css'

const currencies: readonly Currency[] = ['USD', 'CNY']

interface PriceTableProps {
  readonly tariffs: readonly Tariff[]
  readonly now: number
  /** The band in force: its rows are marked "now". */
  readonly band: Band | null
  /** Opens the form that adds a price over a tariff. */
  readonly onCorrect: (tariff: Tariff) => void
}

/** Every tariff: the rows in force, those to come, then the past ones, kept as they were. Two price lists side by side. */
export function PriceTable({ tariffs, now, band, onCorrect }: PriceTableProps) {
  const { current, coming, past } = splitTariffs(tariffs, now)
  const isNow = (tariff: Tariff): boolean => tariff.band === band || tariff.band === 'all-day'
  return (
    <table className={styles.table}>
      <thead>
        <tr className={styles.groups}>
          <th colSpan={2} scope="colgroup">
            {t('Tariff')}
          </th>
          {currencies.map((currency) => (
            <th key={currency} colSpan={3} scope="colgroup" className={styles.group}>
              {t('{currency} per 1M', { currency })}
            </th>
          ))}
          <th colSpan={3} scope="colgroup" className={styles.group}>
            {t('In force')}
          </th>
        </tr>
        <tr>
          <th scope="col">{t('Model')}</th>
          <th scope="col">{t('Band')}</th>
          {currencies.map((currency) => (
            <RateHeads key={currency} currency={currency} />
          ))}
          <th scope="col" className={classNames(styles.number, styles.group)}>
            {t('From')}
          </th>
          <th scope="col" className={styles.number}>
            {t('Until')}
          </th>
          <th scope="col">
            <VisuallyHidden>{t('Source')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {current.map((tariff) => (
          <Row
            key={tariff.key}
            tariff={tariff}
            now={now}
            state={isNow(tariff) ? 'now' : 'current'}
            onCorrect={onCorrect}
          />
        ))}
      </tbody>
      {coming.length > 0 && (
        <Rows title={t('To come')} tariffs={coming} now={now} state="current" onCorrect={onCorrect} />
      )}
      <Rows
        title={t('Past rows, kept as they were')}
        tariffs={past}
        now={now}
        state="past"
        onCorrect={onCorrect}
      />
    </table>
  )
}

interface RowsProps extends Omit<RowProps, 'tariff'> {
  readonly title: string
  readonly tariffs: readonly Tariff[]
}

function Rows({ title, tariffs, ...rest }: RowsProps) {
  return (
    <tbody>
      <tr>
        <th colSpan={11} scope="rowgroup" className={styles.caption}>
          {title}
        </th>
      </tr>
      {tariffs.map((tariff) => (
        <Row key={tariff.key} tariff={tariff} {...rest} />
      ))}
    </tbody>
  )
}

function RateHeads({ currency }: { readonly currency: Currency }) {
  return [t('Hit'), t('Miss'), t('Output')].map((name, index) => (
    <th
      key={name}
      scope="col"
      className={classNames(styles.number, index === 0 && styles.group)}
      aria-label={t('{name}, {currency} per 1M', { name, currency })}
    >
      {name}
    </th>
  ))
}

interface RowProps {
  readonly tariff: Tariff
  readonly now: number
  readonly state: 'now' | 'current' | 'past'
  readonly onCorrect: (tariff: Tariff) => void
}

function Row({ tariff, now, state, onCorrect }: RowProps) {
  return (
    <tr className={styles[state]}>
      <th scope="row" className={styles.model} title={tariff.model}>
        {shortModel(tariff.model)}
        {tariff.own && <Mark tariff={tariff} />}
      </th>
      <td>
        <span className={styles.band}>
          <BandMark band={tariff.band} />
          {bandWord(tariff.band)}
          {state === 'now' && <b className={styles.nowWord}>{t('now')}</b>}
        </span>
      </td>
      {currencies.map((currency) => (
        <Rates key={currency} tariff={tariff} currency={currency} now={now} state={state} />
      ))}
      <td
        className={classNames(styles.number, styles.date, styles.group)}
        title={instantWords(tariff.from, 'Asia/Shanghai')}
      >
        {formatDate(tariff.from, 'Asia/Shanghai')}
      </td>
      <td
        className={classNames(styles.number, styles.date)}
        title={tariff.until === null ? t('No end is announced') : instantWords(tariff.until, 'Asia/Shanghai')}
      >
        {tariff.until === null ? '–' : formatDate(tariff.until, 'Asia/Shanghai')}
      </td>
      <td className={styles.source}>
        <PriceSource tariff={tariff} onCorrect={onCorrect} />
      </td>
    </tr>
  )
}

/** Whose price it is: the user's own, and whether it still counts. */
function Mark({ tariff }: { readonly tariff: Tariff }) {
  const source = tariff.rows[0]?.source ?? ''
  return (
    <span className={styles.own} data-withdrawn={tariff.withdrawn || undefined} title={source}>
      {tariff.withdrawn ? t('withdrawn') : t('yours')}
    </span>
  )
}

interface RatesProps {
  readonly tariff: Tariff
  readonly currency: Currency
  readonly now: number
  readonly state: RowProps['state']
}

/** A price without a cache has no hit rate: every prompt token cost the miss rate. */
function Rates({ tariff, currency, now, state }: RatesProps) {
  const row = tariff.rates[currency]
  if (!row) {
    return (
      <td
        colSpan={3}
        className={classNames(styles.number, styles.group, tariff.own ? styles.absent : styles.unpriced)}
      >
        {tariff.own ? t('not changed by it') : t('unpriced')}
      </td>
    )
  }
  const covered = coveredFrom(row)
  const beaten = state !== 'past' && !holdsAt(row, now) && covered !== null && Date.parse(covered) <= now
  const look = beaten ? styles.covered : undefined
  const title = covered === null ? undefined : coveredWords(covered)
  return (
    <>
      <td className={classNames(styles.number, styles.group, look)} title={title}>
        {row.cacheHit === null ? (
          <span title={t('No cache existed: every prompt token cost the miss rate')}>{t('no cache')}</span>
        ) : (
          formatExact(row.cacheHit, 2)
        )}
      </td>
      <td className={classNames(styles.number, look)} title={title}>
        {formatExact(row.cacheMiss, 2)}
      </td>
      <td className={classNames(styles.number, look)} title={title}>
        {formatExact(row.output, 2)}
      </td>
    </>
  )
}

function coveredWords(from: Instant): string {
  return t('Covered by a price recorded later, from {at} on', { at: instantWords(from, 'Asia/Shanghai') })
}
