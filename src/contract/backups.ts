import { z } from 'zod'

import type { Instant } from './values.ts'

export const backupRequests = {
  'backups.list': z.strictObject({}),
  'backups.make': z.strictObject({}),
  'backups.restore': z.discriminatedUnion('from', [
    /** One that is in the data folder, by its file name. */
    z.strictObject({ from: z.literal('folder'), name: z.string().min(1).max(255) }),
    /** One that the user chooses in the system's dialog; NO_DIALOG in a browser tab. */
    z.strictObject({ from: z.literal('dialog') }),
    /** One by its path on the machine that Fathom runs on, for the browser tab. */
    z.strictObject({ from: z.literal('path'), path: z.string().trim().min(1).max(4_096) }),
  ]),
  'backups.cancelRestore': z.strictObject({}),
}

export interface BackupFile {
  readonly name: string
  readonly at: Instant
  /** By the user; once a day; before the database took a new form. */
  readonly occasion: 'asked' | 'daily' | 'before-update'
  readonly bytes: number
}

export interface Backups {
  /** Those in the data folder, newest first. */
  readonly files: readonly BackupFile[]
  /** Whether one waits to take the place of the data at the next start. */
  readonly restoreWaits: boolean
}

export interface BackupResults {
  'backups.list': Backups
  /** Where it was saved; null when the user changed their mind. */
  'backups.make': { readonly savedAs: string | null }
  /** True when one waits for the next start now; false when the user changed their mind. */
  'backups.restore': { readonly waits: boolean }
  'backups.cancelRestore': null
}
