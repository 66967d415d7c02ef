import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'

import { t } from '../../../contract/i18n/t.ts'
import { safePreferences } from './guards.ts'
import { fitPlace, readPlace, SMALLEST, writePlace } from './window-place.ts'

export interface MainWindowOptions {
  readonly preload: string
  /** The page: the scheme's own address, or the development server's. */
  readonly address: string
  /** Where the window's place is remembered. */
  readonly placeFile: string
}

/** Opens the one window: hidden until its first paint, where it was the last time. */
export function openMainWindow({ preload, address, placeFile }: MainWindowOptions): BrowserWindow {
  const place = readPlace(placeFile)
  const window = new BrowserWindow({
    ...fitPlace(
      place,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Fathom',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: safePreferences(preload),
  })
  if (place?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    writePlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window)
  })
  void window.loadURL(address)
  return window
}

/** Main owns drafts and runs, so a page that crashed can be loaded anew and goes on where it was. */
async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: t('The Fathom window stopped working.'),
    detail: t('Everything you typed and every answer is saved. Runs go on meanwhile.'),
    buttons: [t('Reload'), t('Quit')],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 0) window.reload()
  else window.close()
}
