import { t } from '../../../contract/i18n/t.ts'
import type { LedgerPage } from '../../../contract/ledger.ts'
import type { Currency, Zone } from '../../../contract/values.ts'
import { type TableColumn, type TableRow, VirtualTable } from '../../components/ui/virtual-table.tsx'
import { dayKey } from '../../lib/time.ts'
import { useOpenRun } from '../../navigation/use-open-run.ts'
import { TableReceipts } from '../receipts/table-receipts.tsx'
import { DayCells, EntryCells } from './ledger-cells.tsx'
import { LedgerFailure } from './ledger-failure.tsx'
import type { LedgerRequest } from './sum-within.ts'
import { useLedgerEntries } from './use-ledger-entries.ts'

/** @param digits of the longest number of a run */
function columnsOf(practice: boolean, currency: Currency, digits: number): readonly TableColumn[] {
  return [
    { id: 'time', title: t('Time'), width: '38px' },
    { id: 'run', title: t('Run'), width: `${Math.max(42, digits * 8)}px`, align: 'end' },
    { id: 'prompt', title: t('Prompt'), width: 'minmax(112px, 2fr)' },
    { id: 'model', title: t('Model'), width: '60px' },
    { id: 'band', title: t('Band'), width: '72px' },
    { id: 'estimated', title: t('Estimated'), width: '62px', align: 'end' },
    { id: 'hit', title: t('Hit'), width: '54px', align: 'end' },
    { id: 'miss', title: t('Miss'), width: '54px', align: 'end' },
    { id: 'out', title: t('Out'), width: '46px', align: 'end' },
    { id: 'thinking', title: t('Thinking'), width: '52px', align: 'end' },
    { id: 'range', title: t('Estimated, {currency}', { currency }), width: '138px', align: 'end' },
    { id: 'usd', title: practice ? t('Simulated, USD') : t('Billed, USD'), width: '82px', align: 'end' },
    { id: 'cny', title: practice ? t('Simulated, CNY') : t('Billed, CNY'), width: '82px', align: 'end' },
    { id: 'remainder', title: t('Remainder'), width: 'minmax(132px, 1.2fr)' },
  ]
}

interface LedgerTableProps {
  readonly filter: LedgerRequest
  readonly page: LedgerPage
  readonly zone: Zone
  readonly now: number
  readonly practice: boolean
  /** Of the estimated range; what was billed has a column for each. */
  readonly currency: Currency
}

/** Entries under the heading of their day, with the day's own sums. A row opens its run. */
export function LedgerTable({ filter, page, zone, now, practice, currency }: LedgerTableProps) {
  const { layout, entryAt, onRange, error, retry } = useLedgerEntries(filter, zone, page)
  const openRun = useOpenRun()
  const year = dayKey(now, zone).slice(0, 4)
  const row = (index: number): TableRow => {
    const at = layout.rowAt(index)
    if (!at) return { cells: null }
    if (at.kind === 'day')
      return { group: true, cells: <DayCells day={at.day} year={year} filter={filter} /> }
    const entry = entryAt(at.index)
    if (!entry) return { cells: null }
    return {
      cells: <EntryCells entry={entry} zone={zone} currency={currency} />,
      onOpen: () => void openRun(entry.run),
    }
  }
  return (
    <>
      {error !== null && <LedgerFailure error={error} onRetry={retry} />}
      <TableReceipts>
        <VirtualTable
          label={t('Ledger')}
          columns={columnsOf(practice, currency, String(page.entries[0]?.runNumber ?? 0).length)}
          minWidth={1214}
          rowCount={layout.rowCount}
          row={row}
          onRange={onRange}
        />
      </TableReceipts>
    </>
  )
}
