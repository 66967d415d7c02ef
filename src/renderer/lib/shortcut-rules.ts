import { t } from '../../contract/i18n/t.ts'
import { formatShortcut, type Shortcut } from './shortcuts.ts'

/** Where a shortcut is to work. */
export interface ShortcutPlace {
  readonly mac: boolean
  readonly browser: boolean
}

/** What the editor does with its own keys (src/renderer/features/drafts/message-block.tsx). */
const MESSAGES = new Set(['Mod+Alt+ArrowUp', 'Mod+Alt+ArrowDown', 'Mod+Alt+Enter'])

/** Clipboard and undo, and what the keys of CodeMirror do to lines and brackets. */
const EDITING = new Set(
  'A C V X Y Z Shift+V Shift+Z [ ] / I Shift+K Shift+\\ Alt+\\'.split(' ').map((keys) => `Mod+${keys}`),
)
const editingKeys = /(?:^|\+)(?:Arrow\w+|Home|End|Page(?:Up|Down)|Backspace|Delete|Insert|Tab|Space)$/

/** Closing, quitting, reloading, zooming, tools for developers: roles of the menu, and of every browser. */
const SYSTEM = new Set([
  ...['Q', 'W', 'R', 'M', '0', '-', '=', 'Shift+=', 'Shift+R', 'Shift+I', 'Alt+I', 'Shift+Q'].map(
    (keys) => `Mod+${keys}`,
  ),
  'F11',
  'F12',
  'Alt+F4',
  'Shift+F10',
])
const MAC_SYSTEM = new Set(['Mod+H', 'Mod+Alt+H', 'Mod+`', 'Mod+Shift+3', 'Mod+Shift+4', 'Mod+Shift+5'])

/** What Chromium and Firefox do not let a page have. */
const BROWSER = new Set([
  ...['N', 'T', 'L', 'Shift+N', 'Shift+T', 'Shift+W', 'Shift+P'].map((keys) => `Mod+${keys}`),
  ...Array.from({ length: 9 }, (_, index) => `Mod+${index + 1}`),
  'F1',
  'F3',
  'F5',
  'F6',
  'F7',
])

/** Why a shortcut cannot be given to a command, as a sentence; null where it can. */
export function shortcutRefusal(shortcut: Shortcut, { mac, browser }: ShortcutPlace): string | null {
  const keys = formatShortcut(shortcut, mac)
  if (MESSAGES.has(shortcut)) return t('{keys} moves and adds messages in the editor.', { keys })
  if (SYSTEM.has(shortcut) || (mac && MAC_SYSTEM.has(shortcut)))
    return t('{keys} belongs to the window or the system.', { keys })
  if (EDITING.has(shortcut) || editingKeys.test(shortcut)) return t('{keys} is needed for writing.', { keys })
  if (browser && BROWSER.has(shortcut)) return t('The browser keeps {keys} for itself.', { keys })
  if (!shortcut.startsWith('Mod+') && !/(?:^|\+)F\d+$/.test(shortcut))
    return t('{keys} would be typed. Hold {mod} with it, or take a key from F1 to F12.', {
      keys,
      mod: mac ? '\u2318' : 'Ctrl',
    })
  return null
}
