import type { AppState } from '../../contract/app.ts'
import { setLanguage } from '../../contract/i18n/language.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Host } from './host.ts'
import type { Tell } from './tell.ts'

type AppRoutes = 'app.state' | 'app.showDataFolder' | 'app.restart' | 'settings.get' | 'settings.set'

export function appHandlers(
  { settings, estimates }: Services,
  tell: Tell,
  state: () => AppState,
  { showFolder, restart }: Host,
): Pick<Handlers, AppRoutes> {
  return {
    'app.state': state,
    'app.showDataFolder': async () => {
      const path = state().dataFolder
      return { path, opened: showFolder === undefined ? false : await showFolder(path) }
    },
    'app.restart': () => {
      restart?.()
      return { restarting: restart !== undefined }
    },
    'settings.get': () => settings.get(),
    'settings.set': (given) => {
      const all = settings.set(given)
      if (given.language) {
        setLanguage(given.language)
        // The notes on screen were written in the language before.
        estimates.recount()
      }
      tell('settings.changed', all)
      return all
    },
  }
}
