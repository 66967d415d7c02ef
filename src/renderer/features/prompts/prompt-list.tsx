import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommand } from '../../lib/command-context.tsx'
import { useSettings } from '../../lib/use-settings.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { allowDrop, droppedOf } from './drag.ts'
import { FolderRow } from './folder-row.tsx'
import { LibraryHead } from './library-head.tsx'
import { filteredRows, libraryRows, type LibraryRow } from './library-rows.ts'
import { PlaceDialog } from './place-dialog.tsx'
import { PromptRow } from './prompt-row.tsx'
import { useFolderActions } from './use-folder-actions.ts'
import { useLibraryKeys } from './use-library-keys.ts'
import { usePromptActions } from './use-prompt-actions.ts'

import styles from './prompt-list.module.css'

const ROW = 26
/** From so many prompts on a filter is worth its place. */
const MANY = 12

/** The library: every prompt by name in its folder; only what is in view is drawn. */
export function PromptList({ onOpened }: { readonly onOpened: () => void }) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const { data: folders = [] } = useRoute('folders.list', {})
  const { settings, change } = useSettings()
  const { page, openPrompt } = useNavigation()
  const actions = usePromptActions()
  const folderActions = useFolderActions()
  const [filter, setFilter] = useState('')
  const [renaming, setRenaming] = useState<string | null>(null)
  const [placed, setPlaced] = useState<PromptSummary | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const openId = page.promptId
  const closed = useMemo(() => new Set(settings.closedFolders), [settings.closedFolders])
  const rows = useMemo(
    () => (filter.trim() === '' ? libraryRows(prompts, folders, closed) : filteredRows(prompts, filter)),
    [prompts, folders, closed, filter],
  )
  // oxlint-disable-next-line react/incompatible-library -- no compiler is set up; nothing here is memoized
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const toggle = (path: string, open: boolean): void => {
    const next = new Set(closed)
    if (open) next.delete(path)
    else next.add(path)
    change({ closedFolders: [...next] })
  }
  const keys = useLibraryKeys(rows, virtual, scroller, toggle)
  const place = rows.findIndex((row) => row.kind === 'prompt' && row.prompt.id === openId)
  const { setActive } = keys
  useEffect(() => {
    if (place < 0) return
    setActive(place)
    virtual.scrollToIndex(place)
    // Only when another prompt was opened: a list that changes must not pull the user back.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [openId])

  const rename = (promptId: string | null): void => {
    const at = rows.findIndex((row) => row.kind === 'prompt' && row.prompt.id === promptId)
    if (at >= 0) virtual.scrollToIndex(at)
    setRenaming(promptId)
  }
  const create = async (folder = '') => {
    const created = await actions.create(folder)
    if (created) setRenaming(created.id)
  }
  useCommand(
    'prompt.rename',
    () => rename(openId),
    prompts.some((prompt) => prompt.id === openId),
  )

  const rowOf = (row: LibraryRow, tabIndex: number) =>
    row.kind === 'folder' ? (
      <FolderRow
        row={row}
        tabIndex={tabIndex}
        onToggle={(open) => toggle(row.path, open)}
        onDrop={(dragged) => void folderActions.drop(dragged, row.path)}
        onRename={(name) => void folderActions.rename(row.path, name)}
        onCreate={() => void create(row.path)}
        onCreateFolder={() => void folderActions.create(row.path, folders)}
        onRemove={() => void folderActions.remove(row.path)}
      />
    ) : (
      <PromptRow
        prompt={row.prompt}
        tabIndex={tabIndex}
        current={row.prompt.id !== openId ? undefined : page.name === 'tests' ? 'true' : 'page'}
        renaming={row.prompt.id === renaming}
        onOpen={() => {
          openPrompt(row.prompt.id)
          onOpened()
        }}
        onRename={() => rename(row.prompt.id)}
        onRenamed={(name) => {
          setRenaming(null)
          if (name !== null) void actions.rename(row.prompt, name)
        }}
        onDuplicate={() => void actions.duplicate(row.prompt)}
        onPlace={() => setPlaced(row.prompt)}
        onDrop={(dragged) => void folderActions.drop(dragged, row.prompt.folder)}
        onRemove={() => void actions.remove(row.prompt, prompts)}
      />
    )

  return (
    <section aria-labelledby="prompts-heading" className={styles.section}>
      <LibraryHead
        count={prompts.length}
        filter={prompts.length > MANY || filter !== '' ? filter : null}
        found={rows.length}
        onFilter={setFilter}
        onCreate={() => void create()}
        onCreateFolder={() => void folderActions.create('', folders)}
      />
      <div
        ref={scroller}
        className={styles.scroller}
        onDragOver={allowDrop}
        onDrop={(event) => {
          const dragged = droppedOf(event)
          if (dragged !== null) void folderActions.drop(dragged, '')
        }}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of all rows, caught once */}
        <ul
          className={styles.list}
          aria-label={t('Prompts')}
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <li
                key={row.kind === 'folder' ? `folder ${row.path}` : row.prompt.id}
                className={styles.item}
                data-index={index}
                aria-posinset={index + 1}
                aria-setsize={rows.length}
                style={{ translate: `0 ${start}px`, paddingInlineStart: row.depth * 12 }}
              >
                {rowOf(row, index === keys.active ? 0 : -1)}
              </li>
            )
          })}
        </ul>
      </div>
      {placed !== null && (
        <PlaceDialog
          prompt={placed}
          folders={folders}
          tags={[...new Set(prompts.flatMap(({ tags }) => tags))].toSorted()}
          onClose={() => setPlaced(null)}
          onPlace={(folder, tags) => {
            setPlaced(null)
            void folderActions.place(placed, folder, tags)
          }}
        />
      )}
    </section>
  )
}
