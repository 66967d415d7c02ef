import type { MenuItemConstructorOptions } from 'electron'

import {
  type Command,
  type CommandGroup,
  commandGroups,
  type CommandId,
  commandTable,
  type EditedShortcuts,
  shortcutsInForce,
} from '../../../contract/commands.ts'
import { t } from '../../../contract/i18n/t.ts'
import { LINK_HOSTS } from './external-links.ts'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  /** The packaged app has no developer tools. */
  readonly packaged: boolean
  /** What the user chose in place of the table's shortcuts. */
  readonly shortcuts: EditedShortcuts
  readonly run: (id: CommandId) => void
  readonly openLink: (url: string) => void
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/** The menu that each platform expects: the command table's groups, and the system's own roles around them. */
export function menuTemplate(options: MenuOptions): Item[] {
  const mac = options.platform === 'darwin'
  const shortcuts = shortcutsInForce(options.shortcuts, false)
  const item = (command: Command): Item => commandItem(command, shortcuts.get(command.id), options)
  const of = (group: CommandGroup, without: readonly CommandId[] = []) =>
    (commandTable as readonly Command[])
      .filter((command) => command.group === group && !without.includes(command.id))
      .map(item)
  return [
    ...(mac ? [applicationMenu(item)] : []),
    { label: t('File'), submenu: [...of('Prompt'), separator, { role: mac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { label: t(commandGroups.Run), submenu: of('Run') },
    { label: t(commandGroups['Go to']), submenu: of('Go to') },
    { label: t(commandGroups.View), submenu: [...of('View'), separator, ...viewRoles(options.packaged)] },
    // On a Mac the settings stand in the application's own menu.
    { label: t(commandGroups.Account), submenu: of('Account', mac ? ['settings.open'] : []) },
    { role: 'windowMenu' },
    { role: 'help', submenu: [...of('Help'), separator, ...links(options)] },
  ]
}

/** A command as the table has it. The page itself hears the keys, so the menu only shows them. */
function commandItem({ id, title }: Command, shortcut: string | undefined, { run }: MenuOptions): Item {
  const item: Item = { id, label: t(title), click: () => run(id) }
  return shortcut ? { ...item, accelerator: accelerator(shortcut), registerAccelerator: false } : item
}

/** "Mod+Enter" in Electron's words. */
function accelerator(shortcut: string): string {
  return shortcut.replace('Mod', 'CommandOrControl')
}

function applicationMenu(itemOf: (command: Command) => Item): Item {
  const settings = (commandTable as readonly Command[]).filter(({ id }) => id === 'settings.open')
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      ...settings.map(itemOf),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

function viewRoles(packaged: boolean): Item[] {
  const developer: Item[] = packaged ? [] : [separator, { role: 'toggleDevTools' }]
  return [
    { role: 'reload' },
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...developer,
  ]
}

function links({ openLink }: MenuOptions): Item[] {
  return LINK_HOSTS.map((host) => ({ label: host, click: () => openLink(`https://${host}/`) }))
}
