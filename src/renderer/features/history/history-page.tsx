import { useMemo } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { PageHeader } from '../../components/ui/page-header.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatInteger } from '../../lib/format.ts'
import { zoneName } from '../../lib/time.ts'
import { useClock } from '../../lib/use-clock.ts'
import { usePaused } from '../../lib/use-paused.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { QueueLines } from '../budgets/queue-lines.tsx'
import { CompareRuns } from './compare-runs.tsx'
import { type HistoryFilters as Filters, historyRequest, isFiltered, noFilters } from './history-filter.ts'
import { HistoryFilters } from './history-filters.tsx'
import { useHistoryMemory } from './history-memory.tsx'
import { HistoryTable } from './history-table.tsx'
import { PinnedBar } from './pinned-bar.tsx'
import { type HistoryView, useHistory } from './use-history.ts'
import { usePins } from './use-pins.ts'

import styles from './history-page.module.css'

/** Milliseconds after the last key until words are looked for. */
const PAUSE = 150

/** Every run, newest first; a row opens its run in the workbench, two pinned ones are held against each other. */
export function HistoryPage() {
  const { filters, changeFilters, compared, compare } = useHistoryMemory()
  const { pins, pinned, pin } = usePins()
  const history = useHistory(useRequest(filters))
  const { settings } = useSettings()
  if (compared !== null) {
    return <CompareRuns pair={compared} pins={pins} onPair={compare} onClose={() => compare(null)} />
  }
  return (
    <>
      <PageHeader
        title={t('History')}
        note={t('times of {zone}', { zone: zoneName(settings.zone) })}
        end={<Found history={history} filtered={isFiltered(filters)} />}
      />
      <QueueLines />
      <HistoryFilters filters={filters} onChange={changeFilters} />
      <PinnedBar
        pins={pins}
        onUnpin={(runId) => pin(runId, false)}
        onCompare={(left, right) => compare([left, right])}
      />
      {history.error && (
        <div className={styles.failure}>
          <ErrorCard
            title={t('The history could not be read')}
            detail={errorSentence(history.error)}
            action={
              <Button variant="link" onClick={history.retry}>
                {t('Try again')}
              </Button>
            }
          />
        </div>
      )}
      {history.total !== undefined && history.total > 0 && (
        <HistoryTable
          total={history.total}
          runAt={history.runAt}
          pins={{ pinned, pin }}
          zone={settings.zone}
          onRange={history.onRange}
        />
      )}
      {history.total === 0 && (
        <NoRuns filtered={isFiltered(filters)} onClear={() => changeFilters(noFilters)} />
      )}
    </>
  )
}

/** The filter as main takes it: the same value as long as it says the same. */
function useRequest(filters: Filters): ReturnType<typeof historyRequest> {
  const { now } = useClock()
  const { settings } = useSettings()
  const words = usePaused(filters.words, PAUSE)
  const text = JSON.stringify(historyRequest({ ...filters, words }, now, settings.zone))
  return useMemo(() => JSON.parse(text) as ReturnType<typeof historyRequest>, [text])
}

/** How many there are, said aloud when a filter changed it. */
function Found({ history, filtered }: { readonly history: HistoryView; readonly filtered: boolean }) {
  if (history.total === undefined) return null
  const count = t('{count, plural, one {# run} other {# runs}}', { count: history.total })
  return (
    <output className={styles.note} title={formatInteger(history.total)}>
      {filtered ? t('{count} match', { count }) : count}
      {!history.complete && ` ${t('The index is still being made: there may be more.')}`}
    </output>
  )
}

interface NoRunsProps {
  readonly filtered: boolean
  readonly onClear: () => void
}

function NoRuns({ filtered, onClear }: NoRunsProps) {
  const { openPrompt } = useNavigation()
  const { data: prompts } = useRoute('prompts.list', {})
  const first = prompts?.[0]
  if (filtered) {
    return (
      <EmptyState
        name={t('No runs match')}
        sentence={t('No run is as all of these filters say.')}
        action={<Button onClick={onClear}>{t('Clear the filters')}</Button>}
      />
    )
  }
  return (
    <EmptyState
      name={t('No runs yet')}
      sentence={t('Each run will stand here with its answer, its tokens and its bill.')}
      action={
        first && (
          <Button onClick={() => openPrompt(first.id)}>{t('Open {name}', { name: first.name })}</Button>
        )
      }
    />
  )
}
