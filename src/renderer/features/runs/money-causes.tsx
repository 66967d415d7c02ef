import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { MoneyReconciliation, Run } from '../../../contract/runs.ts'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { formatInteger, formatMoneyFixed, formatSigned, fullAmount } from '../../lib/format.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { causeWords } from './cause-words.ts'
import { sharedDecimals, waterfall, type WaterfallStep } from './waterfall.ts'

import styles from './money-causes.module.css'

/** Of a thousand: about a pixel, so that no cause is without a mark. */
const THINNEST = 18

/** What lies between the estimated and the billed amount: each cause a bar, and figures that sum as they stand. */
export function MoneyCauses({ run }: { readonly run: Run }) {
  const currency = useCurrency()
  const { reconciliation, forecast } = run
  const money = reconciliation?.money.find((each) => each.currency === currency) ?? reconciliation?.money[0]
  if (money === undefined || reconciliation === null || forecast === null) return null
  const steps = waterfall(money, reconciliation.unknown)
  const decimals = sharedDecimals(steps)
  if (steps.length === 2) return <Nothing money={money} decimals={decimals} />
  return (
    <section
      className={styles.section}
      aria-label={t('Causes of the cost, {currency}', { currency: money.currency })}
    >
      <h3 className={styles.title}>
        {run.practice
          ? t('Estimated to simulated, {currency}', { currency: money.currency })
          : t('Estimated to billed, {currency}', { currency: money.currency })}
        <span className={styles.assumed}>{assumedWords(forecast.assumed)}</span>
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            {[t('Cause'), t('Tokens'), t('Share'), money.currency].map((head) => (
              <th key={head} scope="col">
                <VisuallyHidden>{head}</VisuallyHidden>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <Row key={`${step.kind} ${step.cause}`} step={step} decimals={decimals} run={run} money={money} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Nothing({ money, decimals }: { readonly money: MoneyReconciliation; readonly decimals: number }) {
  const amount = formatMoneyFixed(money.billed, decimals)
  return (
    <p className={styles.nothing} title={fullAmount(money.billed, money.currency)}>
      <Check size={14} strokeWidth={1.5} aria-hidden className={styles.tick} />
      {money.currency} <span className={styles.figure}>{`${amount} = ${amount}`}</span>
    </p>
  )
}

/** What the estimated amount rests on, since it is one course of many. */
function assumedWords({ cached, output }: NonNullable<Run['forecast']>['assumed']): string {
  const hits = t('{tokens} cached', { tokens: formatInteger(cached) })
  return output === null
    ? t('for {cached}, no output', { cached: hits })
    : t('for {cached}, {tokens} output', { cached: hits, tokens: formatInteger(output) })
}

interface RowProps {
  readonly step: WaterfallStep
  readonly decimals: number
  readonly run: Run
  readonly money: MoneyReconciliation
}

function Row({ step, decimals, run, money }: RowProps) {
  const { kind, amount, tokens, from, to } = step
  const part = kind === 'cause' || kind === 'unknown'
  const figure = formatMoneyFixed(amount, decimals)
  const width = Math.max((to - from) * 1_000, THINNEST)
  return (
    <tr className={styles[kind]}>
      <th scope="row">{nameOf(step, run)}</th>
      <td className={styles.tokens}>{tokens === null ? null : formatSigned(tokens)}</td>
      <td className={styles.scale} aria-hidden>
        <svg className={styles.bar} preserveAspectRatio="none" viewBox="0 0 1000 10">
          <rect x={Math.min(from * 1_000, 1_000 - width)} width={width} height={10} />
        </svg>
      </td>
      <td className={styles.figure} title={fullAmount(amount, money.currency)}>
        {part && !figure.startsWith('\u2212') ? `+${figure}` : figure}
      </td>
    </tr>
  )
}

function nameOf({ kind, cause }: WaterfallStep, run: Run): ReactNode {
  switch (kind) {
    case 'estimated':
      return t('estimated')
    case 'billed':
      return run.practice ? t('simulated') : t('billed')
    case 'unknown':
      return t('unknown remainder')
    default:
      return causeWords(cause)
  }
}
