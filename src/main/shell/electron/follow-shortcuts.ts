import type { EditedShortcuts } from '../../../contract/commands.ts'
import type { Opening } from './opening.ts'

/**
 * Makes the menu of the desktop: at once with the table's shortcuts, then with those that the user chose, and again
 * whenever another one is chosen.
 */
export function followShortcuts(
  opening: Pick<Opening, 'whenOpen'>,
  install: (shortcuts: EditedShortcuts) => void,
): void {
  let shown = '{}'
  const show = (shortcuts: EditedShortcuts): void => {
    const text = JSON.stringify(shortcuts)
    if (text === shown) return
    shown = text
    install(shortcuts)
  }
  install({})
  opening.whenOpen((workbench) => {
    workbench.subscribe((event) => {
      if (event.name === 'settings.changed') show(event.payload.shortcuts)
    })
    void Promise.resolve(workbench.handlers['settings.get']({}, { id: 'desktop' })).then(({ shortcuts }) =>
      show(shortcuts),
    )
  })
}
