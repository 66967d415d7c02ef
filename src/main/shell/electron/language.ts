import { currentLanguage } from '../../../contract/i18n/language.ts'
import type { Opening } from './opening.ts'

/** Draws what stands around the page, such as the menu, at once and again whenever the window speaks another language. */
export function followLanguage(opening: Pick<Opening, 'whenOpen'>, draw: () => void): void {
  let drawn: string | undefined
  const follow = (): void => {
    if (drawn === currentLanguage()) return
    drawn = currentLanguage()
    draw()
  }
  follow()
  opening.whenOpen((workbench) => {
    follow()
    workbench.subscribe((event) => {
      if (event.name === 'settings.changed') follow()
    })
  })
}
