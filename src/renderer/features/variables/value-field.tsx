import { FileText, X } from 'lucide-react'

import type { VariableValue } from '../../../contract/drafts.ts'
import type { VariableCount } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'

import styles from './variable-row.module.css'

interface ValueFieldProps {
  readonly id: string
  readonly variable: VariableCount
  readonly value: VariableValue | null
  readonly onValue: (value: VariableValue | null) => void
}

/** Longer values would make a plain field slow; they are shown by their beginning. */
const LONGEST_TYPED = 100_000

/** The value itself: a field to type in, or the file that it came from. Saved as it is typed. */
export function ValueField({ id, variable, value, onValue }: ValueFieldProps) {
  const { state, fallback } = variable
  if (value !== null && (value.file !== null || value.text.length > LONGEST_TYPED))
    return <WholeText id={id} value={value} onRemove={() => onValue(null)} />
  const text = value?.text ?? ''
  return (
    <textarea
      id={id}
      className={classNames(styles.field, state === 'missing' && styles.missing)}
      rows={Math.min(Math.max(text.split('\n', 8).length, 1), 8)}
      spellCheck={false}
      value={text}
      placeholder={placeholderOf(value, fallback)}
      aria-invalid={state === 'missing' || undefined}
      onChange={({ target }) => onValue(target.value === '' ? null : { text: target.value, file: null })}
    />
  )
}

function placeholderOf(value: VariableValue | null, fallback: string | null): string {
  if (value !== null || fallback === '') return t('Nothing is sent for it')
  if (fallback !== null) return t('Default: {text}', { text: fallback })
  return t('Type what is sent, or drop a text file here')
}

function WholeText({
  id,
  value,
  onRemove,
}: {
  readonly id: string
  readonly value: VariableValue
  readonly onRemove: () => void
}) {
  const characters = formatInteger(value.text.length)
  return (
    <output id={id} className={styles.file} tabIndex={-1}>
      <FileText size={14} strokeWidth={1.5} aria-hidden />
      <span className={styles.fileName}>{value.file ?? t('Pasted text')}</span>
      <span className={styles.size}>{t('{characters} characters', { characters })}</span>
      <span className={styles.words}>{value.text.slice(0, 120)}</span>
      <IconButton icon={X} label={t('Take the value away')} small onClick={onRemove} />
    </output>
  )
}
