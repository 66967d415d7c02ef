import { type Command, type CommandId, commandTable } from '../../contract/commands.ts'
import { type KeyPress, type Shortcut, shortcutOfPress } from './shortcuts.ts'

export { commandGroups, defaultShortcut, shortcutsInForce } from '../../contract/commands.ts'
export type { Command, CommandGroup, CommandId, EditedShortcuts } from '../../contract/commands.ts'

export const commands: readonly Command[] = commandTable

const byId = new Map<CommandId, Command>(commands.map((command) => [command.id, command]))

export function commandOf(id: CommandId): Command {
  const command = byId.get(id)
  if (!command) throw new Error(`No such command: ${id}`)
  return command
}

/** The command that a key press stands for, or undefined. */
export function commandForPress(
  press: KeyPress,
  mac: boolean,
  shortcuts: ReadonlyMap<CommandId, Shortcut>,
): CommandId | undefined {
  const pressed = shortcutOfPress(press, mac)
  if (pressed === null) return undefined
  for (const [id, shortcut] of shortcuts) if (shortcut === pressed) return id
  return undefined
}
