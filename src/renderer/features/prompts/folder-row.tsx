import { ChevronDown, ChevronRight, FilePlus, FolderMinus, FolderPlus, PenLine } from 'lucide-react'
import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { AnchoredMenu } from '../../components/ui/menu.tsx'
import { formatInteger } from '../../lib/format.ts'
import { allowDrop, type Dragged, droppedOf, startDrag } from './drag.ts'
import type { LibraryRow } from './library-rows.ts'
import { RenameField } from './rename-field.tsx'
import { RowMenu } from './row-menu.tsx'

import styles from './prompt-list.module.css'

interface FolderRowProps {
  readonly row: Extract<LibraryRow, { kind: 'folder' }>
  readonly tabIndex: number
  readonly onToggle: (open: boolean) => void
  readonly onDrop: (dragged: Dragged) => void
  /** The new name of the folder alone, without its path. */
  readonly onRename: (name: string) => void
  readonly onCreate: () => void
  readonly onCreateFolder: () => void
  readonly onRemove: () => void
}

/** One folder of the library: opens and closes, and takes what is dropped on it. */
export function FolderRow({ row, tabIndex, onToggle, onDrop, onRename, ...actions }: FolderRowProps) {
  const [renaming, setRenaming] = useState(false)
  const [over, setOver] = useState(false)
  const { name, open, count, path } = row
  if (renaming) {
    return (
      <div className={styles.row}>
        <RenameField
          name={name}
          onDone={(next) => {
            setRenaming(false)
            if (next !== null && next !== name) onRename(next)
          }}
        />
      </div>
    )
  }
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <div
      className={styles.row}
      data-over={over || undefined}
      draggable
      onDragStart={(event) => startDrag(event, { folder: path })}
      onDragOver={(event) => setOver(allowDrop(event))}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const dragged = droppedOf(event)
        if (dragged !== null) onDrop(dragged)
      }}
    >
      <button
        type="button"
        data-row
        tabIndex={tabIndex}
        className={styles.folder}
        title={path}
        aria-expanded={open}
        onClick={() => onToggle(!open)}
        onKeyDown={(event) => event.key === 'F2' && setRenaming(true)}
      >
        <Chevron size={14} strokeWidth={1.5} aria-hidden />
        <span className={styles.folderName}>{name}</span>
        <span className={styles.count}>{formatInteger(count)}</span>
      </button>
      <RowMenu
        label={t('Actions for the folder {name}', { name })}
        tabIndex={tabIndex}
        menu={(place) => (
          <AnchoredMenu
            {...place}
            items={[
              { id: 'new', label: t('New prompt here'), icon: FilePlus, onSelect: actions.onCreate },
              {
                id: 'folder',
                label: t('New folder here'),
                icon: FolderPlus,
                onSelect: actions.onCreateFolder,
              },
              { id: 'rename', label: t('Rename'), icon: PenLine, onSelect: () => setRenaming(true) },
              {
                id: 'remove',
                label: t('Remove the folder only'),
                icon: FolderMinus,
                onSelect: actions.onRemove,
              },
            ]}
          />
        )}
      />
    </div>
  )
}
