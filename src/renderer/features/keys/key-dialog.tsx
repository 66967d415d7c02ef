import { type FormEvent, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { KeyStatus } from '../../../contract/keys.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { acceptedWords, keyProblem, whereItGoes, whereItIs } from './key-words.ts'

import styles from './key-dialog.module.css'

interface KeyDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Set, change or remove the API key. It can be written here and never read back. */
export function KeyDialog({ open, onOpenChange }: KeyDialogProps) {
  const { data: key } = useRoute('keys.status', {}, { enabled: open })
  if (!key) return null
  return <KeyForm key={String(open)} status={key} open={open} onOpenChange={onOpenChange} />
}

function KeyForm({ status, open, onOpenChange }: KeyDialogProps & { readonly status: KeyStatus }) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const set = useSend('keys.set')
  const remove = useSend('keys.remove')
  const test = useSend('keys.test')
  const keep = status.keychain.available ? 'keychain' : 'until-quit'
  const close = () => onOpenChange(false)

  const save = (event: FormEvent) => {
    event.preventDefault()
    const key = typed.trim()
    const wrong = keyProblem(key)
    setProblem(wrong)
    if (wrong !== null) return
    set.mutate(
      { key, keep },
      {
        onSuccess: close,
        onError: (error) => setProblem(error.message),
      },
    )
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={status.present ? t('API key') : t('Add an API key')}
      sentence={whereItIs(status)}
      initialFocus={field}
      link={
        status.present && status.kept !== 'environment' ? (
          <Button
            variant="link"
            disabled={remove.isPending}
            onClick={() =>
              remove.mutate({}, { onSuccess: close, onError: (error) => setProblem(error.message) })
            }
          >
            {t('Remove the key')}
          </Button>
        ) : null
      }
      buttons={
        <>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="key-form" disabled={set.isPending}>
            {keep === 'keychain' ? t('Save the key') : t('Keep until quit')}
          </Button>
        </>
      }
    >
      <form id="key-form" className={styles.form} autoComplete="off" onSubmit={save}>
        <TextField
          ref={field}
          label={status.present ? t('New key') : t('Key')}
          type="password"
          mono
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={512}
          placeholder="sk-"
          value={typed}
          error={problem}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(null)
          }}
        />
        <p className={styles.note}>{whereItGoes(status)}</p>
        {status.present && (
          <div className={styles.test}>
            <Button disabled={test.isPending} onClick={() => test.mutate({})}>
              {t('Test the key')}
            </Button>
            <output className={styles.note}>
              {test.data ? acceptedWords(test.data.models.length) : test.error?.message}
            </output>
          </div>
        )}
      </form>
    </Dialog>
  )
}
