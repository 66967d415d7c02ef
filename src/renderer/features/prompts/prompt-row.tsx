import { Copy, FolderInput, PenLine, Trash2 } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { AnchoredMenu } from '../../components/ui/menu.tsx'
import { useShortcut } from '../../lib/command-context.tsx'
import { allowDrop, type Dragged, droppedOf, startDrag } from './drag.ts'
import { RenameField } from './rename-field.tsx'
import { type MenuPlace, RowMenu } from './row-menu.tsx'

import styles from './prompt-list.module.css'

interface PromptRowProps {
  readonly prompt: PromptSummary
  readonly tabIndex: number
  /** `true`: open, in a page that the sidebar names itself. */
  readonly current: 'page' | 'true' | undefined
  readonly renaming: boolean
  readonly onOpen: () => void
  readonly onRename: () => void
  /** Null: left as it was. */
  readonly onRenamed: (name: string | null) => void
  readonly onDuplicate: () => void
  /** Asks for folder and tags. */
  readonly onPlace: () => void
  /** Something was dropped on it: it goes where this prompt is. */
  readonly onDrop: (dragged: Dragged) => void
  readonly onRemove: () => void
}

/** One prompt in the sidebar. */
export function PromptRow(props: PromptRowProps) {
  const { prompt, tabIndex, current, renaming, onOpen, onRename, onRenamed, onDrop } = props
  if (renaming) {
    return (
      <div className={styles.row}>
        <RenameField name={prompt.name} onDone={onRenamed} />
      </div>
    )
  }
  return (
    <div
      className={styles.row}
      data-current={current}
      draggable
      onDragStart={(event) => startDrag(event, { promptId: prompt.id })}
      onDragOver={allowDrop}
      onDrop={(event) => {
        const dragged = droppedOf(event)
        if (dragged !== null) onDrop(dragged)
      }}
    >
      <button
        type="button"
        data-row
        tabIndex={tabIndex}
        className={styles.name}
        title={[prompt.folder, prompt.name].filter(Boolean).join(' / ')}
        aria-current={current}
        onClick={onOpen}
        onDoubleClick={onRename}
      >
        {prompt.name}
      </button>
      {prompt.tags.length > 0 && (
        <span className={styles.tags} title={prompt.tags.join(', ')}>
          {prompt.tags.join(', ')}
        </span>
      )}
      <RowMenu
        label={t('Actions for {name}', { name: prompt.name })}
        tabIndex={tabIndex}
        menu={(place) => <PromptMenu {...props} {...place} />}
      />
    </div>
  )
}

function PromptMenu({
  anchor,
  onClose,
  onRename,
  onDuplicate,
  onPlace,
  onRemove,
}: PromptRowProps & MenuPlace) {
  const rename = useShortcut('prompt.rename')
  const duplicate = useShortcut('prompt.duplicate')
  return (
    <AnchoredMenu
      anchor={anchor}
      onClose={onClose}
      items={[
        { id: 'rename', label: t('Rename'), icon: PenLine, shortcut: rename.label, onSelect: onRename },
        {
          id: 'duplicate',
          label: t('Duplicate'),
          icon: Copy,
          shortcut: duplicate.label,
          onSelect: onDuplicate,
        },
        { id: 'place', label: t('Folder and tags'), icon: FolderInput, onSelect: onPlace },
        { id: 'remove', label: t('Remove'), icon: Trash2, onSelect: onRemove },
      ]}
    />
  )
}
