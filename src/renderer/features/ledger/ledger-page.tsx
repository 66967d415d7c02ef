import { Download, FileInput, Square } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { PageHeader } from '../../components/ui/page-header.tsx'
import { formatInteger } from '../../lib/format.ts'
import { useClock } from '../../lib/use-clock.ts'
import { useCurrency, useSettings } from '../../lib/use-settings.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { LedgerFailure } from './ledger-failure.tsx'
import {
  daysOf,
  filterRequest,
  isFiltered,
  type LedgerFilters as Filters,
  noFilters,
} from './ledger-filter.ts'
import { LedgerFilters } from './ledger-filters.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { LedgerTotals } from './ledger-totals.tsx'
import { LedgerPictures, type PictureChoice, PicturesChoice } from './pictures/ledger-pictures.tsx'
import { type Exporting, useExport } from './use-export.ts'
import { useLedger } from './use-ledger.ts'

/** What was spent: pictures of it, one row a run, the sum of what the filters leave, and the way to take it along. */
export function LedgerPage() {
  const [filters, setFilters] = useState<Filters>(noFilters)
  const [choice, setChoice] = useState<PictureChoice>('money')
  const { openPage } = useNavigation()
  const { now } = useClock()
  const { settings } = useSettings()
  const currency = useCurrency()
  const { zone } = settings
  const request = JSON.stringify(filterRequest(filters, now, zone))
  // The clock ticks, the filter stays the same value: what is drawn from it is not drawn anew.
  const filter = useMemo(() => JSON.parse(request) as ReturnType<typeof filterRequest>, [request])
  const ledger = useLedger(filter, zone)
  const exporting = useExport()
  const showDays = useCallback(
    (first: string, last: string) => setFilters((before) => ({ ...before, period: { first, last } })),
    [],
  )
  const page = ledger.data
  const some = page !== undefined && page.totals.entries > 0
  return (
    <>
      <PageHeader
        title={t('Ledger')}
        note={
          filters.practice ? t('practice runs only: simulated and free') : t('practice runs are kept apart')
        }
        end={
          <>
            <PicturesChoice value={choice} onChange={setChoice} />
            <Button variant="quiet" icon={FileInput} onClick={() => openPage('billing')}>
              {t('Match a bill')}
            </Button>
          </>
        }
      />
      {choice !== 'none' && some && (
        <LedgerPictures
          choice={choice}
          filter={filter}
          zone={zone}
          now={now}
          onPeriod={(from, until) => {
            const { first, last } = daysOf(from, until, zone)
            showDays(first, last)
          }}
          onDay={(day) => showDays(day, day)}
        />
      )}
      <LedgerFilters
        filters={filters}
        onChange={(part) => setFilters({ ...filters, ...part })}
        end={
          <ExportButtons
            exporting={exporting}
            onStart={(format) => exporting.start({ filter, zone, format })}
          />
        }
      />
      {ledger.error && <LedgerFailure error={ledger.error} onRetry={() => void ledger.refetch()} />}
      {exporting.error !== null && <LedgerFailure error={exporting.error} />}
      {some && (
        <>
          <LedgerTotals totals={page.totals} filter={filter} practice={filters.practice} />
          <LedgerTable
            filter={filter}
            page={page}
            zone={zone}
            now={now}
            practice={filters.practice}
            currency={currency}
          />
        </>
      )}
      {page?.totals.entries === 0 && (
        <NoEntries
          filters={filters}
          onClear={() => setFilters({ ...noFilters, practice: filters.practice })}
        />
      )}
    </>
  )
}

interface ExportButtonsProps {
  readonly exporting: Exporting
  readonly onStart: (format: 'csv' | 'json') => void
}

/** Two forms of a file; while one is made, how far it is and the way to stop it. */
function ExportButtons({ exporting: { progress, stop }, onStart }: ExportButtonsProps) {
  if (progress !== null) {
    const { done, total } = progress
    const far = { done: formatInteger(done), total: formatInteger(total) }
    return (
      <Button
        icon={Square}
        onClick={stop}
        aria-label={total === 0 ? t('Stop the export') : t('Stop the export, {done} of {total} runs', far)}
      >
        {total === 0 ? t('Stop') : t('Stop {done} of {total}', far)}
      </Button>
    )
  }
  return (
    <>
      <Button icon={Download} onClick={() => onStart('csv')}>
        CSV
      </Button>
      <Button onClick={() => onStart('json')}>JSON</Button>
    </>
  )
}

function NoEntries({ filters, onClear }: { readonly filters: Filters; readonly onClear: () => void }) {
  if (isFiltered(filters)) {
    return (
      <EmptyState
        name={t('No runs match')}
        sentence={t('Every run lies outside these filters.')}
        action={<Button onClick={onClear}>{t('Clear filters')}</Button>}
      />
    )
  }
  return (
    <EmptyState
      name={filters.practice ? t('No practice runs yet') : t('Nothing spent yet')}
      sentence={t(
        'Each run will stand here with its tokens, its bill in both currencies and what explains it.',
      )}
      {...(filters.practice
        ? {}
        : { note: t('Practice runs cost nothing and are kept apart: see Practice above.') })}
    />
  )
}
