import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Result } from '../../contract/result.ts'
import type { RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import { createRouter, type Dispatch } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { openWorkbench } from '../workbench.ts'
import type { Host } from './host.ts'

const KEY = 'sk-00000000000000000000000000c0ffee'
const NOW = Date.parse('2026-11-22T08:00:00Z')

let folder: string
let workbench: Workbench | undefined
let dispatch: Dispatch

beforeEach(() => {
  folder = testFolder()
})
afterEach(async () => {
  await workbench?.close()
  workbench = undefined
  removeFolder(folder)
})

async function open(host: Host = {}): Promise<void> {
  await workbench?.close()
  workbench = await openWorkbench({
    shell: 'browser',
    dataFolder: folder,
    places,
    clock: () => NOW,
    log: () => {},
    environment: { DEEPSEEK_API_KEY: KEY },
    secrets: createMemoryStore(),
    fetch: () => Promise.reject(new Error('offline')),
    host,
  })
  dispatch = createRouter(workbench.handlers, () => {})
}

async function asked<R extends Route>(route: R, request: RequestOf<R>): Promise<Result<ResultOf<R>>> {
  return (await dispatch(route, request, { id: 'window' })) as Result<ResultOf<R>>
}

async function ask<R extends Route>(route: R, request: RequestOf<R>): Promise<ResultOf<R>> {
  const result = await asked(route, request)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
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
