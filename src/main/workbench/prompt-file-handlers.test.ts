import { afterEach, beforeEach, expect, test } from 'vitest'

import { removeFolder, testFolder } from '../testing/test-services.ts'
import { openTestWindow, type TestWindow } from '../testing/test-window.ts'

const KEY = 'sk-00000000000000000000000000c0ffee'

let folder: string
let window: TestWindow
let ask: TestWindow['ask']

beforeEach(async () => {
  folder = testFolder()
  window = await openTestWindow({ dataFolder: folder, environment: { DEEPSEEK_API_KEY: KEY } })
  ;({ ask } = window)
})
afterEach(async () => {
  await window.close()
  removeFolder(folder)
})

const SOURCE = '[{"role":"system","content":"Be brief."},{"role":"user","content":"Sort {{mail}}"}]'

test('a text is shown before prompts are made of it, and its name is that of the file', async () => {
  const found = await ask('promptFiles.read', { text: SOURCE, fileName: 'sort-mail.v2.json' })
  expect(found).toMatchObject({ kind: 'json', prompts: [{ messages: 2, beginning: 'Be brief.' }] })
  const before = await ask('prompts.list', {})
  const { prompts } = await ask('promptFiles.import', { text: SOURCE, fileName: 'sort-mail.v2.json' })
  expect(prompts.map(({ name }) => name)).toEqual(['sort-mail'])
  expect(await ask('prompts.list', {})).toHaveLength(before.length + 1)
  expect(window.events.some(({ name }) => name === 'prompts.changed')).toBe(true)
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
  const result = await window.asked('promptFiles.import', {
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
  const result = await window.asked('promptFiles.read', { text: '{"a":1}' })
  expect(result).toMatchObject({ ok: false, error: { code: 'IMPORT_NOT_UNDERSTOOD' } })
})
