import {
  type CommandId,
  commandOf,
  commands,
  defaultShortcut,
  type EditedShortcuts,
  shortcutsInForce,
} from './commands.ts'
import type { Shortcut } from './shortcuts.ts'

/** The other command that has a shortcut now. */
export function holderOf(
  shortcut: Shortcut,
  without: CommandId,
  inForce: ReadonlyMap<CommandId, Shortcut>,
): CommandId | null {
  for (const [id, held] of inForce) if (held === shortcut && id !== without) return id
  return null
}

/** Gives a command a shortcut, or none; who had it has none then. */
export function giveShortcut(
  edited: EditedShortcuts,
  id: CommandId,
  shortcut: Shortcut | null,
  browser: boolean,
): EditedShortcuts {
  const others = Object.entries(edited)
    .filter(([each]) => each !== id)
    .map(([each, held]) => [each, held === shortcut ? null : held] as const)
  const isDefault = shortcut !== null && shortcut === defaultShortcut(commandOf(id), browser)
  return Object.fromEntries(isDefault ? others : [...others, [id, shortcut] as const])
}

/** Gives a command the shortcut of another one, which gets its own in return. */
export function swapShortcuts(
  edited: EditedShortcuts,
  id: CommandId,
  other: CommandId,
  browser: boolean,
): EditedShortcuts {
  const inForce = shortcutsInForce(edited, browser)
  const [mine, theirs] = [inForce.get(id) ?? null, inForce.get(other) ?? null]
  const freed = giveShortcut(edited, other, null, browser)
  return giveShortcut(giveShortcut(freed, id, theirs, browser), other, mine, browser)
}

/** Takes back what was chosen for one command. */
export function resetShortcut(edited: EditedShortcuts, id: CommandId): EditedShortcuts {
  return Object.fromEntries(Object.entries(edited).filter(([each]) => each !== id))
}

/** Takes back what was chosen for all commands that this Fathom knows. */
export function resetShortcuts(edited: EditedShortcuts): EditedShortcuts {
  return commands.reduce<EditedShortcuts>((rest, { id }) => resetShortcut(rest, id), edited)
}
