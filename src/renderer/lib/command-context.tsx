import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'

import {
  type Command,
  commandForPress,
  type CommandId,
  commands,
  type EditedShortcuts,
  shortcutsInForce,
} from './commands.ts'
import { ariaShortcut, formatShortcut, isMac, type Shortcut } from './shortcuts.ts'

type Handler = () => void

export interface CommandCenter {
  /** True on a Mac, where shortcuts are written with signs. */
  readonly mac: boolean
  readonly browser: boolean
  /** Which shortcut each command has now: the table's, or the user's in its place. */
  readonly shortcuts: ReadonlyMap<CommandId, Shortcut>
  /** The commands that someone on screen can carry out now, in the table's order. */
  readonly available: readonly Command[]
  /** Carries out a command; nothing happens where nobody can. */
  readonly run: (id: CommandId) => void
  readonly register: (id: CommandId, handler: Handler) => () => void
}

const CommandContext = createContext<CommandCenter | null>(null)

/** Who can carry out which command right now; also listens for their shortcuts. */
export function CommandProvider({
  browser,
  edited,
  children,
}: {
  readonly browser: boolean
  readonly edited: EditedShortcuts
  readonly children: ReactNode
}) {
  const handlers = useRef(new Map<CommandId, Handler[]>())
  const [registered, setRegistered] = useState<ReadonlySet<CommandId>>(new Set())
  const mac = isMac(navigator.platform)
  const shortcuts = useMemo(() => shortcutsInForce(edited, browser), [edited, browser])

  const register = useCallback((id: CommandId, handler: Handler) => {
    const stack = handlers.current.get(id) ?? []
    handlers.current.set(id, [...stack, handler])
    setRegistered((ids) => (ids.has(id) ? ids : new Set(ids).add(id)))
    return () => {
      const rest = (handlers.current.get(id) ?? []).filter((each) => each !== handler)
      handlers.current.set(id, rest)
      if (rest.length > 0) return
      setRegistered((ids) => new Set([...ids].filter((each) => each !== id)))
    }
  }, [])

  const run = useCallback((id: CommandId) => handlers.current.get(id)?.at(-1)?.(), [])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const id = commandForPress(event, mac, shortcuts)
      if (!id || !handlers.current.get(id)?.length) return
      event.preventDefault()
      if (!event.repeat) run(id)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [shortcuts, mac, run])

  const center = useMemo<CommandCenter>(
    () => ({
      mac,
      browser,
      shortcuts,
      run,
      register,
      available: commands.filter((command) => registered.has(command.id)),
    }),
    [mac, browser, shortcuts, run, register, registered],
  )
  return <CommandContext value={center}>{children}</CommandContext>
}

export function useCommands(): CommandCenter {
  const center = useContext(CommandContext)
  if (!center) throw new Error('useCommands needs a CommandProvider around it.')
  return center
}

/** Says that this component can carry out a command while it is mounted and `enabled`; the newest one wins. */
export function useCommand(id: CommandId, handler: Handler, enabled = true): void {
  const { register } = useCommands()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => (enabled ? register(id, () => latest.current()) : undefined), [register, id, enabled])
}

/** How a command's shortcut is written here, and for assistive technology; empty when it has none. */
export function useShortcut(id: CommandId): { readonly label: string; readonly aria: string } {
  const { mac, shortcuts } = useCommands()
  const shortcut = shortcuts.get(id)
  if (shortcut === undefined) return { label: '', aria: '' }
  return { label: formatShortcut(shortcut, mac), aria: ariaShortcut(shortcut, mac) }
}
