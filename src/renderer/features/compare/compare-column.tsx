import type { GateRefusal } from '../../../contract/budgets.ts'
import type { ColumnParameters, ColumnResult, ComparisonColumn } from '../../../contract/compare.ts'
import type { EstimateColumn } from '../../../contract/estimates.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { VersionSummary } from '../../../contract/versions.ts'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { Select } from '../../components/ui/select.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'
import { effortName, effortWord } from '../drafts/effort.ts'
import { isBusy } from './batch-progress.ts'
import { ColumnAnswer, type DiffBase } from './column-answer.tsx'
import { ColumnFigures } from './column-figures.tsx'
import { ColumnSettings } from './column-settings.tsx'

import styles from './compare-column.module.css'

interface CompareColumnProps {
  readonly column: ComparisonColumn
  readonly versions: readonly VersionSummary[]
  /** "deepseek-flash", or with its place where two ask the same. */
  readonly name: string
  readonly result: ColumnResult | undefined
  readonly estimate: EstimateColumn | undefined
  /** Which of several runs is on screen, from 1. */
  readonly shown: number
  readonly onShown: (repeat: number) => void
  readonly best: ReadonlySet<string>
  readonly repeated: boolean
  readonly against: DiffBase | null
  readonly starting: boolean
  readonly onChange: (parameters: ColumnParameters) => void
  readonly onRun: () => void
  readonly onGate: (gate: GateRefusal) => void
  readonly onStop: () => void
  readonly onRemove: (() => void) | undefined
}

/** One column: who is asked and how, what came back, and its figures. */
export function CompareColumn(props: CompareColumnProps) {
  const { column, name, result, shown, onRun, onStop } = props
  const runs = result?.runs ?? []
  const planned = runs.find(({ repeat }) => repeat === shown) ?? runs[0]
  return (
    <section
      className={classNames(styles.column, result?.practice === true && styles.practice)}
      aria-label={t('Column {name}', { name })}
    >
      <ColumnSettings
        name={name}
        versions={props.versions}
        parameters={column.parameters}
        estimate={props.estimate}
        busy={result !== undefined && isBusy(result)}
        starting={props.starting}
        onChange={props.onChange}
        onRun={onRun}
        onStop={onStop}
        onRemove={props.onRemove}
      />
      {planned === undefined ? (
        <NotRunYet estimate={props.estimate} />
      ) : (
        <ColumnAnswer
          planned={planned}
          against={props.against}
          ranAs={result === undefined ? null : ranAs(result.parameters, column.parameters, props.versions)}
          choice={
            runs.length > 1 && (
              <Select
                label={t('Answer')}
                value={String(planned.repeat)}
                options={runs.map(({ repeat }) => ({
                  value: String(repeat),
                  label: t('{repeat} of {runs}', { repeat, runs: runs.length }),
                }))}
                onChange={(repeat) => props.onShown(Number(repeat))}
              />
            )
          }
          onStop={onStop}
          onAgain={onRun}
          onGate={props.onGate}
        />
      )}
      <ColumnFigures result={result} best={props.best} repeated={props.repeated} />
    </section>
  )
}

function NotRunYet({ estimate }: { readonly estimate: EstimateColumn | undefined }) {
  const prompt = estimate?.estimate.prompt
  const tokens = prompt && <ExactFigure>{formatInteger(prompt.tokens)}</ExactFigure>
  return (
    <div className={styles.empty}>
      <p>{t('Not run yet.')}</p>
      {prompt && (
        <p>
          {prompt.exact ? (
            <RichText message="Its prompt weighs {tokens} tokens." values={{ tokens }} />
          ) : (
            <RichText message="Its prompt weighs {tokens} tokens, not exact." values={{ tokens }} />
          )}
        </p>
      )}
    </div>
  )
}

/** What a column was sent with, where it has been changed since. */
function ranAs(
  sent: ColumnParameters,
  now: ColumnParameters,
  versions: readonly VersionSummary[],
): string | null {
  const changes = [
    (sent.versionId ?? null) === (now.versionId ?? null) ? '' : textWords(sent.versionId ?? null, versions),
    sent.model === now.model ? '' : sent.model,
    effortWord(sent) === effortWord(now) ? '' : t('thinking {effort}', { effort: effortName(sent) }),
    sent.maxTokens === now.maxTokens
      ? ''
      : `max_tokens ${sent.maxTokens === null ? t('default') : formatInteger(sent.maxTokens)}`,
    sent.temperature === now.temperature || sent.thinking === 'enabled'
      ? ''
      : `temperature ${sent.temperature ?? t('default')}`,
  ].filter(Boolean)
  return changes.length === 0 ? null : listed(changes)
}

function textWords(versionId: string | null, versions: readonly VersionSummary[]): string {
  if (versionId === null) return t('the draft')
  const version = versions.find(({ id }) => id === versionId)
  return version === undefined ? t('another version') : `v${version.number}`
}
