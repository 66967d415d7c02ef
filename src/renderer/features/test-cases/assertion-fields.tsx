import { t } from '../../../contract/i18n/t.ts'
import type { TestTable } from '../../../contract/test-cases.ts'
import { Select } from '../../components/ui/select.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import type { AssertionDraft, AssertionText } from './assertion-draft.ts'
import { CheckRow } from './check-row.tsx'

import styles from './dialogs.module.css'

interface AssertionFieldsProps {
  readonly draft: AssertionDraft
  readonly usual: TestTable['usual']
  readonly onChange: (part: Partial<AssertionDraft>) => void
}

/** The fields of one kind of check. */
export function AssertionFields({ draft, usual, onChange }: AssertionFieldsProps) {
  const text = (name: AssertionText, label: string, className: string | undefined, hint?: string) => (
    <TextField
      key={name}
      label={label}
      className={className ?? ''}
      value={draft[name]}
      {...(hint === undefined ? {} : { hint })}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  )
  const area = (name: AssertionText, label: string, rows: number) => (
    <label className={styles.area}>
      {label}
      <textarea
        rows={rows}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </label>
  )
  const not = (label: string) => (
    <CheckRow label={label} checked={draft.not} onChange={(checked) => onChange({ not: checked })} />
  )
  const ignoreCase = (
    <CheckRow
      label={t('Upper and lower case alike')}
      checked={draft.ignoreCase}
      onChange={(checked) => onChange({ ignoreCase: checked })}
    />
  )
  switch (draft.type) {
    case 'contains':
    case 'equals':
      return (
        <div className={styles.fields}>
          {area('text', t('Text; it may hold variables such as {example}', { example: '{{expected}}' }), 2)}
          {ignoreCase}
          {not(t('Must not hold'))}
        </div>
      )
    case 'regex':
      return (
        <div className={styles.fields}>
          {text('text', t('Pattern'), styles.long)}
          {text('flags', t('Flags'), styles.short)}
          {not(t('Must not match'))}
        </div>
      )
    case 'json-schema':
      return <div className={styles.fields}>{area('text', t('JSON schema'), 6)}</div>
    case 'length':
    case 'prompt-tokens':
    case 'output-tokens':
      return (
        <div className={styles.fields}>
          {draft.type === 'length' && (
            <Select
              label={t('Of')}
              value={draft.unit}
              options={[
                { value: 'characters', label: t('characters') },
                { value: 'words', label: t('words') },
              ]}
              size="button"
              onChange={(unit) => onChange({ unit })}
            />
          )}
          {text('min', t('At least'), styles.short)}
          {text('max', t('At most'), styles.short)}
        </div>
      )
    case 'cost':
      return (
        <div className={styles.fields}>
          {text('max', t('At most'), styles.short)}
          <Select
            label={t('In')}
            value={draft.currency}
            options={[
              { value: 'USD', label: 'USD' },
              { value: 'CNY', label: 'CNY' },
            ]}
            size="button"
            onChange={(currency) => onChange({ currency })}
          />
          <Select
            label={t('For')}
            value={draft.part}
            options={[
              { value: 'run', label: t('the whole run') },
              { value: 'prompt', label: t('the prompt alone, uncached, at the dearer band') },
            ]}
            size="button"
            onChange={(part) => onChange({ part })}
          />
        </div>
      )
    case 'latency':
      return <div className={styles.fields}>{text('max', t('Milliseconds at most'), styles.short)}</div>
    case 'finish-reason':
      return <div className={styles.fields}>{text('text', t('Finish reason'), styles.short)}</div>
    case 'grade':
      return <div className={styles.fields}>{text('min', t('Grade at least, 1 to 5'), styles.short)}</div>
    default:
      return (
        <div className={styles.fields}>
          {area('text', t('Criterion that the answer must meet'), 2)}
          {text(
            'model',
            t('Model that judges'),
            styles.long,
            t('Empty: {model}', { model: usual.judgeModel }),
          )}
          {area('prompt', t('Prompt of the judge; each verdict is a run that costs'), 8)}
        </div>
      )
  }
}
