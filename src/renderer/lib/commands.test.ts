import { describe, expect, test } from 'vitest'

import { commandForPress, commands, defaultShortcut, shortcutsInForce } from './commands.ts'
import { ariaShortcut, formatShortcut, type KeyPress, type Shortcut, shortcutOfPress } from './shortcuts.ts'

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const none = {
    metaKey: false,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    isComposing: false,
    keyCode: 0,
  }
  return { key, code: '', ...none, ...held }
}

function matchesShortcut(shortcut: Shortcut, pressed: KeyPress, mac: boolean): boolean {
  return shortcutOfPress(pressed, mac) === shortcut
}

describe('the commands table', () => {
  test.each([true, false])('gives no shortcut to two commands (browser: %s)', (browser) => {
    const shortcuts = commands.flatMap((command) => defaultShortcut(command, browser) ?? [])
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  test('has no id twice', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
  })

  test('leaves to the browser what the browser does not give away', () => {
    const ctrlN = press('n', { ctrlKey: true })
    const [desktop, browser] = [shortcutsInForce({}, false), shortcutsInForce({}, true)]
    expect(commandForPress(ctrlN, false, browser)).toBeUndefined()
    expect(commandForPress(ctrlN, false, desktop)).toBe('prompt.new')
    expect(commandForPress(press('n', { ctrlKey: true, altKey: true }), false, browser)).toBe('prompt.new')
  })
})

describe('matchesShortcut', () => {
  test('takes Command on a Mac and Control elsewhere, never the other', () => {
    expect(matchesShortcut('Mod+K', press('k', { metaKey: true }), true)).toBe(true)
    expect(matchesShortcut('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false)
    expect(matchesShortcut('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true)
  })

  test('needs exactly the keys that are named', () => {
    expect(matchesShortcut('Mod+Enter', press('Enter', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(matchesShortcut('F2', press('F2'), false)).toBe(true)
    expect(matchesShortcut('F2', press('F2', { ctrlKey: true }), false)).toBe(false)
  })

  test('goes by the key where Shift, Option or another script writes something else', () => {
    expect(
      matchesShortcut('Mod+Shift+/', press('?', { ctrlKey: true, shiftKey: true, code: 'Slash' }), false),
    ).toBe(true)
    expect(matchesShortcut('Mod+K', press('л', { ctrlKey: true, code: 'KeyK' }), false)).toBe(true)
  })

  test('leaves the keys of an input method alone', () => {
    expect(matchesShortcut('Mod+Enter', press('Enter', { ctrlKey: true, isComposing: true }), false)).toBe(
      false,
    )
    // What is left of it in Safari, and with some input methods of Windows.
    expect(matchesShortcut('Mod+Enter', press('Enter', { ctrlKey: true, keyCode: 229 }), false)).toBe(false)
  })

  test('goes by the letter where another layout has it elsewhere: Ctrl+A of AZERTY is not Ctrl+Q', () => {
    expect(shortcutOfPress(press('a', { ctrlKey: true, code: 'KeyQ' }), false)).toBe('Mod+A')
    expect(shortcutOfPress(press('&', { ctrlKey: true, code: 'Digit1' }), false)).toBe('Mod+1')
    expect(shortcutOfPress(press('/', { ctrlKey: true, shiftKey: true, code: 'Digit7' }), false)).toBe(
      'Mod+Shift+/',
    )
  })

  test('is nothing yet while only Shift or Ctrl is held', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Dead', 'Escape'])
      expect(shortcutOfPress(press(key, { ctrlKey: true }), false)).toBeNull()
  })
})

test('shortcuts are written as the machine writes them', () => {
  expect(formatShortcut('Mod+Enter', true)).toBe('\u2318\u21b5')
  expect(formatShortcut('Mod+Shift+/', false)).toBe('Ctrl+Shift+/')
  expect(ariaShortcut('Mod+B', false)).toBe('Control+B')
})
