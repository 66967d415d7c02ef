import { z } from 'zod'

import type { CommandId } from './commands.ts'
import { languages } from './i18n/language.ts'
import { decidingInstant } from './receipt-sheets.ts'
import { currency, identifier, zone } from './values.ts'

/** By id of a command; null: it has none. Ids that this Fathom does not know are kept for the one that does. */
const shortcuts = z
  .record(z.string().max(60), z.string().min(1).max(40).nullable())
  .refine((given) => Object.keys(given).length <= 200, 'Too many shortcuts.')

/** What the window remembers. All optional: only what is given is written. */
export const settings = z.strictObject({
  currency: currency.nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  /** Null until the first window has said which one its system prefers. */
  language: z.enum(languages).nullable(),
  zone,
  lastPromptId: identifier.nullable(),
  /** Whether its comparison was on screen last, not the draft alone. */
  comparing: z.boolean(),
  sidebarOpen: z.boolean(),
  sidebarWidth: z.int().min(180).max(320),
  /** Folders of the library that are folded away, by their paths. */
  closedFolders: z.array(z.string().max(400)).max(2_000),
  inspectorOpen: z.boolean(),
  inspectorWidth: z.int().min(300).max(520),
  /** Whether the packaged app asks once a day if there is a newer one. It never installs anything. */
  updateCheck: z.boolean(),
  /** For sharing a screen: what the account holds is not shown anywhere. */
  hideAmounts: z.boolean(),
  /** Answers laid out as the Markdown that models write, once they have ended; plain text otherwise. */
  formattedAnswers: z.boolean(),
  /** What puts a run that met the edge of a band into one of the two, where DeepSeek does not say. */
  decidingInstant,
  /** What was chosen in place of the shortcuts of the command table. */
  shortcuts,
})
export type Settings = z.infer<typeof settings>

export const appRequests = {
  'app.state': z.strictObject({}),
  'app.showDataFolder': z.strictObject({}),
  'app.restart': z.strictObject({}),
  'settings.get': z.strictObject({}),
  'settings.set': settings.partial(),
}

export interface AppState {
  readonly version: string
  readonly shell: 'electron' | 'browser'
  readonly platform: 'darwin' | 'win32' | 'linux' | 'other'
  readonly dataFolder: string
  /** Plain sentences that the user must see once: a restored backup, a read-only folder. */
  readonly notices: readonly string[]
}

export interface AppResults {
  'app.state': AppState
  /** `opened` is false where there is no file manager (the browser shell): then the path is shown. */
  'app.showDataFolder': { readonly path: string; readonly opened: boolean }
  /** False where Fathom cannot start itself again (the browser shell): then the user does. */
  'app.restart': { readonly restarting: boolean }
  'settings.get': Settings
  'settings.set': Settings
}

export interface AppEvents {
  /** Chosen in the menu of the desktop window; goes to that window only. */
  'app.command': { readonly id: CommandId }
  /** A link to a prompt was opened; goes to one window only. */
  'app.openPrompt': { readonly promptId: string }
  /** `app.state` has another notice now. */
  'app.noticed': { readonly notices: readonly string[] }
  'settings.changed': Settings
}
