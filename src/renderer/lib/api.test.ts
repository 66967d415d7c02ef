import { expect, test } from 'vitest'

import type { Bridge } from '../../contract/bridge.ts'
import type { KeyStatus } from '../../contract/keys.ts'
import type { PromptSummary } from '../../contract/prompts.ts'
import { ApiError, applyEvent, makeQueryClient, makeSend, queryKey, refetchEverything } from './api.ts'

const noKey: KeyStatus = {
  profile: { id: 'deepseek', name: 'DeepSeek', baseUrl: 'https://api.deepseek.com', local: false },
  present: false,
  hint: null,
  kept: null,
  keychain: { available: true, name: 'Keychain', reason: null },
}

function bridgeThatAnswers(answer: unknown): Bridge {
  return { request: async () => answer as never, subscribe: () => () => {} }
}

test('a failure of main becomes an error with its code and sentence', async () => {
  const failure = { code: 'NO_SUCH_PROMPT', message: 'That prompt was removed.', details: { promptId: 'a' } }
  const send = makeSend(bridgeThatAnswers({ ok: false, error: failure }))
  const error = await send('prompts.list', {}).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject(failure)
})

test('a value of main comes through unwrapped', async () => {
  const send = makeSend(bridgeThatAnswers({ ok: true, value: noKey }))
  await expect(send('keys.status', {})).resolves.toBe(noKey)
})

test('whole values in events stand in the cache without another request', () => {
  const client = makeQueryClient()
  applyEvent(client, { name: 'keys.changed', payload: noKey })
  expect(client.getQueryData(queryKey('keys.status', {}))).toBe(noKey)
})

test('the library takes over the prompts that changed, and lists the last changed first', () => {
  const client = makeQueryClient()
  const prompt = (id: string, updatedAt: string, name = id): PromptSummary => ({
    id,
    name,
    updatedAt,
    sample: false,
    runs: 0,
    folder: '',
    tags: [],
  })
  const names = () => client.getQueryData<readonly PromptSummary[]>(key)?.map(({ name }) => name)
  const key = queryKey('prompts.list', {})
  applyEvent(client, { name: 'prompts.changed', payload: { prompts: [prompt('a', '2026-11-22')] } })
  // Nobody has asked for the library yet: a part of it must not stand for the whole.
  expect(names()).toBeUndefined()
  client.setQueryData(key, [prompt('a', '2026-11-22'), prompt('b', '2026-11-21'), prompt('c', '2026-11-20')])
  applyEvent(client, {
    name: 'prompts.changed',
    payload: { prompts: [prompt('c', '2026-11-23', 'newer'), prompt('d', '2026-11-19')], gone: ['b'] },
  })
  expect(names()).toEqual(['newer', 'a', 'd'])
})

test('a changed run makes its lists and itself stale, and no other run', () => {
  const client = makeQueryClient()
  const keys = {
    list: queryKey('runs.list', { limit: 1 }),
    changed: queryKey('runs.get', { runId: 'a' }),
    other: queryKey('runs.get', { runId: 'b' }),
  }
  for (const key of Object.values(keys)) client.setQueryData(key, {})
  applyEvent(client, {
    name: 'runs.changed',
    payload: { runId: 'a', promptId: null, status: 'completed', progress: { state: 'ended' } },
  })
  const stale = Object.values(keys).map((key) => client.getQueryState(key)?.isInvalidated)
  expect(stale).toEqual([true, true, false])
})

test('a new ledger entry makes every view of the ledger stale', () => {
  const client = makeQueryClient()
  const key = queryKey('ledger.list', { filter: { practice: true }, zone: 'UTC' })
  client.setQueryData(key, {})
  applyEvent(client, { name: 'ledger.changed', payload: { entryId: 'e' } })
  expect(client.getQueryState(key)?.isInvalidated).toBe(true)
})

test('after a reconnection everything is asked again, since events were missed', () => {
  const client = makeQueryClient()
  const key = queryKey('settings.get', {})
  client.setQueryData(key, {})
  refetchEverything(client)
  expect(client.getQueryState(key)?.isInvalidated).toBe(true)
})
