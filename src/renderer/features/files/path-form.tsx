import { type FormEvent, useState } from 'react'

import { Button } from '../../components/ui/button.tsx'
import { TextField } from '../../components/ui/text-field.tsx'

import styles from './files.module.css'

interface PathFormProps {
  readonly label: string
  readonly action: string
  readonly onPath: (path: string) => void
}

/** A path by hand, where no file dialog of the system can be had. */
export function PathForm({ label, action, onPath }: PathFormProps) {
  const [path, setPath] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (path.trim() !== '') onPath(path.trim())
  }
  return (
    <form className={styles.pathForm} onSubmit={submit}>
      <TextField
        label={label}
        mono
        className={styles.grow}
        value={path}
        onChange={(event) => setPath(event.target.value)}
      />
      <Button type="submit" disabled={path.trim() === ''}>
        {action}
      </Button>
    </form>
  )
}
