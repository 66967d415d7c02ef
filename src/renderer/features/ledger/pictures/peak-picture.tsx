import { t } from '../../../../contract/i18n/t.ts'
import type { LedgerPictures, PeakSurcharge } from '../../../../contract/ledger.ts'
import type { Currency } from '../../../../contract/values.ts'
import { subtractAmounts } from '../../../lib/amount.ts'
import { formatInteger, formatMoney, formatPercent } from '../../../lib/format.ts'
import { formatMonth } from '../../../lib/time.ts'
import { Picture, type PictureSize } from './picture.tsx'
import { scaleOf } from './plot.ts'

import styles from './pictures.module.css'

const currencies: readonly Currency[] = ['USD', 'CNY']

/** What this month's runs at peak cost above the off-peak price of the same tokens; each currency by itself. */
export function PeakPicture({ pictures: { peak } }: { readonly pictures: LedgerPictures }) {
  const name = formatMonth(Date.parse(`${peak.month}-15T00:00:00Z`), 'UTC', 'long')
  const known = currencies.filter((currency) => peak.surcharge[currency] !== undefined)
  const read = (index: number): string => {
    const currency = known[index]
    return currency ? wordsOf(peak, currency) : ''
  }
  return (
    <Picture
      title={t('Peak surcharge, {name}', { name })}
      summary={known.map((currency) => wordsOf(peak, currency)).join(' ')}
      note={noteOf(peak)}
      name={`peak-surcharge-${peak.month}`}
      count={known.length}
      read={read}
      table={{
        head: [t('currency'), t('paid at peak'), t('off-peak price'), t('surcharge')],
        rows: known.map((currency) => {
          const [paid, surcharge] = [peak.paid[currency] ?? '0', peak.surcharge[currency] ?? '0']
          return [
            currency,
            formatMoney(paid),
            formatMoney(subtractAmounts(paid, surcharge)),
            formatMoney(surcharge),
          ]
        }),
      }}
      empty={peak.entries === 0 ? t('No run at peak in {name}: the surcharge is 0.', { name }) : undefined}
    >
      {(size) =>
        known.map((currency, index) => (
          <Row key={currency} peak={peak} currency={currency} place={index} size={size} />
        ))
      }
    </Picture>
  )
}

function noteOf({ entries, unknown }: PeakSurcharge): string {
  return unknown > 0
    ? t('{runs, plural, one {# run} other {# runs}} at peak, {unknown} without an off-peak price', {
        runs: entries,
        unknown: formatInteger(unknown),
      })
    : t('{runs, plural, one {# run} other {# runs}} at peak', { runs: entries })
}

function wordsOf(peak: PeakSurcharge, currency: Currency): string {
  const [paid, surcharge] = [peak.paid[currency] ?? '0', peak.surcharge[currency] ?? '0']
  return t('{surcharge} {currency} of {paid} paid at peak.', {
    surcharge: formatMoney(surcharge),
    currency,
    paid: formatMoney(paid),
  })
}

interface RowProps {
  readonly peak: PeakSurcharge
  readonly currency: Currency
  readonly place: number
  readonly size: PictureSize
}

/** The off-peak price as water, the surcharge as land with its shoreline: a bar of its own, to its own scale. */
function Row({ peak, currency, place, size }: RowProps) {
  const [paid, surcharge] = [Number(peak.paid[currency] ?? 0), Number(peak.surcharge[currency] ?? 0)]
  const y = place * 60 + 4
  const x = scaleOf(0, paid || 1, 0, size.width)
  const edge = x(paid - surcharge)
  return (
    <g onMouseEnter={() => size.onPoint(place)}>
      <text x="0" y={y + 14} className={styles.axis}>
        {currency}
      </text>
      <text x="34" y={y + 16} className={styles.big}>
        {formatMoney(peak.surcharge[currency] ?? '0')}
      </text>
      <text x={size.width} y={y + 14} textAnchor="end" className={styles.axis}>
        {paid > 0
          ? t('{share} of {paid}', {
              share: formatPercent(surcharge / paid),
              paid: formatMoney(peak.paid[currency] ?? '0'),
            })
          : ''}
      </text>
      <rect x="0" y={y + 24} width={edge} height="16" className={styles.water} />
      <rect x={edge} y={y + 24} width={Math.max(0, size.width - edge)} height="16" className={styles.land} />
      <path d={`M${edge} ${y + 24}H${size.width}`} className={styles.shore} />
    </g>
  )
}
