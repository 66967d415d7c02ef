import { Ellipsis } from 'lucide-react'
import { useId, useState } from 'react'

import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { NamedKey } from '../../../contract/keys.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Menu, type MenuItem } from '../../components/ui/menu.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { KeyBalance } from './key-balance.tsx'
import type { KeyView } from './key-view.ts'
import { acceptedWords, hostOf, keptWords } from './key-words.ts'

import styles from './key-dialog.module.css'

interface KeyListProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly keys: readonly NamedKey[]
  readonly onView: (view: KeyView) => void
}

/** Every key with its address and balance; the chosen one is used from now on. */
export function KeyList({ open, onOpenChange, keys, onView }: KeyListProps) {
  const { data: status } = useRoute('keys.status', {})
  const use = useSend('keys.use')
  // The choice holds at once on screen; main has the last word.
  const [picked, setPicked] = useState<string | null>(null)
  const chosen = picked ?? status?.profile.id
  const pick = (profileId: string) => {
    setPicked(profileId)
    use.mutate({ profileId }, { onSettled: () => setPicked(null) })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('API keys')}
      sentence={t('Runs are sent with the chosen key and show up in the ledger under its name.')}
      link={
        <Button variant="link" onClick={() => onView({ kind: 'add' })}>
          {t('Add another key')}
        </Button>
      }
      buttons={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          {t('Done')}
        </Button>
      }
    >
      <div className={styles.list} role="radiogroup" aria-label={t('Key in use')}>
        {keys.map((named) => (
          <KeyRow
            key={named.profile.id}
            named={named}
            inUse={named.profile.id === chosen}
            onUse={() => pick(named.profile.id)}
            onView={onView}
          />
        ))}
        {use.error && (
          <p role="alert" className={styles.said}>
            {use.error.message}
          </p>
        )}
      </div>
    </Dialog>
  )
}

interface KeyRowProps {
  readonly named: NamedKey
  readonly inUse: boolean
  readonly onUse: () => void
  readonly onView: (view: KeyView) => void
}

function KeyRow({ named, inUse, onUse, onView }: KeyRowProps) {
  const { profile, hint, present } = named
  const id = useId()
  const test = useSend('keys.test')
  const profileId = profile.id
  const host = hostOf(profile.baseUrl)
  const said = test.data ? acceptedWords(host, test.data.models.length) : test.error?.message
  const view = (kind: 'set' | 'rename' | 'remove') => () => onView({ kind, profileId })
  const items: readonly MenuItem[] = [
    ...(present
      ? [{ id: 'test', label: t('Test the key'), onSelect: () => test.mutate({ profileId }) }]
      : []),
    { id: 'set', label: present ? t('Replace the key') : t('Give it a key'), onSelect: view('set') },
    { id: 'rename', label: t('Rename'), onSelect: view('rename') },
    { id: 'remove', label: t('Remove the key'), onSelect: view('remove') },
  ]
  return (
    <div className={styles.row}>
      <input
        type="radio"
        name="key-in-use"
        id={id}
        className={styles.radio}
        checked={inUse}
        onChange={onUse}
      />
      <label htmlFor={id} className={styles.name}>
        <span className={styles.title}>
          {profile.name} <span className={styles.hint}>{hint ?? ''}</span>
        </span>
        <span className={styles.note}>
          {listed([host, keptWords(named), ...(profile.local ? [t('its runs count as practice')] : [])])}
        </span>
      </label>
      <KeyBalance balance={named.balance} />
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} small label={t('More for {name}', { name: profile.name })} />}
        items={items}
      />
      {(said !== undefined || test.isPending) && (
        <output className={styles.said}>{test.isPending ? t('Asking {host}', { host }) : said}</output>
      )}
    </div>
  )
}
