import { type FormEvent, useId, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { VersionStatus } from '../../../contract/versions.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { formatInteger } from '../../lib/format.ts'

interface SaveDialogProps {
  readonly status: VersionStatus | null
  /** Tokens of the draft as it is; null while that is not known. */
  readonly tokens: number | null
  readonly onClose: () => void
  readonly onSave: (note: string) => void
}

/** Saves the draft as a version, with a note that says what it is for. Enter saves. */
export function SaveDialog({ status, tokens, onClose, onSave }: SaveDialogProps) {
  const [note, setNote] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const form = useId()
  const number = (status?.latest?.number ?? 0) + 1
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(note)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Save v{number}', { number })}
      sentence={
        tokens === null
          ? t('It keeps texts, parameters and values as they are now, and never changes.')
          : t('It keeps texts, parameters and values as they are now, {tokens} tokens, and never changes.', {
              tokens: formatInteger(tokens),
            })
      }
      initialFocus={field}
      buttons={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button variant="primary" type="submit" form={form}>
            {t('Save v{number}', { number })}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          ref={field}
          label={t('Note')}
          hint={t('What changed, or what it is for. It may stay empty.')}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
