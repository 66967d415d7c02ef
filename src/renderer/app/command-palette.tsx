import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useState } from 'react'

import { t } from '../../contract/i18n/t.ts'
import { useRoute, useSend } from '../lib/api-context.tsx'
import { useCommands } from '../lib/command-context.tsx'
import { formatShortcut } from '../lib/shortcuts.ts'
import { useNavigation } from './navigation.tsx'
import {
  commandItem,
  findItems,
  keyItem,
  type PaletteGroup,
  type PaletteItem,
  promptItem,
  runItem,
} from './palette-items.ts'
import { useOpenRun } from './use-open-run.ts'

import styles from './command-palette.module.css'

export type PaletteMode = 'all' | 'prompts' | 'keys'

interface CommandPaletteProps {
  /** Null: closed. */
  readonly mode: PaletteMode | null
  readonly onClose: () => void
}

/** Finds prompts, runs and commands by a few typed words. */
export function CommandPalette({ mode, onClose }: CommandPaletteProps) {
  return (
    <Dialog.Root open={mode !== null} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Viewport className={styles.viewport}>
          <Dialog.Popup className={styles.popup} aria-label={t('Search prompts, runs, commands')}>
            {mode && <Finder mode={mode} onClose={onClose} />}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Finder({ mode, onClose }: { readonly mode: PaletteMode; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const groups = findItems(useGroups(mode, typed !== ''), typed)
  const choose = useChoose()
  const placeholder = placeholderOf(mode)
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      value={typed}
      onValueChange={(value, { reason }) => reason !== 'item-press' && setTyped(value)}
      autoHighlight="always"
      keepHighlight
    >
      <div className={styles.field}>
        <Search size={16} strokeWidth={1.5} aria-hidden />
        <Autocomplete.Input className={styles.input} aria-label={placeholder} placeholder={placeholder} />
      </div>
      <Autocomplete.Empty>
        <p className={styles.empty}>{t('Nothing is called that.')}</p>
      </Autocomplete.Empty>
      <Autocomplete.List className={styles.list}>
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className={styles.group}>{group.value}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.id}
                  value={item}
                  className={styles.item}
                  onClick={() => {
                    onClose()
                    choose(item)
                  }}
                >
                  <span className={styles.label}>{item.label}</span>
                  <span className={styles.detail}>{item.detail}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function placeholderOf(mode: PaletteMode): string {
  if (mode === 'keys') return t('Use another key')
  return mode === 'all' ? t('Search prompts, runs, commands') : t('Switch to a prompt')
}

/** Runs are many: they join when something was typed. */
function useGroups(mode: PaletteMode, withRuns: boolean): readonly PaletteGroup[] {
  const { available, mac, shortcuts } = useCommands()
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const { data: keys = [] } = useRoute('keys.list', {})
  const { data: runs = [] } = useRoute('runs.list', { limit: 500 }, { enabled: mode === 'all' })
  const promptGroup = { value: t('Prompts'), items: prompts.map(promptItem) }
  if (mode === 'prompts') return [promptGroup]
  const keyGroup = { value: t('Keys'), items: keys.map(keyItem) }
  if (mode === 'keys') return [keyGroup]
  const commandItems = available
    .filter((command) => command.id !== 'palette.open')
    .map((command) => {
      const shortcut = shortcuts.get(command.id)
      return commandItem(command, shortcut ? formatShortcut(shortcut, mac) : '')
    })
  const commandGroup = { value: t('Commands'), items: commandItems }
  return withRuns
    ? [
        promptGroup,
        commandGroup,
        ...(keys.length > 1 ? [keyGroup] : []),
        { value: t('Runs'), items: runs.map(runItem) },
      ]
    : [promptGroup, commandGroup]
}

function useChoose(): (item: PaletteItem) => void {
  const { run } = useCommands()
  const use = useSend('keys.use')
  const { openPrompt } = useNavigation()
  const openRun = useOpenRun()
  return ({ choice }) => {
    if (choice.kind === 'prompt') openPrompt(choice.promptId)
    else if (choice.kind === 'run') void openRun(choice.runId)
    else if (choice.kind === 'key') use.mutate({ profileId: choice.profileId })
    // The palette gives its focus back first: a command may move it again.
    else setTimeout(() => run(choice.commandId))
  }
}
