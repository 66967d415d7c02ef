import { expect, test } from 'vitest'

import type { EditedShortcuts } from '../../../contract/commands.ts'
import { defaultSettings } from '../../../contract/default-settings.ts'
import type { EventMessage } from '../../../contract/routes.ts'
import type { Workbench } from '../../router/workbench-door.ts'
import { followShortcuts } from './follow-shortcuts.ts'

test('tells of what is chosen at the start and later, and of nothing else that changes', async () => {
  const made: EditedShortcuts[] = []
  let open: (workbench: Workbench) => void = () => {}
  let tell: (event: EventMessage) => void = () => {}
  followShortcuts({ whenOpen: (callback) => void (open = callback) }, (shortcuts) => made.push(shortcuts))
  const chosen = { ...defaultSettings, shortcuts: { 'run.start': 'Mod+J' } }
  open({
    handlers: { 'settings.get': () => chosen },
    subscribe: (listener: typeof tell) => {
      tell = listener
      return () => {}
    },
  } as unknown as Workbench)
  await Promise.resolve()
  await Promise.resolve()
  tell({ name: 'settings.changed', payload: { ...chosen, theme: 'dark' } })
  tell({ name: 'settings.changed', payload: defaultSettings })
  expect(made).toEqual([{ 'run.start': 'Mod+J' }, {}])
})
