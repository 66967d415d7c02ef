import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'

import type { Clock } from './clock.ts'
import { makePrivateFolder } from './private-folder.ts'
import { redact } from './redact.ts'
import type { Log } from './router/router.ts'

const LARGEST_BYTES = 1024 * 1024

/**
 * Faults go to fathom.log in the data folder, without anything that looks like a key; at 1 MB the file becomes
 * fathom.old.log. A log that cannot be written is no reason to fail: then nothing is written.
 */
export function createLogFile(dataFolder: string, clock: Clock): Log {
  const file = join(dataFolder, 'fathom.log')
  return (message, cause) => {
    const at = new Date(clock()).toISOString()
    const detail = cause === undefined ? '' : ` ${inspect(cause, { depth: 4 })}`
    try {
      makePrivateFolder(dataFolder)
      if (sizeOf(file) > LARGEST_BYTES) renameSync(file, join(dataFolder, 'fathom.old.log'))
      appendFileSync(file, `${at} ${redact(message + detail)}\n`)
    } catch {
      // Said above: a full disk or a read-only folder must not take the answer down with it.
    }
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
