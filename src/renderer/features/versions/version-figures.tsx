import type { Estimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Currency } from '../../../contract/values.ts'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { compareAmounts, subtractAmounts } from '../../lib/amount.ts'
import { formatInteger, formatMoney, formatSigned, fullAmount } from '../../lib/format.ts'

import styles from './version-figures.module.css'

interface VersionFiguresProps {
  /** Null while it is being counted. */
  readonly before: Estimate | null
  readonly after: Estimate | null
  readonly beforeName: string
  readonly afterName: string
  readonly currency: Currency
}

/** What two contents weigh and cost, both by the prices of now, and the difference. */
export function VersionFigures({ before, after, beforeName, afterName, currency }: VersionFiguresProps) {
  const tokens = [before, after].map((estimate) => estimate?.prompt.tokens ?? null)
  const costs = [before, after].map((estimate) =>
    estimate === null ? null : (estimate.cost?.[currency]?.promptMiss ?? 'unpriced'),
  )
  const worst = [before, after].map((estimate) =>
    estimate === null ? null : (estimate.cost?.[currency]?.worstCase ?? 'unpriced'),
  )
  return (
    <table className={styles.figures} aria-label={t('Tokens and cost')}>
      <thead>
        <tr>
          <th scope="col">{t('By the prices of now')}</th>
          <th scope="col">{beforeName}</th>
          <th scope="col">{afterName}</th>
          <th scope="col">{t('Difference')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('Prompt tokens')}</th>
          <Tokens tokens={tokens[0] ?? null} />
          <Tokens tokens={tokens[1] ?? null} />
          <td>
            {tokens[0] !== null &&
              tokens[1] !== null &&
              tokens[0] !== undefined &&
              tokens[1] !== undefined && <ExactFigure>{formatSigned(tokens[1] - tokens[0])}</ExactFigure>}
          </td>
        </tr>
        <MoneyRow
          name={t('Prompt, nothing cached, {currency}', { currency })}
          amounts={costs}
          currency={currency}
        />
        <MoneyRow name={t('Worst case, {currency}', { currency })} amounts={worst} currency={currency} />
      </tbody>
    </table>
  )
}

function Tokens({ tokens }: { readonly tokens: number | null }) {
  return <td>{tokens !== null && <ExactFigure>{formatInteger(tokens)}</ExactFigure>}</td>
}

interface MoneyRowProps {
  readonly name: string
  /** Exact decimals, "unpriced", or null while it is not known. */
  readonly amounts: readonly (string | null)[]
  readonly currency: Currency
}

function MoneyRow({ name, amounts, currency }: MoneyRowProps) {
  const [before = null, after = null] = amounts
  return (
    <tr>
      <th scope="row">{name}</th>
      <Money amount={before} currency={currency} />
      <Money amount={after} currency={currency} />
      <td>
        {isAmount(before) && isAmount(after) && (
          <ExactFigure title={fullAmount(subtractAmounts(after, before), currency)}>
            {compareAmounts(after, before) > 0 && '+'}
            {formatMoney(subtractAmounts(after, before))}
          </ExactFigure>
        )}
      </td>
    </tr>
  )
}

function Money({ amount, currency }: { readonly amount: string | null; readonly currency: Currency }) {
  if (amount === null) return <td>…</td>
  if (!isAmount(amount)) {
    return (
      <td>
        <UnknownFigure word="unpriced" />
      </td>
    )
  }
  return (
    <td>
      <ExactFigure title={fullAmount(amount, currency)}>{formatMoney(amount)}</ExactFigure>
    </td>
  )
}

function isAmount(amount: string | null): amount is string {
  return amount !== null && amount !== 'unpriced'
}
