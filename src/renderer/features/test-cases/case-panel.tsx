import { ExternalLink, Play, Trash2, X } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { Assertion, Check } from '../../../contract/test-assertions.ts'
import type { TestEstimate, TestTable, TestTarget } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { formatInteger, fullAmount } from '../../lib/format.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { useOpenRun } from '../../navigation/use-open-run.ts'
import { CellFigures } from './cell-figures.tsx'
import { outcomeWord, targetName } from './cell-words.ts'
import { GradeField } from './grade-field.tsx'
import { OutcomeMark } from './result-cell.tsx'
import type { TestControl } from './use-tests.ts'

import styles from './case-panel.module.css'

interface CasePanelProps {
  readonly table: TestTable
  readonly caseId: string
  /** The column that is looked at; the first one where null. */
  readonly target: string | null
  readonly control: TestControl
  readonly onTarget: (target: string) => void
  readonly onAssertions: (own: readonly Assertion[]) => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** One case closer: its answer in one column, what held and what did not, a person's grade. */
export function CasePanel(props: CasePanelProps) {
  const { table, caseId, control, onTarget, onAssertions, onRemove, onClose } = props
  const { data: one } = useRoute('tests.case', { caseId }, { keepPrevious: true })
  const openRun = useOpenRun()
  const currency = useCurrency()
  const target = table.targets.find(({ key }) => key === props.target) ?? table.targets[0]
  const { data: estimate } = useRoute(
    'tests.estimate',
    { promptId: table.promptId, scope: { kind: 'cell', caseId, target: target?.key ?? '-' } },
    { enabled: target !== undefined && table.batch === null },
  )
  if (one === undefined || one.id !== caseId || target === undefined) return null
  const cell = one.cells[target.key]
  const name = one.name === '' ? t('Case {number, number}', { number: one.number }) : one.name
  const busy = table.batch !== null || control.starting
  return (
    <section className={styles.panel} aria-label={t('Case: {name}', { name })}>
      <div className={styles.bar}>
        <span className={styles.title}>{name}</span>
        <ColumnChoice targets={table.targets} value={target.key} onChange={onTarget} />
        <span className={styles.outcome}>
          {cell && <OutcomeMark cell={cell} />}
          {outcomeWord(cell)}
        </span>
        {cell && (
          <span className={styles.figures}>
            <CellFigures cell={cell} currency={currency} />
          </span>
        )}
        <span className={styles.end}>
          <Button variant="quiet" onClick={() => onAssertions(one.assertions)}>
            {t('Checks of this case')} {one.assertions.length > 0 && formatInteger(one.assertions.length)}
          </Button>
          {cell?.runId && (
            <Button variant="quiet" icon={ExternalLink} onClick={() => void openRun(cell.runId ?? '')}>
              {t('Open the run')}
            </Button>
          )}
          <Button
            icon={Play}
            disabled={busy}
            title={costSentence(estimate, currency)}
            onClick={() => control.run({ kind: 'cell', caseId, target: target.key }, !control.hasKey)}
          >
            {control.hasKey ? t('Run this one') : t('Practice this one')}
          </Button>
          <IconButton icon={Trash2} label={t('Remove this case')} onClick={onRemove} />
          <IconButton icon={X} label={t('Close')} onClick={onClose} />
        </span>
      </div>
      <div className={styles.halves}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <section className={styles.answer} tabIndex={0} aria-label={t('Answer')}>
          {cell?.runId ? <WholeAnswer runId={cell.runId} /> : <p>{t('No answer yet.')}</p>}
        </section>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <section className={styles.checks} tabIndex={0} aria-label={t('Checks')}>
          <GradeField
            grade={cell?.grade ?? null}
            disabled={cell?.state !== 'ended'}
            onGrade={(grade) => void control.attempt('tests.grade', { caseId, target: target.key, grade })}
          />
          <Checks checks={cell?.checks ?? []} onRun={(runId) => void openRun(runId)} />
        </section>
      </div>
    </section>
  )
}

/** What one request costs at most, said before it is sent. */
function costSentence(estimate: TestEstimate | undefined, currency: Currency): string {
  const worst = estimate?.worstCase[currency]
  if (estimate === undefined || worst === undefined) return ''
  return t('{tokens, number} prompt tokens, at most {worst}', {
    tokens: estimate.promptTokens,
    worst: fullAmount(worst, currency),
  })
}

function WholeAnswer({ runId }: { readonly runId: string }) {
  const { data: run } = useRoute('runs.get', { runId })
  if (run === undefined) return null
  if (run.error !== null) return <p className={styles.failed}>{run.error.message}</p>
  return <pre className={styles.text}>{run.content}</pre>
}

interface ColumnChoiceProps {
  readonly targets: readonly TestTarget[]
  readonly value: string
  readonly onChange: (key: string) => void
}

function ColumnChoice({ targets, value, onChange }: ColumnChoiceProps) {
  const options = targets.map((target) => ({ value: target.key, label: targetName(target) }))
  return <Select label={t('Column')} hideLabel value={value} options={options} onChange={onChange} />
}

interface ChecksProps {
  readonly checks: readonly Check[]
  readonly onRun: (runId: string) => void
}

function Checks({ checks, onRun }: ChecksProps) {
  if (checks.length === 0)
    return <p className={styles.none}>{t('Nothing has to hold yet. An answer that ends well passes.')}</p>
  return (
    <ul className={styles.list}>
      {checks.map(({ assertion, outcome, message, judgeRunId }) => (
        <li key={JSON.stringify(assertion)} className={styles.check}>
          <OutcomeMark cell={{ state: 'ended', outcome }} />
          <span>{message}</span>
          {judgeRunId !== undefined && (
            <Button variant="link" onClick={() => onRun(judgeRunId)}>
              {t('Run of the judge')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
