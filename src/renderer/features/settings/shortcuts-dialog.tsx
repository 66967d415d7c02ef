import { useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { type Command, type CommandGroup, commandGroups, commands } from '../../lib/commands.ts'
import { resetShortcuts } from '../../lib/shortcut-edits.ts'
import { formatShortcut } from '../../lib/shortcuts.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { ShortcutRow } from './shortcut-row.tsx'

import styles from './shortcuts-dialog.module.css'

interface ShortcutsDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Every command with its shortcut, straight from the commands table; each can be given another one. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { settings, change, failure } = useSettings()
  const [words, setWords] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const groups = useGroups(words)
  const edited = commands.some(({ id }) => settings.shortcuts[id] !== undefined)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Keyboard shortcuts')}
      sentence={t('Press a shortcut to change it. They rest while an input method composes.')}
      initialFocus={field}
      link={
        edited && (
          <Button variant="link" onClick={() => change({ shortcuts: resetShortcuts(settings.shortcuts) })}>
            {t('Reset all')}
          </Button>
        )
      }
      buttons={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          {t('Done')}
        </Button>
      }
    >
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      <TextField
        ref={field}
        className={styles.filter}
        label={t('Search commands and keys')}
        hideLabel
        placeholder={t('Search commands and keys')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className={styles.groups}>
        {groups.length === 0 && <p className={styles.none}>{t('Nothing is called that.')}</p>}
        {groups.map(([group, rows]) => (
          <section key={group} aria-label={t(commandGroups[group])}>
            <h3 className={styles.group}>{t(commandGroups[group])}</h3>
            <ul>
              {rows.map((command) => (
                <ShortcutRow key={command.id} command={command} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** The commands whose name or keys hold all the words. */
function useGroups(words: string): readonly (readonly [CommandGroup, readonly Command[]])[] {
  const { mac, shortcuts } = useCommands()
  const wanted = words.toLowerCase().split(/\s+/)
  const matching = commands.filter((command) => {
    const keys = formatShortcut(shortcuts.get(command.id) ?? '', mac)
    const text = `${t(command.title)} ${command.title} ${keys}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  return [...Map.groupBy(matching, (command) => command.group)]
}
