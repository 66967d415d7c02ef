import { useEffect, useRef } from 'react'

import { t } from '../../contract/i18n/t.ts'
import type { EventMessage } from '../../contract/routes.ts'
import { useNote } from '../components/ui/toaster.tsx'
import { useApi } from '../lib/api-context.tsx'
import { useCommands } from '../lib/command-context.tsx'
import { commandOf } from '../lib/commands.ts'
import { useNavigation } from '../navigation/navigation.tsx'

/** Does what the desktop around the window asks for: a command of its menu, a prompt that a link names. */
export function useDesktopEvents(): void {
  const { subscribe } = useApi()
  const { run, available } = useCommands()
  const { openPrompt } = useNavigation()
  const note = useNote()
  const take = (event: EventMessage): void => {
    if (event.name === 'app.openPrompt') openPrompt(event.payload.promptId)
    if (event.name !== 'app.command') return
    const { id } = event.payload
    if (available.some((command) => command.id === id)) run(id)
    else note(t('“{title}” is not possible here.', { title: t(commandOf(id).title) }))
  }
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => subscribe((event) => latest.current(event)), [subscribe])
}
