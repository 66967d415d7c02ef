import { Plus, SlidersHorizontal, Sparkles } from 'lucide-react'
import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Assertion } from '../../../contract/test-assertions.ts'
import type { TestFilter, TestTable } from '../../../contract/test-cases.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { PageHeader } from '../../components/ui/page-header.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommand } from '../../lib/command-context.tsx'
import { formatInteger } from '../../lib/format.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { AssertionsDialog } from './assertions-dialog.tsx'
import { CasePanel } from './case-panel.tsx'
import { ColumnStrip } from './column-strip.tsx'
import { ColumnsDialog } from './columns-dialog.tsx'
import { FileButtons } from './file-buttons.tsx'
import { GenerateDialog } from './generate-dialog.tsx'
import { type RunChoice, scopeOf } from './run-scope.ts'
import { TestGrid } from './test-grid.tsx'
import { TestsBar } from './tests-bar.tsx'
import { useCaseEdits } from './use-case-edits.ts'
import { useEstimate } from './use-estimate.ts'
import { useTestRows } from './use-test-rows.ts'
import { type TestControl, useTests } from './use-tests.ts'

import styles from './tests-page.module.css'

interface TestsPageProps {
  readonly promptId: string
  readonly onPrompt: (promptId: string) => void
}

/** The test cases of one prompt: a table of cases against versions and models, and what must hold of them. */
export function TestsPage({ promptId, onPrompt }: TestsPageProps) {
  const control = useTests(promptId)
  const { table, failure } = control
  return (
    <>
      <Header promptId={promptId} control={control} onPrompt={onPrompt} />
      {failure !== null && (
        <div className={styles.failure}>
          <ErrorCard
            title={t('That was not done')}
            detail={failure}
            action={
              <Button variant="link" onClick={control.closeFailure}>
                {t('Close')}
              </Button>
            }
          />
        </div>
      )}
      {table && <Tests key={promptId} table={table} control={control} />}
    </>
  )
}

interface HeaderProps extends TestsPageProps {
  readonly control: TestControl
}

function Header({ promptId, control, onPrompt }: HeaderProps) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const [generating, setGenerating] = useState(false)
  const options = prompts.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <PageHeader
      title={t('Tests')}
      note={<Select label={t('Prompt')} hideLabel value={promptId} options={options} onChange={onPrompt} />}
      end={
        <>
          <FileButtons promptId={promptId} control={control} />
          <Button variant="quiet" icon={Sparkles} onClick={() => setGenerating(true)}>
            {t('Generate')}
          </Button>
          <Button icon={Plus} onClick={control.addCase}>
            {t('Case')}
          </Button>
          {generating && (
            <GenerateDialog promptId={promptId} control={control} onClose={() => setGenerating(false)} />
          )}
        </>
      }
    />
  )
}

interface TestsProps {
  readonly table: TestTable
  readonly control: TestControl
}

/** Whose checks are edited: those of all cases, or of one. */
interface EditedAssertions {
  readonly caseId: string | null
  readonly assertions: readonly Assertion[]
}

function Tests({ table, control }: TestsProps) {
  const { promptId, counts, batch } = table
  const currency = useCurrency()
  const [filter, setFilter] = useState<TestFilter>('all')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<{ caseId: string; target: string | null } | null>(null)
  const [columnsOpen, setColumnsOpen] = useState(false)
  const [edited, setEdited] = useState<EditedAssertions | null>(null)
  const rows = useTestRows(promptId, filter, search)
  const [wanted, setWanted] = useState<RunChoice>('all')
  const scope = scopeOf(wanted, chosen?.caseId ?? null)
  const estimate = useEstimate(table, scope)
  const running = batch !== null
  useCommand(
    'compare.runAll',
    () => control.run(scope, !control.hasKey),
    !running && counts.all > 0 && !control.starting,
  )
  useCommand('run.stop', () => void control.attempt('tests.stop', { promptId }), running)

  const edits = useCaseEdits(control)
  const remove = (caseId: string): void => {
    if (chosen?.caseId === caseId) setChosen(null)
    void edits.remove(caseId)
  }
  const saveAssertions = (assertions: readonly Assertion[]): void => {
    const caseId = edited?.caseId ?? null
    setEdited(null)
    if (caseId === null) control.setUp({ assertions: [...assertions] })
    else
      void (async () => {
        await control.attempt('tests.editCase', { caseId, assertions: [...assertions] })
        await control.attempt('tests.check', { promptId })
      })()
  }

  return (
    <>
      <div className={styles.filters}>
        <Segmented
          label={t('Show')}
          hideLabel
          value={filter}
          options={[
            { value: 'all', label: t('All {count, number}', { count: counts.all }) },
            { value: 'failures', label: t('Failures {count, number}', { count: counts.failures }) },
            { value: 'different', label: t('Different {count, number}', { count: counts.different }) },
          ]}
          onChange={setFilter}
        />
        <TextField
          label={t('Search the cases')}
          hideLabel
          className={styles.search}
          type="search"
          placeholder={t('Search the cases')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span className={styles.filtersEnd}>
          <Button icon={SlidersHorizontal} onClick={() => setColumnsOpen(true)}>
            {t('Columns')}
          </Button>
          <Button onClick={() => setEdited({ caseId: null, assertions: table.setup.assertions })}>
            {t('What must hold')} {formatInteger(table.setup.assertions.length)}
          </Button>
        </span>
      </div>
      <ColumnStrip table={table} currency={currency} folded={chosen !== null} />
      {rows.total > 0 && (
        <TestGrid
          key={`${filter} ${search}`}
          table={table}
          rows={rows}
          currency={currency}
          chosen={chosen?.caseId ?? null}
          added={control.added}
          onAdded={control.closeAdded}
          onChoose={(caseId, target) => setChosen({ caseId, target: target ?? chosen?.target ?? null })}
          read={edits.read}
          onEdit={edits.edit}
          onTakeAway={edits.takeAway}
          onFile={edits.takeFile}
          onRemove={remove}
        />
      )}
      {rows.known && rows.total === 0 && <NoCases table={table} control={control} />}
      {chosen !== null && rows.total > 0 && (
        <CasePanel
          table={table}
          caseId={chosen.caseId}
          target={chosen.target}
          control={control}
          onTarget={(target) => setChosen({ ...chosen, target })}
          onAssertions={(own) => setEdited({ caseId: chosen.caseId, assertions: own })}
          onRemove={() => remove(chosen.caseId)}
          onClose={() => setChosen(null)}
        />
      )}
      <TestsBar
        table={table}
        control={control}
        estimate={estimate}
        currency={currency}
        scope={scope}
        onScope={setWanted}
        canChoose={chosen !== null}
      />
      {columnsOpen && (
        <ColumnsDialog
          table={table}
          onSave={(change) => {
            setColumnsOpen(false)
            control.setUp(change)
          }}
          onClose={() => setColumnsOpen(false)}
        />
      )}
      {edited !== null && (
        <AssertionsDialog
          title={
            edited.caseId === null ? t('What must hold of every case') : t('What must hold of this case too')
          }
          first={edited.assertions}
          usual={table.usual}
          onSave={saveAssertions}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

function NoCases({ table: { counts }, control }: TestsProps) {
  if (counts.all > 0)
    return <EmptyState name={t('No cases match')} sentence={t('Every case lies outside of this filter.')} />
  return (
    <EmptyState
      name={t('No test cases yet')}
      sentence={t(
        'Each case gives the variables of this prompt their values. Answers, tokens and cost are held against what must hold.',
      )}
      note={t('Tokens and cost are checked offline, without a key.')}
      action={
        <Button icon={Plus} onClick={control.addCase}>
          {t('Add a case')}
        </Button>
      }
    />
  )
}
