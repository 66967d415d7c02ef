import { ArrowDown, ArrowUp, Binary, Image, Plus, Trash2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Menu, type MenuItem } from '../../components/ui/menu.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import type { MessageOutline } from '../../editor/draft-state.ts'
import { useCommands } from '../../lib/command-context.tsx'
import { roleName } from '../../lib/segments.ts'
import { formatShortcut } from '../../lib/shortcuts.ts'

import styles from './message-block.module.css'

interface RoleMenuProps {
  readonly session: DraftSession
  readonly message: MessageOutline
  readonly index: number
  /** How many messages there are. */
  readonly count: number
  readonly name: string
  readonly onShowTokens: ((messageId: string) => void) | undefined
  readonly onAttach: () => void
}

const roles = ['system', 'user', 'assistant', 'tool'] as const

/** The role is a button: it opens what can be done with the message. Its keys work on it and in the text. */
export function RoleMenu(props: RoleMenuProps) {
  const { session, message, index, count, name, onShowTokens, onAttach } = props
  const { mac } = useCommands()
  const { id, role, details } = message
  const goesOn = details?.prefix === true
  const items: readonly MenuItem[] = [
    ...roles.map((choice) => ({
      id: choice,
      label: roleName(choice),
      checked: choice === role,
      onSelect: () => session.setRole(id, choice),
    })),
    ...(role === 'assistant'
      ? [
          {
            id: 'prefix',
            label: t('Prefix: go on from here'),
            checked: goesOn,
            disabled: index !== count - 1 && !goesOn,
            onSelect: () => session.setDetails(id, { ...details, prefix: !goesOn }),
          },
        ]
      : []),
    ...(role === 'user'
      ? [{ id: 'image', label: t('Attach an image'), icon: Image, onSelect: onAttach }]
      : []),
    {
      id: 'up',
      label: t('Move up'),
      icon: ArrowUp,
      shortcut: formatShortcut('Mod+Alt+\u2191', mac),
      disabled: index === 0,
      onSelect: () => session.move(id, 'up'),
    },
    {
      id: 'down',
      label: t('Move down'),
      icon: ArrowDown,
      shortcut: formatShortcut('Mod+Alt+\u2193', mac),
      disabled: index === count - 1,
      onSelect: () => session.move(id, 'down'),
    },
    {
      id: 'add',
      label: t('Add a message below'),
      icon: Plus,
      shortcut: formatShortcut('Mod+Alt+Enter', mac),
      onSelect: () => session.addBelow(id),
    },
    ...(onShowTokens === undefined
      ? []
      : [{ id: 'tokens', label: t('Show its tokens'), icon: Binary, onSelect: () => onShowTokens(id) }]),
    { id: 'remove', label: t('Remove'), icon: Trash2, shortcut: 'Del', onSelect: () => session.remove(id) },
  ]
  const onKeyDown = (event: KeyboardEvent): void => {
    const mod = mac ? event.metaKey : event.ctrlKey
    if (event.key === 'Delete') session.remove(id)
    else if (mod && event.altKey && event.key === 'ArrowUp') session.move(id, 'up')
    else if (mod && event.altKey && event.key === 'ArrowDown') session.move(id, 'down')
    else if (mod && event.key.toLowerCase() === 'z') {
      if (event.shiftKey) session.redo()
      else session.undo()
    } else return
    event.preventDefault()
  }
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={styles.role}
          aria-label={t('{name}: role and place', { name })}
          onKeyDown={onKeyDown}
        >
          {name}
        </button>
      }
      items={items}
    />
  )
}
