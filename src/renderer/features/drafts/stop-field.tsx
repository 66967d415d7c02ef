import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { FilterChip } from '../../components/ui/chip.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { parseStop, showStop } from './parameter-values.ts'

import styles from './parameters-tab.module.css'

/** The API takes at most 16 (docs 2026-11). */
const MOST = 16

interface StopFieldProps {
  readonly stop: readonly string[]
  readonly onChange: (stop: string[]) => void
}

/** Texts at which the answer ends: a chip each, and a field for one more. */
export function StopField({ stop, onChange }: StopFieldProps) {
  const [text, setText] = useState('')
  const full = stop.length >= MOST
  const add = (): void => {
    const sequence = parseStop(text)
    if (sequence === '' || full) return
    if (!stop.includes(sequence)) onChange([...stop, sequence])
    setText('')
  }
  return (
    <>
      <TextField
        label="stop"
        mono
        autoComplete="off"
        spellCheck={false}
        value={text}
        disabled={full}
        placeholder={t('add one with Enter')}
        hint={
          full ? t('No more than 16.') : t('The answer ends before this text. \\n stands for a line feed.')
        }
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && !event.metaKey && add()}
      />
      {stop.length > 0 && (
        <div className={styles.chips}>
          {stop.map((sequence) => (
            <FilterChip
              key={sequence}
              label="stop"
              value={showStop(sequence)}
              onRemove={() => onChange(stop.filter((other) => other !== sequence))}
            />
          ))}
        </div>
      )}
    </>
  )
}
