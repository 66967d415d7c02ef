import { useState } from 'react'

import type { NamedKey } from '../../../contract/keys.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { KeyForm } from './key-form.tsx'
import { KeyList } from './key-list.tsx'
import type { KeyView } from './key-view.ts'
import { RemoveKey } from './remove-key.tsx'
import { RenameKey } from './rename-key.tsx'

interface KeyDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** The user's keys. A key can be written here and never read back. */
export function KeyDialog({ open, onOpenChange }: KeyDialogProps) {
  const { data: keys } = useRoute('keys.list', {}, { enabled: open })
  if (!keys) return null
  return <Views key={String(open)} keys={keys} open={open} onOpenChange={onOpenChange} />
}

function Views({ keys, open, onOpenChange }: KeyDialogProps & { readonly keys: readonly NamedKey[] }) {
  const [chosen, setView] = useState<KeyView | null>(null)
  const [only] = keys
  // Where there is no key yet there is nothing to list: the first is asked for at once.
  const first: KeyView =
    keys.length === 1 && only?.present === false
      ? { kind: 'set', profileId: only.profile.id }
      : { kind: 'list' }
  const view = chosen ?? first
  const close = () => onOpenChange(false)
  const back = () => (chosen === null ? close() : setView({ kind: 'list' }))
  const props = { open, onOpenChange }
  if (view.kind === 'list') return <KeyList {...props} keys={keys} onView={setView} />
  if (view.kind === 'add') return <KeyForm {...props} key="add" adding keys={keys} onBack={back} />
  const named = keys.find(({ profile }) => profile.id === view.profileId)
  if (named === undefined) return <KeyList {...props} keys={keys} onView={setView} />
  if (view.kind === 'rename') return <RenameKey {...props} named={named} onBack={back} />
  if (view.kind === 'remove')
    return <RemoveKey {...props} named={named} only={keys.length === 1} onBack={back} />
  return <KeyForm {...props} key={view.profileId} adding={false} named={named} keys={keys} onBack={back} />
}
