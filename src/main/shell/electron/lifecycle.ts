import { app } from 'electron'

import { makePrivateFolder } from '../../private-folder.ts'
import type { AppWindows } from './app-windows.ts'
import { LINK_SCHEME, linkInArguments } from './deep-link.ts'
import type { Opening } from './opening.ts'

/** Electron refuses a folder that does not exist yet. One that cannot be made is told by the data folder's own error. */
export function useProfileFolder(folder: string): void {
  try {
    makePrivateFolder(folder)
    app.setPath('userData', folder)
  } catch {
    app.setPath('userData', app.getPath('temp'))
  }
}

/** A second start shows the window that is there; on macOS the app outlives its window. */
export function keepOneWindow(windows: AppWindows): void {
  app.on('second-instance', () => void windows.show())
  app.on('activate', () => {
    if (windows.all().length === 0) windows.show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/**
 * Links that the system hands over: macOS by an event, which may come before the app is ready, the others as an argument
 * of this start or of a second one. They wait until `follow` says who follows them.
 */
export function receiveLinks(): { follow(follower: (link: string) => void): void } {
  const waiting: string[] = []
  let take = (link: string): void => void waiting.push(link)
  const takeFrom = (parameters: readonly string[]) => {
    const link = linkInArguments(parameters)
    if (link !== null) take(link)
  }
  // From a checkout the system would start Electron without Fathom.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
  app.on('open-url', (event, link) => {
    event.preventDefault()
    take(link)
  })
  app.on('second-instance', (_event, parameters) => takeFrom(parameters))
  takeFrom(process.argv)
  return {
    follow: (follower) => {
      take = follower
      for (const link of waiting.splice(0)) follower(link)
    },
  }
}

/** Quitting waits until the workbench has written what is pending, however often it is asked for meanwhile. */
export function closeBeforeQuit(opening: Opening): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void opening
      .opened()
      .then((workbench) => workbench?.close())
      .catch(() => {})
      .finally(() => {
        state = 'closed'
        app.quit()
      })
  })
}
