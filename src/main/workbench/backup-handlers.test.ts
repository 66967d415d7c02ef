import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { removeFolder, testFolder } from '../testing/test-services.ts'
import { openTestWindow, type TestWindow } from '../testing/test-window.ts'
import type { Host } from './host.ts'

const KEY = 'sk-00000000000000000000000000c0ffee'
const NOW = Date.parse('2026-11-22T08:00:00Z')

let folder: string
let window: TestWindow | undefined
let ask: TestWindow['ask']
let asked: TestWindow['asked']

beforeEach(() => {
  folder = testFolder()
})
afterEach(async () => {
  await window?.close()
  window = undefined
  removeFolder(folder)
})

async function open(host: Host = {}): Promise<void> {
  await window?.close()
  window = await openTestWindow({
    dataFolder: folder,
    clock: () => NOW,
    environment: { DEEPSEEK_API_KEY: KEY },
    host,
  })
  ;({ ask, asked } = window)
}

test('everything comes back from one file, without the key', async () => {
  await open()
  const { id } = await ask('prompts.create', { name: 'To keep' })
  const { savedAs } = await ask('backups.make', {})
  expect(readFileSync(savedAs!).includes(KEY)).toBe(false)
  await ask('prompts.remove', { promptId: id })
  const { files } = await ask('backups.list', {})
  expect(files.map(({ occasion }) => occasion)).toContain('asked')
  const name = files.find(({ occasion }) => occasion === 'asked')!.name
  expect(await ask('backups.restore', { from: 'folder', name })).toEqual({ waits: true })
  expect((await ask('backups.list', {})).restoreWaits).toBe(true)
  await open()
  expect((await ask('prompts.list', {})).map((prompt) => prompt.name)).toContain('To keep')
  expect((await ask('app.state', {})).notices.join(' ')).toContain('The backup was restored.')
})

test('a waiting restore can be called off', async () => {
  await open()
  const { savedAs } = await ask('backups.make', {})
  await ask('prompts.create', { name: 'Newer' })
  await ask('backups.restore', { from: 'path', path: savedAs! })
  await ask('backups.cancelRestore', {})
  await open()
  expect((await ask('prompts.list', {})).map((prompt) => prompt.name)).toContain('Newer')
})

test('on a desktop the user says where to, and may change their mind', async () => {
  const place = join(testFolder(), 'mine.db')
  await open({ chooseNewFile: async () => place, chooseFile: async () => null })
  expect(await ask('backups.make', {})).toEqual({ savedAs: place })
  expect(await ask('backups.restore', { from: 'dialog' })).toEqual({ waits: false })
})

test('where the system has a dialog, a window that names a path is refused', async () => {
  const none = async () => null
  await open({ chooseFile: none, chooseFolder: none })
  const refused = { ok: false, error: { code: 'DIALOG_ONLY' } }
  expect(await asked('backups.restore', { from: 'path', path: '/tmp/x.db' })).toMatchObject(refused)
  expect(await asked('workspace.open', { from: 'path', path: folder })).toMatchObject(refused)
  expect((await ask('workspace.get', {})).folder).toBe(null)
})

test('a name from the window reaches no other folder', async () => {
  await open()
  const result = await asked('backups.restore', { from: 'folder', name: '../../../../etc/passwd' })
  expect(result).toMatchObject({ ok: false, error: { code: 'BACKUP_UNUSABLE' } })
})

test('a place that cannot be written is a sentence, and leaves no half file', async () => {
  const place = join(folder, 'gone', 'mine.db')
  await open({ chooseNewFile: async () => place })
  const result = await asked('backups.make', {})
  expect(result).toMatchObject({ ok: false, error: { code: 'FILE_NOT_SAVED' } })
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
})
