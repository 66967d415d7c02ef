import { type Command, type CommandId, commandTable } from '../../contract/commands.ts'
import { type KeyPress, matchesShortcut, type Shortcut } from './shortcuts.ts'

export { commandGroups } from '../../contract/commands.ts'
export type { Command, CommandGroup, CommandId } from '../../contract/commands.ts'

export const commands: readonly Command[] = commandTable

const byId = new Map<CommandId, Command>(commands.map((command) => [command.id, command]))

export function commandOf(id: CommandId): Command {
  const command = byId.get(id)
  if (!command) throw new Error(`No such command: ${id}`)
  return command
}

/** The shortcut that works in this shell. */
export function shortcutOf(command: Command, browser: boolean): Shortcut | undefined {
  return browser ? (command.browserShortcut ?? command.shortcut) : command.shortcut
}

/** The command that a key press stands for, or undefined. */
export function commandForPress(press: KeyPress, mac: boolean, browser: boolean): Command | undefined {
  return commands.find((command) => {
    const shortcut = shortcutOf(command, browser)
    return shortcut !== undefined && matchesShortcut(shortcut, press, mac)
  })
}
