import { message, t } from '../../../contract/i18n/t.ts'
import type { WhatIfCell, WhatIfEffort } from '../../../contract/prices.ts'
import type { Currency, Instant } from '../../../contract/values.ts'
import { BandMark } from '../../components/ui/band-mark.tsx'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import type { WhatIfGroup, WhatIfRow } from './what-if-rows.ts'

import styles from './what-if.module.css'

/** What every cell of the tables is asked with. */
export interface AskedOf {
  readonly promptId: string
  readonly output: number
  readonly runs: number
  /** Left out: now. */
  readonly at?: Instant
}

interface WhatIfTableProps {
  readonly group: WhatIfGroup
  /** Its columns are those of the table above it. */
  readonly sameHead: boolean
  /** The draft's own effort, where this is its own model. */
  readonly ownEffort: WhatIfEffort | null
  readonly asked: AskedOf
  readonly currency: Currency
  readonly stale: boolean
  /** Whether the moment is now. */
  readonly isNow: boolean
}

const effortNames: Readonly<Record<WhatIfEffort, string>> = {
  off: message('none'),
  low: message('low'),
  high: message('high'),
  max: message('max'),
}

/** One model: a row an effort, cold and warm in each band; the band in force is bold, the draft's own row tinted. */
export function WhatIfTable(props: WhatIfTableProps) {
  const { group, sameHead, ownEffort, asked, currency, stale, isNow } = props
  const { model, bands, rows } = group
  return (
    <table className={classNames(styles.table, sameHead && styles.sameHead)}>
      <caption title={model}>{t('{model}, {currency}', { model, currency })}</caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2} className={styles.effortHead}>
            {t('thinking')}
          </th>
          {bands.map(({ band, inForce }) => (
            <th key={band} scope="colgroup" colSpan={2} className={classNames(inForce && styles.inForce)}>
              <span className={styles.bandHead}>
                <BandMark band={band} />
                {forceWords(bandWord(band), inForce, bands, isNow)}
              </span>
            </th>
          ))}
        </tr>
        <tr>
          {bands.flatMap(({ band }) => [
            <th key={`${band} cold`} scope="col">
              {t('cold')}
            </th>,
            <th key={`${band} warm`} scope="col">
              {t('warm')}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.counted.effort} className={classNames(row.counted.effort === ownEffort && styles.own)}>
            <th scope="row" title={countedWords(row)}>
              {t(effortNames[row.counted.effort])}
              <span className={styles.tokens}>{formatInteger(row.counted.promptTokens)}</span>
            </th>
            {row.cells.map((cell) => (
              <td
                key={`${cell.band} ${cell.cache}`}
                className={classNames(cell.inForce ? styles.inForce : styles.notYet)}
              >
                <Cost cell={cell} asked={asked} currency={currency} stale={stale} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** "peak, now", "peak, then"; where both may hold, "peak?" each. */
function forceWords(band: string, inForce: boolean, bands: WhatIfGroup['bands'], isNow: boolean): string {
  if (!inForce) return band
  if (bands.length > 1 && bands.every((each) => each.inForce)) return t('{band}, perhaps', { band })
  return isNow ? t('{band}, now', { band }) : t('{band}, then', { band })
}

function countedWords({ counted: { promptTokens, warmTokens, exact } }: WhatIfRow): string {
  const tokens = formatInteger(promptTokens)
  const warm = formatInteger(warmTokens)
  return exact
    ? t('{tokens} prompt tokens, exact; a warm cache holds at most {warm}', { tokens, warm })
    : t('{tokens} prompt tokens, not exact; a warm cache holds at most {warm}', { tokens, warm })
}

interface CostProps {
  readonly cell: WhatIfCell
  readonly asked: AskedOf
  readonly currency: Currency
  readonly stale: boolean
}

function Cost({ cell, asked, currency, stale }: CostProps) {
  const { model, effort, band, cache, cost } = cell
  const amount = cost[currency]
  return (
    <AmountWithReceipt
      subject={{ kind: 'what-if', question: { ...asked, model, effort, band, cache } }}
      currency={currency}
      side="left"
    >
      {amount === undefined ? (
        <UnknownFigure word="unpriced" />
      ) : (
        <ExactFigure title={fullAmount(amount, currency)} stale={stale}>
          {formatMoney(amount, 3)}
        </ExactFigure>
      )}
    </AmountWithReceipt>
  )
}
