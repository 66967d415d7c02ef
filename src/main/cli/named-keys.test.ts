import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { createMemoryStore } from '../keys/memory-store.ts'
import type { SecretStore } from '../keys/secret-store.ts'
import type { Practice } from '../practice/practice-types.ts'
import { openPractice, openTestServices, removeFolder, testFolder } from '../testing/test-services.ts'
import { type Answer, fathom } from './testing/fathom.ts'

let folder: string
let practice: Practice
let secrets: SecretStore
beforeEach(async () => {
  folder = testFolder()
  practice = await openPractice()
  secrets = createMemoryStore()
  const services = openTestServices(folder, '', { secrets })
  await services.keys.add({ name: 'Work', baseUrl: DEEPSEEK, key: practice.key, keep: 'keychain' })
  await services.close()
})
afterEach(async () => {
  await practice.close()
  removeFolder(folder)
})

const DEEPSEEK = 'https://api.deepseek.com'

/** api.deepseek.com is the practice endpoint, which takes the key of Work and no other. */
function call(...words: string[]): Promise<Answer> {
  return fathom(words, {
    secrets,
    environment: { FATHOM_DATA_DIR: folder, DEEPSEEK_API_KEY: 'sk-000000000000000000000environment' },
    fetch: (input, init) => fetch(new Request(input, init).url.replace(DEEPSEEK, practice.url), init),
  })
}

it('--key takes the key of that name, whatever the environment holds', async () => {
  const request = join(folder, 'request.json')
  writeFileSync(
    request,
    '{"model":"deepseek-flash","messages":[{"role":"user","content":"How deep?"}],"stream":true}',
  )
  expect(await call('balance', '--key', 'work')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('CNY'),
  })
  expect(await call('run', request, '--key', 'Work', '--json')).toMatchObject({ code: 0, err: '' })
  expect((await call('balance')).err, 'without a name the environment stands in').toContain('key')
})

it('--key of no name ends with 1 and says which there are', async () => {
  expect(await call('balance', '--key', 'Nobody')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no key called "Nobody".*"DeepSeek", "Work"/),
  })
})

it.each([
  ['--key', 'Work', '--practice'],
  ['--key', 'Work', '--base-url', DEEPSEEK],
])('%s %s with %s names two places and ends with 2', async (...words) => {
  const { code, err } = await call('run', join(folder, 'request.json'), ...words)
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('two different places') })
})
