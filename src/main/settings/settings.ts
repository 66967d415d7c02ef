import { type Settings, settings as schema } from '../../contract/app.ts'
import { defaultSettings } from '../../contract/default-settings.ts'
import type { Database } from '../db/database.ts'

export interface SettingsStore {
  /** All settings; what was never set, or cannot be read, has its default. */
  get(): Settings
  /** Writes what is given, leaves the rest, and returns all. The values were checked at the door. */
  set(given: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }): Settings
}

/** The settings of one data folder, one row each: a broken or unknown value costs only itself. */
export function createSettings({ database }: { readonly database: Database }): SettingsStore {
  const selectAll = database.prepare<{ key: string; value: string }>('SELECT key, value FROM settings')
  const write = database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')

  function get(): Settings {
    const stored = selectAll.all().flatMap(({ key, value }) => readSetting(key, value))
    return { ...defaultSettings, ...Object.fromEntries(stored) }
  }

  return {
    get,
    set(given) {
      database.transaction(() => {
        for (const [key, value] of Object.entries(given)) {
          if (value !== undefined) write.run(key, JSON.stringify(value))
        }
      })
      return get()
    },
  }
}

function readSetting(key: string, value: string): [string, unknown][] {
  if (!Object.hasOwn(schema.shape, key)) return []
  const parsed = schema.shape[key as keyof Settings].safeParse(parseJson(value))
  return parsed.success ? [[key, parsed.data]] : []
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
