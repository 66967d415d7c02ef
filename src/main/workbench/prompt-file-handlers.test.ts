import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Result } from '../../contract/result.ts'
import type { EventMessage, RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import { createRouter, type Dispatch } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { openWorkbench } from '../workbench.ts'

const KEY = 'sk-00000000000000000000000000c0ffee'

let folder: string
let workbench: Workbench
let dispatch: Dispatch
let events: EventMessage[]

beforeEach(async () => {
  folder = testFolder()
  workbench = await openWorkbench({
    shell: 'browser',
    dataFolder: folder,
    places,
    clock: Date.now,
    log: () => {},
    environment: { DEEPSEEK_API_KEY: KEY },
    secrets: createMemoryStore(),
    fetch: () => Promise.reject(new Error('offline')),
  })
  dispatch = createRouter(workbench.handlers, () => {})
  events = []
  workbench.subscribe((event) => void events.push(event))
})
afterEach(async () => {
  await workbench.close()
  removeFolder(folder)
})

async function asked<R extends Route>(route: R, request: RequestOf<R>): Promise<Result<ResultOf<R>>> {
  return (await dispatch(route, request, { id: 'window' })) as Result<ResultOf<R>>
}

async function ask<R extends Route>(route: R, request: RequestOf<R>): Promise<ResultOf<R>> {
  const result = await asked(route, request)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const SOURCE = '[{"role":"system","content":"Be brief."},{"role":"user","content":"Sort {{mail}}"}]'

test('a text is shown before prompts are made of it, and its name is that of the file', async () => {
  const found = await ask('promptFiles.read', { text: SOURCE, fileName: 'sort-mail.v2.json' })
  expect(found).toMatchObject({ kind: 'json', prompts: [{ messages: 2, beginning: 'Be brief.' }] })
  const before = await ask('prompts.list', {})
  const { prompts } = await ask('promptFiles.import', { text: SOURCE, fileName: 'sort-mail.v2.json' })
  expect(prompts.map(({ name }) => name)).toEqual(['sort-mail'])
  expect(await ask('prompts.list', {})).toHaveLength(before.length + 1)
  expect(events.some(({ name }) => name === 'prompts.changed')).toBe(true)
})

test('a prompt that goes out as a file comes back the same', async () => {
  const { prompts } = await ask('promptFiles.import', { text: SOURCE, fileName: 'a.json' })
  const first = await ask('drafts.get', { promptId: prompts[0]!.id })
  const file = await ask('promptFiles.export', { promptId: prompts[0]!.id })
  expect(file.fileName).toBe('a.md')
  const again = await ask('promptFiles.import', { text: file.text, fileName: file.fileName })
  expect(again.prompts[0]?.name).toBe('a 2')
  const second = await ask('drafts.get', { promptId: again.prompts[0]!.id })
  const texts = (draft: typeof first) => draft.messages.map(({ role, content }) => ({ role, content }))
  expect(texts(second)).toEqual(texts(first))
  expect(second.parameters).toEqual(first.parameters)
})

test('a text longer than any prompt is refused, and nothing is made', async () => {
  const before = await ask('prompts.list', {})
  const long = 'x'.repeat(70_000_000)
  const result = await asked('promptFiles.import', {
    text: `[{"messages":[{"role":"user","content":"${long}"}]}]`,
  })
  expect(result.ok).toBe(false)
  expect(await ask('prompts.list', {})).toHaveLength(before.length)
})

test('a copied draft holds what is sent and no key', async () => {
  const { prompts } = await ask('promptFiles.import', { text: SOURCE })
  const { text } = await ask('promptFiles.copy', { promptId: prompts[0]!.id, format: 'curl' })
  expect(text).toContain('Be brief.')
  expect(text).not.toContain(KEY)
})

test('what is no prompt is said in one sentence', async () => {
  const result = await asked('promptFiles.read', { text: '{"a":1}' })
  expect(result).toMatchObject({ ok: false, error: { code: 'IMPORT_NOT_UNDERSTOOD' } })
})
