import { Fragment } from 'react'

import type { EstimateColumn, PriceRow } from '../../../contract/estimates.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Amount } from '../../../contract/values.ts'
import { BandMark } from '../../components/ui/band-mark.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatExact } from '../../lib/format.ts'
import { formatDate } from '../../lib/time.ts'

import styles from './cost-tab.module.css'

/** The price rows behind the figures: rates, since when, from where. */
export function Rates({ own }: { readonly own: EstimateColumn }) {
  const { model, prices } = own.estimate
  const rows = [...prices, ...(own.otherBand?.prices ?? [])]
  if (rows.length === 0) {
    return (
      <p className={styles.unpriced}>
        {t('No price for {model} at this time. It cannot be budgeted.', { model: model.requested })}
      </p>
    )
  }
  return (
    <section className={styles.rates} aria-label={t('Price rows')}>
      <h2 className={styles.caption}>{t('Rates of {model}, for 1M tokens', { model: model.requested })}</h2>
      {rows.map((row) => (
        <Rate key={row.id} row={row} />
      ))}
    </section>
  )
}

function Rate({ row }: { readonly row: PriceRow }) {
  const figures: readonly (readonly [string, Amount | null])[] = [
    [t('cached'), row.cacheHit],
    [t('not cached'), row.cacheMiss],
    [t('output'), row.output],
  ]
  return (
    <div className={styles.rate}>
      <div className={styles.rateHead}>
        <BandMark band={row.band} />
        <span>{listed([row.currency, bandWord(row.band)])}</span>
        <span className={styles.caption}>
          {t('since {date}', { date: formatDate(row.effectiveFrom, 'Asia/Shanghai') })}
        </span>
      </div>
      <dl className={styles.figures}>
        {figures.map(([name, rate]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{rate === null ? t('no cache then') : formatExact(rate, 2)}</dd>
          </Fragment>
        ))}
      </dl>
      <div className={classNames(styles.caption, styles.source)}>
        {t('row {id}, {source}', { id: row.id, source: row.source })}
      </div>
    </div>
  )
}
