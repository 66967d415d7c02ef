import { afterEach, beforeEach, expect, test } from 'vitest'

import type { ResultOf } from '../../contract/routes.ts'
import { removeFolder, testFolder } from '../testing/test-services.ts'
import { openTestWindow, type TestWindow } from '../testing/test-window.ts'

let folder: string
let window: TestWindow
let ask: TestWindow['ask']
let promptId: string

beforeEach(async () => {
  folder = testFolder()
  await open()
  promptId = (await ask('prompts.list', {}))[0]?.id ?? ''
})
afterEach(async () => {
  await window.close()
  removeFolder(folder)
})

async function open(): Promise<void> {
  window = await openTestWindow({ dataFolder: folder, fetch })
  ask = window.ask
}

async function type(insert: string): Promise<void> {
  const { revision, messages } = await ask('drafts.get', { promptId })
  const messageId = messages[0]?.id ?? ''
  await ask('drafts.edit', { promptId, revision, edits: [{ messageId, from: 0, to: 0, insert }] })
}

async function save(note = ''): Promise<ResultOf<'versions.save'>> {
  const { revision } = await ask('drafts.get', { promptId })
  return ask('versions.save', { promptId, revision, note })
}

test('a run knows the version that it was sent from, and none once the draft was modified', async () => {
  const version = await save('first')
  const start = async (): Promise<ResultOf<'runs.get'>> => {
    const { revision } = await ask('drafts.get', { promptId })
    const { runId } = await ask('runs.start', { promptId, revision, practice: true })
    await ask('runs.stop', { runId })
    return ask('runs.get', { runId })
  }
  const reference = { id: version.id, number: 1 }
  expect((await start()).version).toEqual(reference)
  await type('Say it in one sentence. ')
  expect((await start()).version).toBeNull()
  const listed = await ask('runs.list', { promptId })
  expect(listed.map((run) => run.version)).toEqual([null, reference])
})

test('versions and labels outlive a restart, and every window hears of them', async () => {
  const version = await save('kept')
  await ask('versions.label', { promptId, name: 'production', versionId: version.id })
  expect(window.events.filter(({ name }) => name === 'versions.changed')).toEqual([
    { name: 'versions.changed', payload: { promptId } },
    { name: 'versions.changed', payload: { promptId } },
  ])
  await window.close()
  await open()
  const [listed] = await ask('versions.list', { promptId })
  expect(listed).toMatchObject({ number: 1, note: 'kept', labels: ['production'] })
  expect(await ask('versions.status', { promptId })).toMatchObject({ same: { number: 1 } })
})

test('a version is estimated as the draft that it is, whatever the draft has become since', async () => {
  const version = await save()
  await type('More words than before, and then some. ')
  const then = await ask('versions.estimate', { versionId: version.id })
  const later = await ask('versions.estimate', { versionId: (await save()).id })
  expect(then.prompt.exact).toBe(true)
  expect(later.prompt.tokens).toBeGreaterThan(then.prompt.tokens)
})
