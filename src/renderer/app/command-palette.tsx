import { Autocomplete } from '@base-ui/react/autocomplete'
import { useState } from 'react'

import { t } from '../../contract/i18n/t.ts'
import { SearchDialog, SearchField } from '../components/ui/search-dialog.tsx'
import { MarkedText } from '../features/search/marked-text.tsx'
import { useFind } from '../features/search/use-find.ts'
import { useOpenHit } from '../features/search/use-open-hit.ts'
import { useRoute, useSend } from '../lib/api-context.tsx'
import { useCommands } from '../lib/command-context.tsx'
import { formatShortcut } from '../lib/shortcuts.ts'
import { useNavigation } from '../navigation/navigation.tsx'
import { useOpenRun } from '../navigation/use-open-run.ts'
import {
  commandItem,
  findItem,
  findItems,
  hitItem,
  keyItem,
  type PaletteGroup,
  type PaletteItem,
  promptItem,
  runItem,
  typedNumber,
} from './palette-items.ts'

import styles from './command-palette.module.css'

export type PaletteMode = 'all' | 'prompts' | 'keys'

interface CommandPaletteProps {
  /** Null: closed. */
  readonly mode: PaletteMode | null
  readonly onClose: () => void
  /** Looks through all texts, in its own window. */
  readonly onFind: (text: string) => void
}

/** Finds prompts, runs, commands and texts by a few typed words. */
export function CommandPalette({ mode, onClose, onFind }: CommandPaletteProps) {
  return (
    <SearchDialog
      label={t('Search prompts, runs, commands')}
      size="list"
      open={mode !== null}
      onClose={onClose}
    >
      {mode && <Finder mode={mode} onClose={onClose} onFind={onFind} />}
    </SearchDialog>
  )
}

type FinderProps = Omit<CommandPaletteProps, 'mode'> & { readonly mode: PaletteMode }

function Finder({ mode, onClose, onFind }: FinderProps) {
  const [typed, setTyped] = useState('')
  const named = findItems(useGroups(mode, typed), typed)
  const texts = useTexts(mode, typed)
  const groups = [...named, ...texts.groups]
  const choose = useChoose(onFind)
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
      <SearchField>
        <Autocomplete.Input aria-label={placeholder} placeholder={placeholder} />
      </SearchField>
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
                  {item.hit && (
                    <span className={styles.snippet}>
                      <MarkedText snippet={item.hit.snippet} marks={item.hit.marks} />
                    </span>
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      {!texts.complete && (
        <p className={styles.note}>{t('The index is still being made: there may be more.')}</p>
      )}
    </Autocomplete.Root>
  )
}

function placeholderOf(mode: PaletteMode): string {
  if (mode === 'keys') return t('Use another key')
  return mode === 'all' ? t('Search prompts, runs, commands') : t('Switch to a prompt')
}

/** Texts in the palette; the rest is a choice away. */
const TEXTS = 6

/** What holds the typed words, wherever they stand. */
function useTexts(mode: PaletteMode, typed: string) {
  const found = useFind({ text: typed, kind: null, promptId: null }, mode === 'all')
  const total = typed.trim() === '' ? 0 : (found.total ?? 0)
  const hits = Array.from({ length: Math.min(total, TEXTS) }, (_, index) => found.hitAt(index))
  const items = hits.flatMap((hit) => (hit ? [hitItem(hit)] : []))
  const all = total === 0 ? [] : [...items, findItem(found.text, total)]
  const groups: readonly PaletteGroup[] =
    mode !== 'all' || all.length === 0 ? [] : [{ value: t('In texts'), items: all }]
  return { groups, complete: found.complete }
}

/** The last runs, and the one whose number was typed, however old. */
function useRuns(enabled: boolean, typed: string) {
  const number = typedNumber(typed)
  const { data: last } = useRoute('history.list', { filter: {}, offset: 0, limit: LAST_RUNS }, { enabled })
  const { data: numbered } = useRoute(
    'history.list',
    { filter: { number: number ?? 1 }, offset: 0, limit: 1 },
    { enabled: enabled && number !== null },
  )
  const known = last?.runs ?? []
  const old = (number === null ? [] : (numbered?.runs ?? [])).filter(({ id }) =>
    known.every((run) => run.id !== id),
  )
  return [...old, ...known]
}

const LAST_RUNS = 200

/** Runs are many: they join when something was typed. */
function useGroups(mode: PaletteMode, typed: string): readonly PaletteGroup[] {
  const { available, mac, shortcuts } = useCommands()
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const { data: keys = [] } = useRoute('keys.list', {})
  const runs = useRuns(mode === 'all', typed)
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
  return typed !== ''
    ? [
        promptGroup,
        commandGroup,
        ...(keys.length > 1 ? [keyGroup] : []),
        { value: t('Runs'), items: runs.map(runItem) },
      ]
    : [promptGroup, commandGroup]
}

function useChoose(onFind: (text: string) => void): (item: PaletteItem) => void {
  const { run } = useCommands()
  const use = useSend('keys.use')
  const { openPrompt } = useNavigation()
  const openRun = useOpenRun()
  const openHit = useOpenHit()
  return ({ choice }) => {
    if (choice.kind === 'prompt') openPrompt(choice.promptId)
    else if (choice.kind === 'run') void openRun(choice.runId)
    else if (choice.kind === 'key') use.mutate({ profileId: choice.profileId })
    else if (choice.kind === 'hit') openHit(choice.hit)
    else if (choice.kind === 'find') setTimeout(() => onFind(choice.text))
    // The palette gives its focus back first: a command may move it again.
    else setTimeout(() => run(choice.commandId))
  }
}
