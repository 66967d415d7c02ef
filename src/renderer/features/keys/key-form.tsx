import { type FormEvent, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { NamedKey } from '../../../contract/keys.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { hostOf, keyProblem, whereItGoes, whereItIs } from './key-words.ts'

import styles from './key-dialog.module.css'

const DEEPSEEK = 'https://api.deepseek.com'

interface KeyFormProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly adding: boolean
  /** The one whose key is given or replaced; absent when one is added. */
  readonly named?: NamedKey
  readonly keys: readonly NamedKey[]
  readonly onBack: () => void
}

/** Writes a key: the first one, another one under its own name and address, or a new one in the place of an old. */
export function KeyForm({ open, onOpenChange, adding, named, keys, onBack }: KeyFormProps) {
  const [name, setName] = useState('')
  const [baseUrl, setBaseUrl] = useState(DEEPSEEK)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const firstField = useRef<HTMLInputElement>(null)
  const add = useSend('keys.add')
  const set = useSend('keys.set')
  const status = named ?? keys[0]
  if (status === undefined) return null
  const keep = status.keychain.available ? 'keychain' : 'until-quit'
  const address = named?.profile.baseUrl ?? baseUrl

  const save = (event: FormEvent) => {
    event.preventDefault()
    const key = typed.trim()
    const wrong = adding && name.trim() === '' ? t('Give the key a name.') : keyProblem(key)
    setProblem(wrong)
    if (wrong !== null) return
    const ends = { onSuccess: onBack, onError: (error: Error) => setProblem(error.message) }
    if (named === undefined) add.mutate({ name: name.trim(), baseUrl: baseUrl.trim(), key, keep }, ends)
    else set.mutate({ key, keep, profileId: named.profile.id }, ends)
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={titleOf(named)}
      sentence={
        named === undefined ? t('It gets a balance and a place in the ledger of its own.') : whereItIs(named)
      }
      initialFocus={firstField}
      buttons={
        <>
          <Button onClick={onBack}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="key-form" disabled={set.isPending || add.isPending}>
            {keep === 'keychain' ? t('Save the key') : t('Keep until quit')}
          </Button>
        </>
      }
    >
      <form id="key-form" className={styles.form} autoComplete="off" onSubmit={save}>
        {adding && (
          <>
            <TextField
              ref={firstField}
              label={t('Name')}
              maxLength={60}
              placeholder={t('Work')}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
            <TextField
              label={t('Base URL')}
              mono
              maxLength={300}
              spellCheck={false}
              autoCapitalize="off"
              value={baseUrl}
              hint={t(
                'DeepSeek, another https host that speaks its API, or this machine. It cannot be changed later.',
              )}
              onChange={({ target }) => setBaseUrl(target.value)}
            />
          </>
        )}
        <TextField
          {...(adding ? {} : { ref: firstField })}
          label={named?.present ? t('New key') : t('Key')}
          type="password"
          mono
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={512}
          placeholder="sk-"
          value={typed}
          error={problem}
          onChange={({ target }) => {
            setTyped(target.value)
            setProblem(null)
          }}
        />
        <p className={styles.note}>{whereItGoes(status, hostOf(address))}</p>
      </form>
    </Dialog>
  )
}

function titleOf(named: NamedKey | undefined): string {
  if (named === undefined) return t('Add another key')
  return named.present ? t('A new key for {name}', { name: named.profile.name }) : t('Add an API key')
}
