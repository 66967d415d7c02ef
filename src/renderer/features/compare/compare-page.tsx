import { useEffect, useState } from 'react'

import type { ColumnResult, ComparisonColumn, ComparisonSetup } from '../../../contract/compare.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { VersionSummary } from '../../../contract/versions.ts'
import { Button } from '../../components/ui/button.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { createStore } from '../../editor/store.ts'
import { useUnsaved } from '../../editor/use-session.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { classNames } from '../../lib/class-names.ts'
import { useCommand } from '../../lib/command-context.tsx'
import { useNarrow } from '../../lib/use-media.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { MessageList } from '../drafts/message-list.tsx'
import { useLasting } from '../drafts/use-lasting.ts'
import { WithDraft } from '../drafts/with-draft.tsx'
import type { Highlight } from '../estimates/highlight.ts'
import { useLiveEstimate } from '../estimates/use-live-estimate.ts'
import { RunButton } from '../runs/run-button.tsx'
import { BatchLine } from './batch-line.tsx'
import { progressOf } from './batch-progress.ts'
import type { DiffBase } from './column-answer.tsx'
import { addColumn, changeColumn, columnNames, removeColumn } from './column-list.ts'
import { allOf, CompareBar } from './compare-bar.tsx'
import { CompareColumn } from './compare-column.tsx'
import { CompareHeader } from './compare-header.tsx'
import { bestColumns, type FigureRow, timeRows, tokenRows } from './figure-rows.ts'
import { useColumnEstimates } from './use-column-estimates.ts'
import { useColumnForecasts } from './use-column-forecasts.ts'
import { type ComparisonControl, useComparison } from './use-comparison.ts'
import { useFoldedEarlier } from './use-folded-earlier.ts'

import styles from './compare-page.module.css'

/** Milliseconds: a count that comes sooner does not dim the figures. */
const STALE_AFTER = 100

interface ComparePageProps {
  readonly promptId: string
  readonly onLeave: () => void
}

/** One draft held against itself: its columns side by side, each with its answer and its figures. */
export function ComparePage({ promptId, onLeave }: ComparePageProps) {
  return (
    <WithDraft promptId={promptId}>
      {(session) => <OpenDraft session={session} onLeave={onLeave} />}
    </WithDraft>
  )
}

interface OpenDraftProps {
  readonly session: DraftSession
  readonly onLeave: () => void
}

function OpenDraft({ session, onLeave }: OpenDraftProps) {
  const control = useComparison(session.promptId, session)
  const { comparison } = control
  useFoldedEarlier(session)
  if (comparison === undefined) {
    return control.failure === null ? null : (
      <div className={styles.failure}>
        <ErrorCard title={t('This comparison cannot be opened')} detail={control.failure} />
      </div>
    )
  }
  return (
    <Comparing
      session={session}
      control={control}
      setup={comparison.setup}
      results={comparison.results}
      onLeave={onLeave}
    />
  )
}

interface ComparingProps extends OpenDraftProps {
  readonly control: ComparisonControl
  readonly setup: ComparisonSetup
  readonly results: readonly ColumnResult[]
}

function Comparing({ session, control, setup, results, onLeave }: ComparingProps) {
  const { promptId } = session
  const narrow = useNarrow()
  const currency = useCurrency()
  const { data: prompts } = useRoute('prompts.list', {})
  const { estimate, failure } = useLiveEstimate(promptId)
  const estimates = useColumnEstimates(promptId, estimate, setup.columns)
  const [highlight] = useState(() => createStore<Highlight | null>(null))
  const [baseId, setBaseId] = useState<string | null>(null)
  const [shown, setShown] = useState<Readonly<Record<string, number>>>({})

  const unsaved = useUnsaved(session)
  const stale = useLasting(estimate === null || estimate.stale || unsaved, STALE_AFTER)
  const fresh = estimate !== null && !estimate.stale ? estimate.revision : null
  useEffect(() => {
    if (fresh !== null) session.countIsFresh()
  }, [session, fresh])

  const { data: versions = NO_VERSIONS } = useRoute('versions.list', { promptId })
  const forecasts = useColumnForecasts(promptId, estimate, setup.columns, !control.hasKey)
  const names = columnNames(setup.columns, new Map(versions.map(({ id, number }) => [id, number])))
  const resultOf = (id: string): ColumnResult | undefined => results.find(({ columnId }) => columnId === id)
  const base = setup.columns.some(({ id }) => id === baseId) ? baseId : null
  const running = progressOf(results) !== null
  const runAll = (practice: boolean): void => control.run(practice)
  useCommand('compare.runAll', () => runAll(!control.hasKey), !running)
  useCommand('run.stop', () => control.stop(), running)
  useCommand('compare.differences', () => setBaseId(base === null ? (setup.columns[0]?.id ?? null) : null))

  const best = bestRows(results)
  const repeated = results.some(({ runs }) => runs.length > 1)
  const added = addColumn(setup)
  return (
    <div className={styles.page} data-stale={stale || undefined}>
      <section className={styles.draft} aria-label={t('Draft')}>
        <CompareHeader
          session={session}
          promptName={prompts?.find(({ id }) => id === promptId)?.name ?? ''}
          estimate={estimate}
          estimates={estimates}
          setup={setup}
          names={names}
          narrow={narrow}
          baseId={base}
          onBase={setBaseId}
          onAdd={added === null ? undefined : () => control.setUp(added)}
          onLeave={onLeave}
        />
        <div className={styles.messages}>
          <MessageList session={session} estimate={estimate} stale={stale} highlight={highlight} short />
        </div>
      </section>
      {(control.failure ?? failure) !== null && (
        <div className={styles.refused}>
          <ErrorCard
            title={
              control.failure === null ? t('This draft cannot be counted') : t('The comparison did not go on')
            }
            detail={control.failure ?? failure}
            action={
              control.failure !== null && (
                <Button variant="link" onClick={control.closeFailure}>
                  {t('Close')}
                </Button>
              )
            }
          />
        </div>
      )}
      <div className={classNames(styles.columns, repeated && styles.repeated)}>
        {setup.columns.map((column) => {
          const { id } = column
          const removed = removeColumn(setup, id)
          return (
            <CompareColumn
              key={id}
              column={column}
              versions={versions}
              name={names.get(id) ?? id}
              result={resultOf(id)}
              estimate={estimates.get(id)}
              shown={shown[id] ?? 1}
              onShown={(repeat) => setShown({ ...shown, [id]: repeat })}
              best={best.get(id) ?? NONE}
              repeated={repeated}
              against={
                base === null || base === id ? null : diffBase(names, resultOf(base), shown[base] ?? 1)
              }
              starting={control.starting}
              onChange={(parameters) => control.setUp(changeColumn(setup, { id, parameters }))}
              onRun={() => control.run(!control.hasKey, id)}
              onGate={(gate) => control.openGate(gate, id)}
              onStop={() => control.stop(id)}
              onRemove={removed === null ? undefined : () => control.setUp(removed)}
            />
          )
        })}
      </div>
      <BatchLine setup={setup} results={results} onSetup={control.setUp} />
      <CompareBar
        promptId={promptId}
        setup={setup}
        estimates={estimates}
        forecasts={forecasts}
        stale={stale}
        currency={currency}
      >
        <RunButton
          what={allOf(setup)}
          command="compare.runAll"
          control={{
            running: running ? 'comparison' : null,
            starting: control.starting,
            hasKey: control.hasKey,
            start: runAll,
            queue: control.queue,
            stop: () => control.stop(),
          }}
        />
      </CompareBar>
    </div>
  )
}

const NONE: ReadonlySet<string> = new Set()
const NO_VERSIONS: readonly VersionSummary[] = []

/** For each column the rows in which it is the best. */
function bestRows(results: readonly ColumnResult[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rows: readonly FigureRow[] = [...tokenRows, ...timeRows]
  const winners = rows.map((row) => ({ id: row.id, columns: bestColumns(row, results) }))
  return new Map(
    results.map(({ columnId }) => [
      columnId,
      new Set(winners.filter(({ columns }) => columns.has(columnId)).map(({ id }) => id)),
    ]),
  )
}

/** The answer that the others are held against: the one that its column shows. */
function diffBase(
  names: ReadonlyMap<ComparisonColumn['id'], string>,
  result: ColumnResult | undefined,
  shown: number,
): DiffBase | null {
  const run = result?.runs.find(({ repeat }) => repeat === shown) ?? result?.runs[0]
  if (result === undefined || run === undefined || run.runId === null) return null
  return { name: names.get(result.columnId) ?? '', runId: run.runId }
}
