import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { startChromium } from './chromium.ts'
import { onOrder } from './orders.ts'
import { lockInstance } from './single-instance.ts'
import { tell } from './tell.ts'
import { openWindows } from './windows.ts'

const paths: Record<string, string> = {
  temp: tmpdir(),
  downloads: tmpdir(),
  userData: join(tmpdir(), 'electron-stand-in'),
}
let ready: Promise<void> | undefined

class App extends EventEmitter {
  readonly isPackaged = false
  quitting = false
  readonly commandLine = { hasSwitch: (name: string) => process.argv.includes(`--${name}`) }

  getPath(name: string): string {
    const path = paths[name]
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  setPath(name: string, path: string): void {
    paths[name] = path
  }

  requestSingleInstanceLock(): boolean {
    return lockInstance(this.getPath('userData'), (parameters) =>
      this.emit('second-instance', {}, parameters, ''),
    )
  }

  enableSandbox(): void {
    tell('sandbox', true)
  }

  /** As in Electron, ready only after the entry module was evaluated. */
  whenReady(): Promise<void> {
    ready ??= this.#becomeReady()
    return ready
  }

  async #becomeReady(): Promise<void> {
    await pause(0)
    await startChromium(this.getPath('userData'))
  }

  /** As in Electron, `window-all-closed` is not emitted for windows that are closed by it. */
  quit(): void {
    this.quitting = true
    for (const window of openWindows()) window.close()
    let prevented = false
    this.emit('will-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) this.exit(0)
  }

  /** Electron starts the program again after it has quit; a test sees that it was asked to. */
  relaunch(): void {
    tell('relaunch', true)
  }

  exit(code: number): void {
    process.exit(code)
  }
}

export const app = new App()
onOrder('open-link', ({ link }) => void app.emit('open-url', { preventDefault: () => {} }, link))
process.on('SIGTERM', () => app.quit())
