import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { testFolder } from '../db/test-folder.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { keepInStep, type KeptFolder } from './keep-in-step.ts'
import { testWorkspace } from './test-workspace.ts'
import type { WorkspaceSync } from './workspace.ts'

let folder: string
let prompts: Prompts
let drafts: Drafts
let workspace: WorkspaceSync
let kept: KeptFolder
let told: number

beforeEach(() => {
  folder = join(testFolder(), 'prompts')
  mkdirSync(folder)
  ;({ prompts, drafts, workspace } = testWorkspace(folder))
  told = 0
  kept = keepInStep({ workspace, drafts, onSynced: () => (told += 1), log: () => {} })
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

it('writes the file of the draft that was written in, and lets the window know where it cannot', () => {
  write('one')
  kept.look()
  const [prompt] = prompts.list()
  const id = prompt?.id ?? ''
  const type = (text: string) => {
    const { revision, messages } = drafts.get(id)
    drafts.edit(id, revision, [{ messageId: messages[0]?.id ?? '', from: 0, to: 0, insert: text }])
  }
  const file = join(folder, 'one.md')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  type('Typed. ')
  vi.advanceTimersByTime(2_000)
  expect(readFileSync(file, 'utf8')).toContain('Typed. Hello')
  expect(told).toBe(1)

  rmSync(file)
  type('More. ')
  vi.advanceTimersByTime(2_000)
  expect(workspace.view().files[0]?.state).toBe('file-gone')
  expect(told).toBe(2)
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
