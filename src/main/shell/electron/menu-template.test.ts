import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'

import { commandTable, type EditedShortcuts } from '../../../contract/commands.ts'
import { menuTemplate } from './menu-template.ts'

function menuOf(platform: NodeJS.Platform, packaged = true, shortcuts: EditedShortcuts = {}) {
  const ran: string[] = []
  const opened: string[] = []
  const template = menuTemplate({
    platform,
    packaged,
    shortcuts,
    run: (id) => ran.push(id),
    openLink: (url) => opened.push(url),
  })
  return { items: template.flatMap(allItems), ran, opened }
}

function allItems(item: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return [item, ...(Array.isArray(item.submenu) ? item.submenu.flatMap(allItems) : [])]
}

function click(item: MenuItemConstructorOptions): void {
  ;(item.click as () => void)()
}

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', (platform) => {
  test('has every command of the table once, and each runs itself', () => {
    const { items, ran } = menuOf(platform)
    const commands = items.filter(({ id }) => id !== undefined)
    for (const item of commands) click(item)
    const ids = commandTable.map(({ id }) => id)
    expect(ran.toSorted()).toEqual(ids.toSorted())
    expect(commands.map(({ id }) => id)).toEqual(ran)
  })

  test('shows the shortcuts of the table, in the words of Electron, and leaves the keys to the page', () => {
    const { items } = menuOf(platform)
    const run = items.find(({ id }) => id === 'run.start')
    expect(run).toMatchObject({ accelerator: 'CommandOrControl+Enter', registerAccelerator: false })
  })

  test('shows what the user chose instead, and nothing where that is no shortcut', () => {
    const { items } = menuOf(platform, true, { 'run.start': 'Mod+Shift+X', 'palette.open': null })
    const accelerators = items.map(({ id, accelerator }) => [id, accelerator])
    expect(accelerators).toContainEqual(['run.start', 'CommandOrControl+Shift+X'])
    expect(accelerators).toContainEqual(['palette.open', undefined])
  })

  test('gives no accelerator to two items', () => {
    const accelerators = menuOf(platform).items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(accelerators).size).toBe(accelerators.length)
  })

  test('has developer tools only where it is not packaged', () => {
    const roles = [true, false].map((packaged) => menuOf(platform, packaged).items.map(({ role }) => role))
    expect(roles.map((each) => each.includes('toggleDevTools'))).toEqual([false, true])
  })

  test('leads to nothing but allowed links', () => {
    const { items, opened } = menuOf(platform)
    for (const item of items.filter(({ click: does, id }) => does && !id)) click(item)
    expect(opened).toEqual([
      'https://platform.deepseek.com/',
      'https://api-docs.deepseek.com/',
      'https://status.deepseek.com/',
    ])
  })
})

test('a Mac has its application menu with the settings, and quits there', () => {
  const mac = menuTemplate({
    platform: 'darwin',
    packaged: true,
    shortcuts: {},
    run: () => {},
    openLink: () => {},
  })
  expect(mac[0]?.role).toBe('appMenu')
  expect(allItems(mac[0] ?? {}).map(({ id, role }) => id ?? role)).toContain('settings.open')
  expect(mac.filter((menu) => allItems(menu).some(({ role }) => role === 'quit'))).toHaveLength(1)
})
