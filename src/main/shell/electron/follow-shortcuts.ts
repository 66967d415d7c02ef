import type { EditedShortcuts } from '../../../contract/commands.ts'
import type { Opening } from './opening.ts'

/** Tells which shortcuts the user chose in place of the table's: at the start where there are any, and at every change. */
export function followShortcuts(
  opening: Pick<Opening, 'whenOpen'>,
  tell: (shortcuts: EditedShortcuts) => void,
): void {
  let told = '{}'
  const say = (shortcuts: EditedShortcuts): void => {
    const text = JSON.stringify(shortcuts)
    if (text === told) return
    told = text
    tell(shortcuts)
  }
  opening.whenOpen((workbench) => {
    workbench.subscribe((event) => {
      if (event.name === 'settings.changed') say(event.payload.shortcuts)
    })
    void Promise.resolve(workbench.handlers['settings.get']({}, { id: 'desktop' })).then(({ shortcuts }) =>
      say(shortcuts),
    )
  })
}
