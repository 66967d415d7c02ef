import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { commands, defaultShortcut, type EditedShortcuts, shortcutsInForce } from './commands.ts'
import { giveShortcut, holderOf, resetShortcut, resetShortcuts, swapShortcuts } from './shortcut-edits.ts'
import { shortcutRefusal } from './shortcut-rules.ts'

const inForce = (edited: EditedShortcuts) => shortcutsInForce(edited, false)

describe('giving shortcuts', () => {
  test('a free one is kept beside the others', () => {
    const edited = giveShortcut({}, 'run.start', 'Mod+Shift+X', false)
    expect(edited).toEqual({ 'run.start': 'Mod+Shift+X' })
    expect(inForce(edited).get('run.start')).toBe('Mod+Shift+X')
  })

  test('one that another command has is taken from it, and comes back when it is given back', () => {
    expect(holderOf('Mod+K', 'run.start', inForce({}))).toBe('palette.open')
    const taken = giveShortcut({}, 'run.start', 'Mod+K', false)
    expect(inForce(taken).get('run.start')).toBe('Mod+K')
    expect(inForce(taken).get('palette.open')).toBeUndefined()
    expect(inForce(resetShortcut(taken, 'run.start')).get('palette.open')).toBe('Mod+K')
  })

  test('one that another command was given is taken from it too', () => {
    const given = giveShortcut({}, 'page.prices', 'Mod+Shift+X', false)
    const taken = giveShortcut(given, 'run.start', 'Mod+Shift+X', false)
    expect(inForce(taken).get('page.prices')).toBeUndefined()
    expect(inForce(taken).get('run.start')).toBe('Mod+Shift+X')
  })

  test('two are swapped, and swapped back leave nothing behind', () => {
    const swapped = swapShortcuts({}, 'run.start', 'palette.open', false)
    expect(inForce(swapped).get('run.start')).toBe('Mod+K')
    expect(inForce(swapped).get('palette.open')).toBe('Mod+Enter')
    expect(swapShortcuts(swapped, 'run.start', 'palette.open', false)).toEqual({})
  })

  test('resetting all leaves only what a newer Fathom wrote', () => {
    expect(resetShortcuts({ 'run.start': null, 'future.command': 'Mod+J' })).toEqual({
      'future.command': 'Mod+J',
    })
  })

  test('whatever is chosen, in whatever order, no shortcut is given twice', () => {
    const id = fc.constantFrom(...commands.map((command) => command.id))
    const shortcut = fc.constantFrom('Mod+K', 'Mod+Enter', 'Mod+J', 'F2', 'Mod+Alt+N', null)
    fc.assert(
      fc.property(fc.array(fc.tuple(id, shortcut)), fc.boolean(), (choices, browser) => {
        let edited: EditedShortcuts = {}
        for (const [command, keys] of choices) {
          edited = giveShortcut(edited, command, keys, browser)
          expect(shortcutsInForce(edited, browser).get(command) ?? null).toBe(keys)
        }
        for (const shell of [true, false]) {
          const given = [...shortcutsInForce(edited, shell).values()]
          expect(new Set(given).size).toBe(given.length)
        }
      }),
    )
  })
})

describe('refusals', () => {
  const linux = { mac: false, browser: false }
  test.each([
    ['Mod+C', 'Ctrl+C is needed for writing.'],
    ['Mod+[', 'Ctrl+[ is needed for writing.'],
    ['Mod+ArrowUp', 'Ctrl+ArrowUp is needed for writing.'],
    ['Mod+W', 'Ctrl+W belongs to the window or the system.'],
    ['Mod+Alt+Enter', 'Ctrl+Alt+Enter moves and adds messages in the editor.'],
    ['Shift+K', 'Shift+K would be typed. Hold Ctrl with it, or take a key from F1 to F12.'],
  ])('%s is refused with a sentence', (shortcut, sentence) => {
    expect(shortcutRefusal(shortcut, linux)).toBe(sentence)
  })

  test('the browser keeps some that the desktop gives', () => {
    expect(shortcutRefusal('Mod+T', linux)).toBeNull()
    expect(shortcutRefusal('Mod+T', { mac: false, browser: true })).toBe(
      'The browser keeps Ctrl+T for itself.',
    )
  })

  test.each([
    { mac: true, browser: false },
    { mac: false, browser: false },
    { mac: true, browser: true },
    { mac: false, browser: true },
  ])('none of the table is refused where it works: %o', (place) => {
    const refused = commands.flatMap((command) => {
      const shortcut = defaultShortcut(command, place.browser)
      return shortcut !== undefined && shortcutRefusal(shortcut, place) !== null ? [shortcut] : []
    })
    expect(refused).toEqual([])
  })
})
