import { app, dialog, ipcMain, Menu, nativeTheme, session, shell } from 'electron'

import type { EditedShortcuts } from '../../../contract/commands.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Log } from '../../router/router.ts'
import type { Workbench } from '../../router/workbench-door.ts'
import type { Host } from '../../workbench/host.ts'
import type { PageFiles } from '../page/page-files.ts'
import { APP_ORIGIN } from './app-address.ts'
import { registerAppScheme, serveAppScheme } from './app-scheme.ts'
import { type AppWindows, createAppWindows } from './app-windows.ts'
import { createDesktopFetch } from './desktop-fetch.ts'
import { createLinkOpener } from './external-links.ts'
import { createFileDialogs } from './file-dialogs.ts'
import { followShortcuts } from './follow-shortcuts.ts'
import { denyNavigation, denyNewWindows, denyPermissions, denyWebviews } from './guards.ts'
import { openIpcDoor } from './ipc-door.ts'
import { followLanguage } from './language.ts'
import { closeBeforeQuit, keepOneWindow, receiveLinks, useProfileFolder } from './lifecycle.ts'
import { openMainWindow } from './main-window.ts'
import { menuTemplate } from './menu-template.ts'
import { createOpening } from './opening.ts'
import { createPromptLinks } from './prompt-links.ts'
import { followTheme } from './theme.ts'

const openLink = createLinkOpener((url) => shell.openExternal(url))

export interface DesktopOptions {
  /** Chromium's own files: caches, window state. Kept out of the data folder's top. */
  readonly profileFolder: string
  readonly preload: string
  readonly placeFile: string
  readonly themeFile: string
  readonly readPage: () => Promise<PageFiles>
  readonly openWorkbench: (host: Host, fetchByChromium: typeof fetch) => Promise<Workbench>
  readonly log: Log
  /** Why it could not start, as a sentence for the user. */
  readonly sentenceOf: (error: unknown) => string
  /** The development server's address; taken only by an app that is not packaged. */
  readonly developmentAddress: string | undefined
}

/** Starts the desktop app: the window first, then the data folder. Ends at once when another instance has it already. */
export function startDesktop(options: DesktopOptions): void {
  useProfileFolder(options.profileFolder)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  // Item 4 of Electron's security list. As root Chromium has no sandbox to enable; scripts/start.ts says so then.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  const links = receiveLinks()
  // Not awaited at top level: Electron becomes ready only after the entry module has been evaluated.
  void app.whenReady().then(() => links.follow(open(options)))
}

/** Opens window and workbench; returns what follows a link. */
function open(options: DesktopOptions): (link: string) => void {
  const development = app.isPackaged ? undefined : options.developmentAddress
  const origin = development ? new URL(development).origin : APP_ORIGIN
  guardEveryPage(origin)
  const page = options.readPage()
  page.catch((error: unknown) => giveUp(options.sentenceOf(error)))
  serveAppScheme(session.defaultSession.protocol, page)

  const { preload, placeFile, log, sentenceOf } = options
  const address = development ?? `${APP_ORIGIN}/`
  const openWindow = () => openMainWindow({ preload, placeFile, address })
  const windows = createAppWindows(openWindow)
  const host = createHost(windows)
  const opening = createOpening(
    () =>
      options.openWorkbench(
        host,
        createDesktopFetch(() => session.defaultSession),
      ),
    (error) => log(`The data folder was not opened: ${sentenceOf(error)}`),
  )
  followTheme({ nativeTheme, opening, file: options.themeFile })
  let chosen: EditedShortcuts = {}
  const drawMenu = (): void => installMenu(windows, chosen)
  followLanguage(opening, drawMenu)
  followShortcuts(opening, (shortcuts) => {
    chosen = shortcuts
    drawMenu()
  })
  openWindow()
  openIpcDoor({ ipcMain, windows: () => windows.all(), opening, origin, log, sentenceOf })
  keepOneWindow(windows)
  closeBeforeQuit(opening)
  return createPromptLinks({
    opening,
    show: () => void windows.show(),
    tell: (message) => windows.tell(message),
    explain: (message, detail) =>
      void dialog.showMessageBox(windows.show(), { type: 'info', message, detail }),
  })
}

function createHost(windows: AppWindows): Host {
  return {
    showFolder: async (path) => (await shell.openPath(path)) === '',
    restart: () => {
      app.relaunch()
      app.quit()
    },
    ...createFileDialogs({ dialog, window: () => windows.front(), folder: () => app.getPath('downloads') }),
  }
}

function installMenu(windows: AppWindows, shortcuts: EditedShortcuts): void {
  const template = menuTemplate({
    platform: process.platform,
    packaged: app.isPackaged,
    shortcuts,
    run: (id) => windows.tell({ name: 'app.command', payload: { id } }),
    openLink,
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function guardEveryPage(origin: string): void {
  denyPermissions(session.defaultSession)
  app.on('web-contents-created', (_event, page) => {
    denyNavigation(page, origin)
    denyNewWindows(page, openLink)
    denyWebviews(page)
  })
}

/** Without its page there is no window that could say it. */
function giveUp(sentence: string): void {
  dialog.showErrorBox(t('Fathom cannot start'), sentence)
  app.exit(1)
}
