import { useId, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { formatInteger } from '../../lib/format.ts'
import { readCount } from './assumptions.ts'

import styles from './count-field.module.css'

interface CountFieldProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  /** Where the number comes from. */
  readonly hint?: string
  readonly onChange: (value: number) => void
}

/** A whole number on one line that takes effect as it is typed; what is none is said and changes nothing. */
export function CountField({ label, value, least, most, hint, onChange }: CountFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && readCount(typed, least, most) === null
  const bounds = { least: formatInteger(least), most: formatInteger(most) }
  const note = wrong ? t('A whole number from {least} to {most}', bounds) : hint
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? formatInteger(value)}
        aria-invalid={wrong || undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={({ target }) => {
          setTyped(target.value)
          const read = readCount(target.value, least, most)
          if (read !== null) onChange(read)
        }}
        onBlur={() => setTyped(null)}
      />
      {note !== undefined && (
        <span
          id={`${id}-note`}
          role={wrong ? 'alert' : undefined}
          className={wrong ? styles.wrong : styles.hint}
        >
          {note}
        </span>
      )}
    </div>
  )
}
