import { Info } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { BreakEven, TestTable, TestTally } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatMoney, formatPercent, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { seconds, targetName } from './cell-words.ts'

import styles from './tests-page.module.css'

interface ColumnStripProps {
  readonly table: TestTable
  readonly currency: Currency
  /** Something else needs the room where there is little. */
  readonly folded: boolean
}

/** What each column came to: how many passed, and what one that passes costs; then from where on trying the cheap one first pays. */
export function ColumnStrip({ table, currency, folded }: ColumnStripProps) {
  const ran = table.targets.filter(({ tallies }) => tallies.length > 0)
  if (ran.length === 0) return null
  return (
    <section
      className={classNames(styles.strip, folded && styles.folded)}
      aria-label={t('Results by column')}
    >
      {ran.flatMap((target) =>
        target.tallies.map((tally) => (
          <Tally
            key={`${target.key} ${tally.practice}`}
            name={targetName(target)}
            promptId={table.promptId}
            target={target.key}
            tally={tally}
            currency={currency}
          />
        )),
      )}
      {table.breakEvens.map((even) => (
        <BreakEvenLine key={`${even.cheap} ${even.practice}`} even={even} table={table} currency={currency} />
      ))}
    </section>
  )
}

interface TallyProps {
  readonly name: string
  readonly promptId: string
  readonly target: string
  readonly tally: TestTally
  readonly currency: Currency
}

function Tally({ name, promptId, target, tally, currency }: TallyProps) {
  const { ended, passed, failed, undecided, perPass, total, practice, medianLatencyMs } = tally
  const amount = perPass[currency]
  const sum = total[currency]
  const decided = passed + failed
  return (
    <div className={styles.tally}>
      <span className={styles.tallyName}>
        {name} {practice && <PracticeBadge />}
      </span>
      <span className={styles.tallyFigures}>
        <ExactFigure size="bar">{decided === 0 ? '—' : formatPercent(passed / decided)}</ExactFigure>
        <span>
          {t('{passed, number} of {ended, number} pass', { passed, ended })}
          {undecided > 0 && `, ${t('{count, number} undecided', { count: undecided })}`}
        </span>
      </span>
      <span className={styles.tallyFigures}>
        {amount === undefined ? (
          passed === 0 ? (
            <span>{t('no passing case to divide by')}</span>
          ) : (
            <UnknownFigure word="unpriced" />
          )
        ) : (
          <>
            <AmountWithReceipt
              subject={{
                kind: 'sum',
                question: { of: 'tests', promptId, target, practice },
                explain: t(
                  '{amount} {currency} is this sum, shared by {passed, plural, one {# case that passes} other {# cases that pass}}.',
                  { amount, currency, passed },
                ),
              }}
              currency={currency}
              side="bottom"
            >
              <ExactFigure
                title={t('{total} spent, {passed, plural, one {# case passes} other {# cases pass}}', {
                  total: sum === undefined ? '' : fullAmount(sum, currency),
                  passed,
                })}
              >
                {formatMoney(amount)}
              </ExactFigure>
            </AmountWithReceipt>
            <span>{t('{currency} a passing case', { currency })}</span>
          </>
        )}
        {medianLatencyMs !== null && <span>{t('median {time}', { time: seconds(medianLatencyMs) })}</span>}
      </span>
    </div>
  )
}

interface BreakEvenLineProps {
  readonly even: BreakEven
  readonly table: TestTable
  readonly currency: Currency
}

function BreakEvenLine({ even, table, currency }: BreakEvenLineProps) {
  const share = even.breakEven[currency]
  if (share === undefined) return null
  const model = (key: string): string => table.targets.find((target) => target.key === key)?.model ?? ''
  const [cheap, dear] = [model(even.cheap), model(even.dear)]
  const { retryRate } = even
  const pays = retryRate !== null && retryRate < share
  return (
    <div className={styles.breakEven}>
      <span className={styles.tallyName}>
        {t('Retries that still pay')}
        <Popover
          title={t('Retries that still pay')}
          trigger={
            <button type="button" className={styles.why} aria-label={t('How this is worked out')}>
              <Info size={14} strokeWidth={1.5} aria-hidden />
            </button>
          }
        >
          <p className={styles.explained}>
            {t(
              'Asking {cheap} first and {dear} where it fails costs less than {dear} alone while fewer cases than this are retried: 1 − mean cost of {cheap} ÷ mean cost of {dear}, over the cases that both answered.',
              { cheap, dear },
            )}
          </p>
        </Popover>
      </span>
      <span className={styles.tallyFigures}>
        <ExactFigure size="bar">{share <= 0 ? t('none') : formatPercent(share)}</ExactFigure>
        {retryRate !== null && (
          <span>
            {pays
              ? t('{rate} fail here, so {cheap} first is cheaper', { rate: formatPercent(retryRate), cheap })
              : t('{rate} fail here, so {dear} alone is cheaper', { rate: formatPercent(retryRate), dear })}
          </span>
        )}
      </span>
    </div>
  )
}
