import { Copy, Ellipsis, PenLine, Trash2 } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { useShortcut } from '../../lib/command-context.tsx'
import { RenameField } from './rename-field.tsx'

import styles from './prompt-list.module.css'

interface PromptRowProps {
  readonly prompt: PromptSummary
  readonly current: boolean
  readonly renaming: boolean
  readonly onOpen: () => void
  readonly onRename: () => void
  /** Null: left as it was. */
  readonly onRenamed: (name: string | null) => void
  readonly onDuplicate: () => void
  readonly onRemove: () => void
}

/** One prompt in the sidebar. */
export function PromptRow(props: PromptRowProps) {
  const { prompt, current, renaming, onOpen, onRename, onRenamed } = props
  if (renaming) {
    return (
      <li className={styles.row}>
        <RenameField name={prompt.name} onDone={onRenamed} />
      </li>
    )
  }
  return (
    <li className={styles.row} data-current={current || undefined}>
      <button
        type="button"
        className={styles.name}
        title={prompt.name}
        aria-current={current ? 'page' : undefined}
        onClick={onOpen}
        onDoubleClick={onRename}
      >
        {prompt.name}
      </button>
      <RowMenu {...props} />
    </li>
  )
}

function RowMenu({ prompt, onRename, onDuplicate, onRemove }: PromptRowProps) {
  const rename = useShortcut('prompt.rename')
  const duplicate = useShortcut('prompt.duplicate')
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          icon={Ellipsis}
          label={t('Actions for {name}', { name: prompt.name })}
          small
          className={styles.more}
        />
      }
      items={[
        { id: 'rename', label: t('Rename'), icon: PenLine, shortcut: rename.label, onSelect: onRename },
        {
          id: 'duplicate',
          label: t('Duplicate'),
          icon: Copy,
          shortcut: duplicate.label,
          onSelect: onDuplicate,
        },
        { id: 'remove', label: t('Remove'), icon: Trash2, onSelect: onRemove },
      ]}
    />
  )
}
