import { Columns2, FlaskConical, Pin } from 'lucide-react'
import { memo } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { RunSummary } from '../../../contract/runs.ts'
import type { Currency, Zone } from '../../../contract/values.ts'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { Cell, type TableColumn, VirtualTable } from '../../components/ui/virtual-table.tsx'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.tsx'
import { formatDay, formatTime } from '../../lib/time.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { useOpenRun } from '../../navigation/use-open-run.ts'
import { shortModel } from '../prices/tariffs.ts'
import { TableAmount, TableReceipts } from '../receipts/table-receipts.tsx'
import { statusWords } from './history-filters.tsx'
import type { PinsAccess } from './use-pins.ts'

import styles from './history-page.module.css'

function columnsIn(currency: Currency): readonly TableColumn[] {
  return [
    { id: 'pin', title: t('Pin'), width: '24px' },
    { id: 'run', title: t('Run'), width: '52px', align: 'end' },
    { id: 'sent', title: t('Sent'), width: '104px' },
    { id: 'prompt', title: t('Prompt'), width: 'minmax(100px, 1fr)' },
    { id: 'model', title: t('Model'), width: '64px' },
    { id: 'status', title: t('Status'), width: '84px' },
    { id: 'in', title: t('Prompt tokens'), width: '88px', align: 'end' },
    { id: 'out', title: t('Output'), width: '64px', align: 'end' },
    { id: 'cost', title: t('Billed, {currency}', { currency }), width: '88px', align: 'end' },
    { id: 'words', title: t('First words'), width: 'minmax(140px, 2fr)' },
  ]
}

interface HistoryTableProps {
  readonly total: number
  /** Undefined until it was read. */
  readonly runAt: (index: number) => RunSummary | undefined
  readonly pins: Pick<PinsAccess, 'pinned' | 'pin'>
  readonly zone: Zone
  readonly onRange: (first: number, last: number) => void
}

/** The runs as rows; only those in view are drawn. */
export function HistoryTable({ total, runAt, pins, zone, onRange }: HistoryTableProps) {
  const openRun = useOpenRun()
  const currency = useCurrency()
  const row = (index: number) => {
    const run = runAt(index)
    if (!run) return { cells: null }
    return {
      cells: (
        <RunCells
          run={run}
          zone={zone}
          currency={currency}
          pinned={pins.pinned.has(run.id)}
          onPin={pins.pin}
        />
      ),
      onOpen: () => void openRun(run.id),
    }
  }
  return (
    <TableReceipts>
      <VirtualTable
        label={t('Runs')}
        columns={columnsIn(currency)}
        minWidth={1000}
        rowCount={total}
        row={row}
        onRange={onRange}
      />
    </TableReceipts>
  )
}

interface RunCellsProps {
  readonly run: RunSummary
  readonly zone: Zone
  readonly currency: Currency
  readonly pinned: boolean
  readonly onPin: PinsAccess['pin']
}

/** Drawn once a run: scrolling moves rows, it does not change them. */
const RunCells = memo(function RunCells({ run, zone, currency, pinned, onPin }: RunCellsProps) {
  useLanguage()
  return (
    <>
      <Cell>
        <button
          type="button"
          className={styles.pin}
          tabIndex={-1}
          aria-pressed={pinned}
          aria-label={t('Pin run {number}', { number: run.number })}
          onClick={() => onPin(run.id, !pinned)}
        >
          <Pin size={14} strokeWidth={1.5} fill={pinned ? 'currentColor' : 'none'} aria-hidden />
        </button>
      </Cell>
      <Cell align="end" quiet>
        {run.number}
      </Cell>
      <Cell quiet figures>
        {formatDay(run.sentAt, zone)} {formatTime(run.sentAt, zone)}
      </Cell>
      <Cell title={run.promptName ?? undefined}>
        <span className={styles.prompt}>
          <span className={styles.promptName}>
            {run.promptName ?? <span className={styles.note}>{t('command line')}</span>}
          </span>
          {run.batchId !== null && (
            <span className={styles.compared} title={t('Sent in a comparison')}>
              <Columns2 size={12} strokeWidth={1.75} aria-hidden />
              <VisuallyHidden>{t(', sent in a comparison')}</VisuallyHidden>
            </span>
          )}
        </span>
      </Cell>
      <Cell title={run.model}>{shortModel(run.model)}</Cell>
      <Cell quiet>{t(statusWords[run.status])}</Cell>
      <UsageCells run={run} />
      <Cell align="end">
        <Cost run={run} currency={currency} />
      </Cell>
      <Cell quiet title={run.firstWords}>
        {run.firstWords}
      </Cell>
    </>
  )
})

function UsageCells({ run: { usage, status } }: { readonly run: RunSummary }) {
  if (!usage) {
    return (
      <Cell align="end" span={2}>
        {status !== 'running' && <UnknownFigure word="not reported" />}
      </Cell>
    )
  }
  return (
    <>
      <Cell align="end">
        <ExactFigure>{formatInteger(usage.prompt_tokens)}</ExactFigure>
      </Cell>
      <Cell align="end">
        <ExactFigure>{formatInteger(usage.completion_tokens)}</ExactFigure>
      </Cell>
    </>
  )
}

/** Practice has no bill; a run without usage or price has an amber word; a running one has nothing yet. */
function Cost({ run, currency }: { readonly run: RunSummary; readonly currency: Currency }) {
  if (run.practice) {
    return (
      <span className={styles.practice}>
        <FlaskConical size={12} strokeWidth={1.75} aria-hidden />
        {t('practice')}
      </span>
    )
  }
  const amount = run.bill?.[currency]
  if (amount === undefined && run.status === 'running') return null
  return (
    <TableAmount subject={{ kind: 'run', runId: run.id }} currency={currency}>
      {amount === undefined ? (
        <UnknownFigure word={run.usage ? 'unpriced' : 'not reported'} />
      ) : (
        <ExactFigure title={fullAmount(amount, currency)}>{formatMoney(amount)}</ExactFigure>
      )}
    </TableAmount>
  )
}
