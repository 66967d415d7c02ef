import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { type Command, type CommandGroup, commandGroups, commands, shortcutOf } from '../../lib/commands.ts'
import { formatShortcut } from '../../lib/shortcuts.ts'

import styles from './shortcuts-dialog.module.css'

interface ShortcutsDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Every shortcut that there is, straight from the commands table. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { mac, browser } = useCommands()
  const groups = groupsWithShortcuts(browser)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Keyboard shortcuts')}
      buttons={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          {t('Done')}
        </Button>
      }
    >
      <div className={styles.groups}>
        {groups.map(([group, rows]) => (
          <section key={group}>
            <h3 className={styles.group}>{t(commandGroups[group])}</h3>
            <dl>
              {rows.map((command) => (
                <div key={command.id} className={styles.row}>
                  <dt>{t(command.title)}</dt>
                  <dd className={styles.keys}>
                    <kbd>{formatShortcut(shortcutOf(command, browser) ?? '', mac)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function groupsWithShortcuts(browser: boolean): [CommandGroup, Command[]][] {
  const groups = Map.groupBy(
    commands.filter((command) => shortcutOf(command, browser) !== undefined),
    (command) => command.group,
  )
  return [...groups]
}
