import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { TextField } from '../../components/ui/text-field.tsx'
import { parseUserId } from './parameter-values.ts'

interface UserFieldProps {
  readonly userId: string | null
  readonly onChange: (userId: string | null) => void
}

/** Takes effect with Enter or when left. */
export function UserField({ userId, onChange }: UserFieldProps) {
  const [text, setText] = useState(userId ?? '')
  const { value, error } = parseUserId(text)
  const commit = (): void => {
    if (error === null && value !== userId) onChange(value)
  }
  return (
    <TextField
      label="user_id"
      autoComplete="off"
      spellCheck={false}
      value={text}
      placeholder={t('none')}
      hint={t('Each has a cache of its own.')}
      error={error}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && !event.metaKey && commit()}
    />
  )
}
