import { type FormEvent, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { NamedKey } from '../../../contract/keys.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useSend } from '../../lib/api-context.tsx'

import styles from './key-dialog.module.css'

interface RenameKeyProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly named: NamedKey
  readonly onBack: () => void
}

/** Another name for a key; what it spent stands under the new one then. */
export function RenameKey({ open, onOpenChange, named: { profile }, onBack }: RenameKeyProps) {
  const [name, setName] = useState(profile.name)
  const field = useRef<HTMLInputElement>(null)
  const rename = useSend('keys.rename')
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') rename.mutate({ profileId: profile.id, name: name.trim() }, { onSuccess: onBack })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Rename {name}', { name: profile.name })}
      initialFocus={field}
      buttons={
        <>
          <Button onClick={onBack}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="key-name-form" disabled={rename.isPending}>
            {t('Rename')}
          </Button>
        </>
      }
    >
      <form id="key-name-form" className={styles.form} autoComplete="off" onSubmit={save}>
        <TextField
          ref={field}
          label={t('Name')}
          maxLength={60}
          value={name}
          error={name.trim() === '' ? t('Give the key a name.') : (rename.error?.message ?? null)}
          onChange={({ target }) => {
            setName(target.value)
            rename.reset()
          }}
        />
      </form>
    </Dialog>
  )
}
