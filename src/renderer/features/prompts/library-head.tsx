import { Ellipsis, FileText, FolderPlus, Plus, Trash2 } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { useCommands, useShortcut } from '../../lib/command-context.tsx'
import { formatInteger } from '../../lib/format.ts'

import styles from './prompt-list.module.css'

interface LibraryHeadProps {
  /** Prompts in the library. */
  readonly count: number
  /** What the list is filtered by; null where there are too few prompts to filter. */
  readonly filter: string | null
  /** Rows that the filter leaves. */
  readonly found: number
  readonly onFilter: (filter: string) => void
  readonly onCreate: () => void
  readonly onCreateFolder: () => void
}

/** Above the library: what can be made, where the removed is, and the filter of a long one. */
export function LibraryHead({ count, filter, found, onFilter, onCreate, onCreateFolder }: LibraryHeadProps) {
  const create = useShortcut('prompt.new')
  const { run } = useCommands()
  return (
    <>
      <div className={styles.head}>
        <FileText size={16} strokeWidth={1.5} aria-hidden />
        <h2 id="prompts-heading" className={styles.heading}>
          {t('Prompts')}
        </h2>
        <Menu
          align="end"
          trigger={
            <IconButton icon={Ellipsis} label={t('Actions for the library')} small className={styles.plus} />
          }
          items={[
            { id: 'folder', label: t('New folder'), icon: FolderPlus, onSelect: onCreateFolder },
            { id: 'trash', label: t('Removed prompts'), icon: Trash2, onSelect: () => run('trash.open') },
          ]}
        />
        <IconButton
          icon={Plus}
          label={t('New prompt')}
          small
          className={styles.plus}
          aria-keyshortcuts={create.aria}
          shortcut={create.label}
          onClick={onCreate}
        />
        <span className={styles.count}>{formatInteger(count)}</span>
      </div>
      {filter !== null && (
        <div className={styles.filter}>
          <input
            type="search"
            className={styles.filterField}
            aria-label={t('Filter prompts')}
            placeholder={t('Filter, #tag')}
            value={filter}
            onChange={(event) => onFilter(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || filter === '' || event.nativeEvent.isComposing) return
              event.stopPropagation()
              onFilter('')
            }}
          />
          <VisuallyHidden>
            <output>
              {filter === ''
                ? ''
                : t('{count, plural, =0 {No prompts} one {# prompt} other {# prompts}}', { count: found })}
            </output>
          </VisuallyHidden>
        </div>
      )}
    </>
  )
}
