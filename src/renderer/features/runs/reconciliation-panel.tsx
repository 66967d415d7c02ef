import { Check, CircleDashed, CircleHelp, Equal, type LucideIcon } from 'lucide-react'
import { useState } from 'react'

import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { AtLeastFigure, ExactFigure } from '../../components/ui/figures.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney } from '../../lib/format.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { MoneyCauses } from './money-causes.tsx'
import { ReconciliationTable } from './reconciliation-table.tsx'
import { type ReconciliationLine, reconciliationLine, settledRun } from './reconciliation.ts'
import { RunReceipt } from './run-receipt.tsx'
import { SettleDialog } from './settle-dialog.tsx'

import styles from './reconciliation-panel.module.css'

const icons: Readonly<Record<ReconciliationLine['state'], LucideIcon>> = {
  exact: Check,
  explained: Equal,
  'not-explained': CircleHelp,
  'not-reported': CircleDashed,
  settled: Equal,
}

/** Estimated against billed: one line that says what explains the difference, then both side by side. */
export function Reconciliation({ run: reported }: { readonly run: Run }) {
  const line = reconciliationLine(reported)
  const run = settledRun(reported)
  return (
    <div className={styles.panel}>
      <div className={styles.line} data-state={line?.state ?? 'none'}>
        {line === null ? <span className={styles.note}>{nothingYet(run)}</span> : <Line line={line} />}
      </div>
      <MoneyCauses run={run} />
      <ReconciliationTable run={run} />
      <Settling run={reported} />
      <RunReceipt run={run} />
    </div>
  )
}

/** Where the answer brought no usage, the figures of the platform can be typed in, and typed in again. */
function Settling({ run }: { readonly run: Run }) {
  const [open, setOpen] = useState(false)
  if (run.status === 'running' || run.status === 'failed' || run.usage !== null) return null
  return (
    <div className={styles.settling}>
      {run.settlement !== null && <span className={styles.reason}>{kept(run.settlement.reason)}</span>}
      <Button variant="link" onClick={() => setOpen(true)}>
        {run.settlement === null ? t('Settle with the platform’s figures') : t('Settle again')}
      </Button>
      <SettleDialog key={String(open)} run={run} open={open} onClose={() => setOpen(false)} />
    </div>
  )
}

function nothingYet(run: Run): string {
  return run.status === 'running'
    ? t('The bill comes with the end of the answer.')
    : t('No bill: nothing came back that could be billed.')
}

function Line({ line }: { readonly line: ReconciliationLine }) {
  const Icon = icons[line.state]
  return (
    <>
      <Icon size={16} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <span>{line.word}</span>
      {line.state === 'not-reported' ? (
        <AtLeastFigure>{line.equation}</AtLeastFigure>
      ) : (
        <ExactFigure>{line.equation}</ExactFigure>
      )}
      <span className={styles.note}>{line.note}</span>
    </>
  )
}

/** The same in the header of a narrow window. */
export function ReconciliationSummary({ run }: { readonly run: Run }) {
  const currency = useCurrency()
  const line = reconciliationLine(run)
  if (line === null) return null
  const Icon = icons[line.state]
  const billed = run.bill?.[currency]
  const amount = billed !== undefined && (
    <AmountWithReceipt subject={{ kind: 'run', runId: run.id }} currency={currency}>
      <b>{formatMoney(billed)}</b>
    </AmountWithReceipt>
  )
  return (
    <span className={classNames(styles.summary)} data-state={line.state}>
      <Icon size={14} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <span>{line.word.toLowerCase()}</span>
      {line.state === 'not-reported' ? (
        <AtLeastFigure>{line.equation}</AtLeastFigure>
      ) : (
        <ExactFigure>{line.equation}</ExactFigure>
      )}
      {run.usage !== null && (
        <span>
          <RichText
            message="output {tokens}"
            values={{ tokens: <b>{formatInteger(run.usage.completion_tokens)}</b> }}
          />
        </span>
      )}
      {billed !== undefined && (
        <span>
          {run.practice ? (
            <RichText message="simulated {currency} {amount}" values={{ currency, amount }} />
          ) : (
            <RichText message="billed {currency} {amount}" values={{ currency, amount }} />
          )}
        </span>
      )}
    </span>
  )
}
