import { ChevronDown, RotateCw, Square, X } from 'lucide-react'

import type { ColumnParameters } from '../../../contract/compare.ts'
import type { EstimateColumn } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { VersionSummary } from '../../../contract/versions.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { Select } from '../../components/ui/select.tsx'
import { formatInteger } from '../../lib/format.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { effortChange, effortChoices, effortWord } from '../drafts/effort.ts'
import { ModelChoice } from '../drafts/model-select.tsx'
import { NumberField } from '../drafts/number-field.tsx'
import { parseMaxTokens, parseTemperature } from '../drafts/parameter-values.ts'
import { servedName } from '../runs/run-words.ts'
import { VersionChoice } from './version-choice.tsx'

import styles from './column-settings.module.css'

interface ColumnSettingsProps {
  readonly name: string
  /** Of the prompt, newest first. */
  readonly versions: readonly VersionSummary[]
  readonly parameters: ColumnParameters
  readonly estimate: EstimateColumn | undefined
  readonly busy: boolean
  readonly starting: boolean
  readonly onChange: (parameters: ColumnParameters) => void
  readonly onRun: () => void
  readonly onStop: () => void
  /** Absent where no column can be spared. */
  readonly onRemove: (() => void) | undefined
}

/** Who a column asks and how, and its own Run. */
export function ColumnSettings(props: ColumnSettingsProps) {
  const { name, versions, parameters, estimate, busy, starting, onChange, onRun, onStop, onRemove } = props
  const change = (part: Partial<ColumnParameters>): void => onChange({ ...parameters, ...part })
  const served = estimate?.estimate.model.served
  return (
    <div className={styles.settings}>
      <ModelChoice
        model={parameters.model}
        columns={estimate === undefined ? [] : [estimate]}
        narrow
        size="chip"
        onModel={(model) => change({ model })}
      />
      <VersionChoice parameters={parameters} versions={versions} onChange={onChange} />
      <span className={styles.served}>{served && <span>{servedName(served)}</span>}</span>
      <div className={styles.end}>
        <Select
          label={t('Thinking')}
          value={effortWord(parameters)}
          options={translateLabels(effortChoices)}
          onChange={(choice) => change(effortChange(choice))}
        />
        <Limits parameters={parameters} estimate={estimate} onChange={change} />
        {busy ? (
          <IconButton icon={Square} label={t('Stop {name}', { name })} small onClick={onStop} />
        ) : (
          <IconButton
            icon={RotateCw}
            label={t('Run {name} only', { name })}
            small
            disabled={starting}
            onClick={onRun}
          />
        )}
        {onRemove && (
          <IconButton
            icon={X}
            label={t('Remove {name}', { name })}
            small
            disabled={busy}
            onClick={onRemove}
          />
        )}
      </div>
    </div>
  )
}

interface LimitsProps {
  readonly parameters: ColumnParameters
  readonly estimate: EstimateColumn | undefined
  readonly onChange: (part: Partial<ColumnParameters>) => void
}

function Limits({ parameters, estimate, onChange }: LimitsProps) {
  const { maxTokens, temperature } = parameters
  const thinking = parameters.thinking === 'enabled'
  const limit = estimate?.estimate.context?.maxOutput ?? null
  const usual = estimate?.maxTokens.isDefault === true ? estimate.maxTokens.value : 0
  // A model that is not known has no default that could be told.
  const fallback = usual === 0 ? '' : formatInteger(usual)
  const most = maxTokens === null ? fallback || t('default') : formatInteger(maxTokens)
  const warm = temperature !== null && !thinking
  return (
    <Popover
      title={t('Limits of this column')}
      trigger={
        <button type="button" className={styles.limits}>
          <code>max_tokens</code>
          <b>{most}</b>
          {warm && (
            <>
              <span> {t('temp.')} </span>
              <b>{temperature}</b>
            </>
          )}
          <ChevronDown size={12} strokeWidth={1.75} aria-hidden />
        </button>
      }
    >
      <div className={styles.fields}>
        <NumberField
          key={`max ${maxTokens}`}
          label="max_tokens"
          value={maxTokens}
          placeholder={fallback}
          hint={
            limit === null
              ? t('Thinking counts as output.')
              : t('Up to {limit}. Thinking counts as output.', { limit: formatInteger(limit) })
          }
          parse={(text) => parseMaxTokens(text, limit)}
          onChange={(value) => onChange({ maxTokens: value })}
        />
        <NumberField
          key={`temperature ${temperature}`}
          label="temperature"
          value={temperature}
          placeholder="1"
          disabled={thinking}
          hint={thinking ? t('Ignored in thinking mode.') : t('0 to 2; lower is more alike each time.')}
          parse={parseTemperature}
          onChange={(value) => onChange({ temperature: value })}
        />
      </div>
    </Popover>
  )
}
