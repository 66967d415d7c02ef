/** A shortcut as the commands table writes it: "Mod+Shift+/", where Mod is Command on a Mac and Control elsewhere. */
export type Shortcut = string

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly metaKey: boolean
  readonly ctrlKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
  /** 229 while an input method holds the key; Safari says so where it no longer says `isComposing`. */
  readonly keyCode: number
}

const COMPOSING_KEY = 229

const macKeys: Readonly<Record<string, string>> = {
  Mod: '\u2318',
  Shift: '\u21e7',
  Alt: '\u2325',
  Enter: '\u21b5',
}
const otherKeys: Readonly<Record<string, string>> = { Mod: 'Ctrl' }

/** "⌘K" on a Mac, "Ctrl+K" elsewhere. */
export function formatShortcut(shortcut: Shortcut, mac: boolean): string {
  const keys = shortcut.split('+')
  return mac
    ? keys.map((key) => macKeys[key] ?? key).join('')
    : keys.map((key) => otherKeys[key] ?? key).join('+')
}

/** For aria-keyshortcuts, which has its own names. */
export function ariaShortcut(shortcut: Shortcut, mac: boolean): string {
  return shortcut.replace('Mod', mac ? 'Meta' : 'Control')
}

/** Whether the key belongs to an input method: then it is no command's. */
export function isComposing(press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing || press.keyCode === COMPOSING_KEY
}

/**
 * The shortcut that a key press is. Null while an input method composes, for a key that only holds others (Shift), with
 * the system's own key held (Control on a Mac, Windows elsewhere), and for keys that no shortcut can be written with.
 */
export function shortcutOfPress(press: KeyPress, mac: boolean): Shortcut | null {
  if (isComposing(press) || (mac ? press.ctrlKey : press.metaKey)) return null
  const key = keyOf(press)
  if (key === null) return null
  const held = [
    (mac ? press.metaKey : press.ctrlKey) && 'Mod',
    press.altKey && 'Alt',
    press.shiftKey && 'Shift',
  ].filter((name) => name !== false)
  return [...held, key].join('+')
}

const signs: Readonly<Record<string, string>> = {
  Slash: '/',
  Period: '.',
  Comma: ',',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  Minus: '-',
  Equal: '=',
}
const signKeys = new Set(Object.values(signs))
const named = /^(?:F\d{1,2}|Enter|Tab|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Arrow\w+)$/

/** Shift and Option change what a key writes, and other scripts write no latin letter: then its place counts. */
function keyOf({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  if (/^\d$/.test(key) || signKeys.has(key) || named.test(key)) return key
  if (key === ' ') return 'Space'
  return /^(?:Key|Digit)(\w)$/.exec(code)?.[1] ?? signs[code] ?? null
}

/** Whether the machine says that it is a Mac. */
export function isMac(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform)
}
