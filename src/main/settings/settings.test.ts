import { expect, it } from 'vitest'

import { defaultSettings } from '../../contract/default-settings.ts'
import { testDatabase } from '../db/test-folder.ts'
import { createSettings } from './settings.ts'

it('has defaults, Beijing days among them, and keeps what is set', () => {
  const database = testDatabase()
  const settings = createSettings({ database })
  expect(settings.get()).toEqual(defaultSettings)
  expect(settings.set({ theme: 'dark', currency: 'CNY' })).toEqual({
    ...defaultSettings,
    theme: 'dark',
    currency: 'CNY',
  })
  settings.set({ currency: null, sidebarOpen: undefined })
  expect(createSettings({ database }).get()).toEqual({ ...defaultSettings, theme: 'dark' })
})

it('loses only the value that is broken, and leaves what a newer version wrote alone', () => {
  const database = testDatabase()
  const settings = createSettings({ database })
  settings.set({ theme: 'dark', zone: 'UTC', sidebarWidth: 200 })
  const write = database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
  write.run('theme', '"purple"')
  write.run('sidebarWidth', '{not json')
  write.run('fromTheFuture', '{"kept": true}')
  write.run('constructor', '1')
  expect(settings.get()).toEqual({ ...defaultSettings, zone: 'UTC' })
  settings.set({ theme: 'light' })
  expect(settings.get()).toEqual({ ...defaultSettings, zone: 'UTC', theme: 'light' })
  const kept = database.prepare("SELECT value FROM settings WHERE key = 'fromTheFuture'").get()
  expect(kept).toEqual({ value: '{"kept": true}' })
})
