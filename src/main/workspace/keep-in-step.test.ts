import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { testDatabase, testFolder } from '../db/test-folder.ts'
import { createDrafts } from '../drafts/drafts.ts'
import { createPrompts, type Prompts } from '../drafts/prompts.ts'
import { keepInStep, type KeptFolder } from './keep-in-step.ts'
import { createWorkspaceStore } from './workspace-store.ts'
import { createWorkspaceSync, type WorkspaceSync } from './workspace.ts'

let folder: string
let prompts: Prompts
let workspace: WorkspaceSync
let kept: KeptFolder

beforeEach(() => {
  const database = testDatabase()
  folder = join(testFolder(), 'prompts')
  mkdirSync(folder)
  const drafts = createDrafts({ database, clock: Date.now })
  prompts = createPrompts({ database, clock: Date.now, drafts })
  const store = createWorkspaceStore(database)
  workspace = createWorkspaceSync({
    database,
    store,
    prompts,
    drafts,
    fileName: (name) => name,
    log: () => {},
  })
  workspace.open(folder)
  kept = keepInStep({ workspace, drafts, onSynced: () => {}, log: () => {} })
})

afterEach(() => {
  kept.close()
  vi.useRealTimers()
})

function write(name: string): void {
  writeFileSync(join(folder, `${name}.md`), `---\nfathom: 1\nname: ${name}\n---\n\n<!-- user -->\nHello\n`)
}

const names = (): readonly string[] =>
  prompts
    .list()
    .map(({ name }) => name)
    .toSorted()

it('takes what was written while Fathom was not running, and goes on watching', async () => {
  write('while away')
  kept.start()
  await vi.waitFor(() => expect(names()).toEqual(['while away']), { timeout: 5_000 })
  write('then')
  await vi.waitFor(() => expect(names()).toEqual(['then', 'while away']), { timeout: 5_000 })
})

it('goes on with a folder that was removed and made anew under the same name', async () => {
  kept.look()
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  kept.look()
  write('after')
  await vi.waitFor(() => expect(names()).toEqual(['after']), { timeout: 5_000 })
})

it('finds a folder again that was away for a while', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  write('one')
  renameSync(folder, `${folder}-away`)
  kept.look()
  expect(workspace.view().problem).toContain('cannot be read')
  renameSync(`${folder}-away`, folder)
  vi.advanceTimersByTime(10_000)
  expect(workspace.view().problem).toBeNull()
  expect(names()).toEqual(['one'])
})
