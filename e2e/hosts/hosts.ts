import { openInBrowserShell } from './browser-host.ts'
import { openInElectron, whyNoElectron } from './electron-host.ts'
import type { OpenedWorkbench, OpenOptions } from './host.ts'
import { openInStandIn } from './stand-in-host.ts'

export type HostName = 'browser' | 'electron' | 'stand-in'

interface Host {
  open(options: OpenOptions): Promise<OpenedWorkbench>
  /** Null where the tests can run on it, otherwise why not. */
  whyNot(): string | null
}

export const HOSTS: Readonly<Record<HostName, Host>> = {
  browser: { open: openInBrowserShell, whyNot: () => null },
  'stand-in': { open: openInStandIn, whyNot: () => null },
  electron: { open: openInElectron, whyNot: whyNoElectron },
}

/** The hosts to run on: the one that FATHOM_E2E_HOST names, or all. */
export function wantedHosts(): readonly HostName[] {
  const names = Object.keys(HOSTS) as HostName[]
  const wanted = process.env['FATHOM_E2E_HOST']
  if (wanted === undefined) return names
  const found = names.filter((name) => name === wanted)
  if (found.length === 0) throw new Error(`FATHOM_E2E_HOST is "${wanted}"; it can be ${names.join(', ')}.`)
  return found
}
