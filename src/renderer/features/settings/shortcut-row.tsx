import { RotateCcw } from 'lucide-react'
import { useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { type Command, type CommandId, commandOf, defaultShortcut } from '../../lib/commands.ts'
import { giveShortcut, holderOf, resetShortcut, swapShortcuts } from '../../lib/shortcut-edits.ts'
import { shortcutRefusal } from '../../lib/shortcut-rules.ts'
import { formatShortcut, type Shortcut } from '../../lib/shortcuts.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { ShortcutConflict } from './shortcut-conflict.tsx'
import { ShortcutRecorder } from './shortcut-recorder.tsx'

import styles from './shortcuts-dialog.module.css'

type State =
  | { readonly name: 'shown' }
  | { readonly name: 'recording'; readonly refusal: string | null }
  | { readonly name: 'taken'; readonly shortcut: Shortcut; readonly by: CommandId }

/** One command, its shortcut, and what it takes to give it another one. */
export function ShortcutRow({ command }: { readonly command: Command }) {
  const { id } = command
  const { mac, browser, shortcuts } = useCommands()
  const { settings, change } = useSettings()
  const [state, setState] = useState<State>({ name: 'shown' })
  const button = useRef<HTMLButtonElement>(null)
  const title = t(command.title)
  const keys = formatShortcut(shortcuts.get(id) ?? '', mac)

  const show = (): void => {
    setState({ name: 'shown' })
    // The button is there again only after this.
    setTimeout(() => button.current?.focus())
  }
  const write = (edited: typeof settings.shortcuts): void => {
    change({ shortcuts: edited })
    show()
  }
  const take = (shortcut: Shortcut | null): void =>
    write(giveShortcut(settings.shortcuts, id, shortcut, browser))
  const onRecorded = (shortcut: Shortcut): void => {
    const refusal = shortcutRefusal(shortcut, { mac, browser })
    const by = holderOf(shortcut, id, shortcuts)
    if (refusal !== null) setState({ name: 'recording', refusal })
    else if (by !== null) setState({ name: 'taken', shortcut, by })
    else take(shortcut)
  }

  return (
    <li className={styles.row}>
      <span className={styles.line}>
        <span className={styles.title}>{title}</span>
        {settings.shortcuts[id] !== undefined && state.name === 'shown' && (
          <IconButton
            icon={RotateCcw}
            small
            label={t('Reset the shortcut of {title}', { title })}
            onClick={() => write(resetShortcut(settings.shortcuts, id))}
          />
        )}
        {state.name === 'recording' ? (
          <ShortcutRecorder
            title={title}
            onRecorded={onRecorded}
            onCleared={() => take(null)}
            onCancel={show}
          />
        ) : (
          <button
            ref={button}
            type="button"
            className={styles.keys}
            aria-label={t('Shortcut of {title}: {keys}', { title, keys: keys || t('none') })}
            onClick={() => setState({ name: 'recording', refusal: null })}
          >
            {keys === '' ? <span className={styles.empty}>{t('none')}</span> : <kbd>{keys}</kbd>}
          </button>
        )}
      </span>
      {state.name === 'recording' && state.refusal !== null && (
        <p role="alert" className={styles.note}>
          {state.refusal}
        </p>
      )}
      {state.name === 'taken' && (
        <ShortcutConflict
          keys={formatShortcut(state.shortcut, mac)}
          holder={t(commandOf(state.by).title)}
          onSwap={keys === '' ? null : () => write(swapShortcuts(settings.shortcuts, id, state.by, browser))}
          onTake={() => take(state.shortcut)}
          onCancel={show}
        />
      )}
      {state.name === 'shown' && <LentNote command={command} />}
    </li>
  )
}

/** Says where the command's own shortcut is, when nobody took it away here but it was given to another command. */
function LentNote({ command }: { readonly command: Command }) {
  const { mac, browser, shortcuts } = useCommands()
  const { settings } = useSettings()
  const own = defaultShortcut(command, browser)
  if (own === undefined || settings.shortcuts[command.id] !== undefined) return null
  const holder = holderOf(own, command.id, shortcuts)
  if (holder === null) return null
  return (
    <p className={styles.note}>
      {t('{keys} was given to {title}.', {
        keys: formatShortcut(own, mac),
        title: t(commandOf(holder).title),
      })}
    </p>
  )
}
