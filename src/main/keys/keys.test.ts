import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type Endpoint, resolveEndpoint } from '../deepseek/hosts.ts'
import { FathomError } from '../errors.ts'
import { createKeyringStore, type KeyringEntry } from './keyring-store.ts'
import { createKeys, type KeySlot } from './keys.ts'
import { createMemoryStore } from './memory-store.ts'
import type { SecretStore } from './secret-store.ts'

const slotFor = (endpoint: Endpoint, secret = endpoint.origin): KeySlot => ({
  secret,
  endpoint,
  environment: true,
})
const deepseek = slotFor(resolveEndpoint('https://api.deepseek.com'))
const local = slotFor(resolveEndpoint('http://127.0.0.1:4000'))
const gateway = slotFor(resolveEndpoint('https://gateway.example/v1', ['https://gateway.example']))
/** Another key for the same address. */
const work: KeySlot = { ...deepseek, secret: 'key of work', environment: false }
const key = 'sk-0123456789abcdef0123456789abcdef'

const fail = (): Promise<never> =>
  Promise.reject(new FathomError('KEYCHAIN_UNAVAILABLE', 'The keychain does not answer.'))
const unavailableStore: SecretStore = { backend: 'Secret Service', get: fail, set: fail, remove: fail }

function withEnvironment(env: Record<string, string> = {}, store: SecretStore = createMemoryStore()) {
  return createKeys({ store, memory: createMemoryStore(), env })
}

describe('a key is written and never read back', () => {
  test('status shows the last four characters only', async () => {
    const status = await withEnvironment().set(deepseek, ` "${key}"\n`, 'keychain')
    expect(status).toEqual({
      present: true,
      hint: '…cdef',
      kept: 'keychain',
      keychain: { available: true, name: 'this session', reason: null },
    })
  })

  test('no status, whatever the key, contains more than its last four characters', async () => {
    const keyText = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', '0', '1', '2'),
      minLength: 16,
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(keyText, async (tail) => {
        const secret = `sk-${tail}`
        const told = JSON.stringify(await withEnvironment().set(deepseek, secret, 'until-quit'))
        expect(told).not.toContain(secret.slice(-5))
      }),
    )
  })

  test('a key of few characters is not given away by its hint', async () => {
    const status = await withEnvironment().set(gateway, 'abcdef', 'keychain')
    expect(status.hint).toBe('…ef')
    expect((await withEnvironment({ DEEPSEEK_API_KEY: 'ab' }).status(deepseek)).hint).toBe('…')
  })
})

describe('which key an endpoint gets', () => {
  test('the session is asked before the keychain, the keychain before the environment', async () => {
    const keys = withEnvironment({ DEEPSEEK_API_KEY: 'sk-environment' })
    expect((await keys.keyFor(deepseek)).key).toBe('sk-environment')
    await keys.set(deepseek, key, 'keychain')
    expect((await keys.keyFor(deepseek)).key).toBe(key)
    await keys.set(deepseek, 'sk-sessionsessionsession', 'until-quit')
    expect((await keys.keyFor(deepseek)).key).toBe('sk-sessionsessionsession')
  })

  test('a custom host never gets the DeepSeek key or the one of the environment', async () => {
    const keys = withEnvironment({ DEEPSEEK_API_KEY: 'sk-environment' })
    await keys.set(deepseek, key, 'keychain')
    await expect(keys.keyFor(gateway)).rejects.toMatchObject({ code: 'KEY_MISSING' })
    await keys.set(gateway, 'gateway-key', 'keychain')
    expect((await keys.keyFor(gateway)).key).toBe('gateway-key')
  })

  test('this machine gets the key of the environment, and never the one in the keychain', async () => {
    const keys = withEnvironment({ DEEPSEEK_API_KEY: 'sk-environment' })
    await keys.set(deepseek, key, 'keychain')
    expect((await keys.keyFor(local)).key).toBe('sk-environment')
    await expect(withEnvironment().keyFor(local)).rejects.toMatchObject({ code: 'KEY_MISSING' })
  })

  test('a key of the environment is cleaned of quotes, and refused where no header can carry it', async () => {
    const keys = withEnvironment({ DEEPSEEK_API_KEY: '"sk-environment"\n' })
    expect(await keys.keyFor(deepseek)).toEqual({ key: 'sk-environment', kept: 'environment' })
    await expect(withEnvironment({ DEEPSEEK_API_KEY: 'sk-a\nb' }).keyFor(deepseek)).rejects.toMatchObject({
      code: 'KEY_MALFORMED',
      message: expect.not.stringContaining('sk-a'),
    })
  })

  test('two keys for one address never stand in for each other, nor does the environment for a named one', async () => {
    const keys = withEnvironment({ DEEPSEEK_API_KEY: 'sk-environment' })
    await keys.set(deepseek, key, 'keychain')
    await expect(keys.keyFor(work)).rejects.toMatchObject({ code: 'KEY_MISSING' })
    await keys.set(work, 'sk-workworkworkwork', 'until-quit')
    expect((await keys.keyFor(work)).key).toBe('sk-workworkworkwork')
    await keys.remove(work)
    expect((await keys.keyFor(deepseek)).key).toBe(key)
  })

  test('keeping a key in the keychain ends the one of the session', async () => {
    const keys = withEnvironment()
    await keys.set(deepseek, 'sk-sessionsessionsession', 'until-quit')
    expect((await keys.set(deepseek, key, 'keychain')).kept).toBe('keychain')
  })

  test('removing leaves nothing behind', async () => {
    const keys = withEnvironment()
    await keys.set(deepseek, key, 'keychain')
    await keys.set(deepseek, 'sk-sessionsessionsession', 'until-quit')
    expect((await keys.remove(deepseek)).present).toBe(false)
  })
})

describe('a keychain that does not answer', () => {
  test('is not taken for an absent key', async () => {
    const keys = withEnvironment({}, unavailableStore)
    expect((await keys.status(deepseek)).keychain).toMatchObject({
      available: false,
      reason: 'The keychain does not answer.',
    })
    await expect(keys.keyFor(deepseek)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    await expect(keys.set(deepseek, key, 'keychain')).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    await expect(keys.remove(deepseek)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  })

  test('leaves session and environment usable', async () => {
    const keys = withEnvironment({ DEEPSEEK_API_KEY: 'sk-environment' }, unavailableStore)
    expect((await keys.keyFor(deepseek)).key).toBe('sk-environment')
    expect((await keys.set(deepseek, key, 'until-quit')).kept).toBe('until-quit')
    expect((await keys.keyFor(deepseek)).key).toBe(key)
    expect((await keys.remove(deepseek)).kept).toBe('environment')
  })

  test('is given up after the limit when it is locked and waits for the user', async () => {
    let aborted = false
    const never = (signal?: AbortSignal): Promise<never> => {
      signal?.addEventListener('abort', () => (aborted = true))
      return new Promise(() => {})
    }
    const locked: KeyringEntry = {
      getPassword: never,
      setPassword: (_secret, signal) => never(signal),
      deleteCredential: never,
    }
    const store = createKeyringStore({ platform: 'linux', open: () => Promise.resolve(locked), limitMs: 20 })
    await expect(store.get('any')).rejects.toMatchObject({
      code: 'KEYCHAIN_UNAVAILABLE',
      details: { reason: expect.stringContaining('locked') },
    })
    expect(aborted).toBe(true)
  })

  test('is told of when its native file is missing', async () => {
    const store = createKeyringStore({
      platform: 'darwin',
      open: () => Promise.reject(new Error('Cannot find native binding')),
    })
    await expect(store.get('any')).rejects.toMatchObject({
      code: 'KEYCHAIN_UNAVAILABLE',
      details: { backend: 'Keychain' },
    })
  })
})

describe('a wrong-looking key gets a sentence', () => {
  test.each([
    ['', 'No key was given'],
    ['   ', 'No key was given'],
    ['sk-', 'not whole'],
    ['sk-short', 'not whole'],
    ['pk-0123456789abcdef0123456789abcdef', 'begin with "sk-"'],
    ['sk-0123456789abcdef 0123456789', 'without spaces'],
    ['sk-０１２３４５６７８９abcdef', 'plain letters'],
  ])('%j', async (pasted, words) => {
    const outcome: unknown = await withEnvironment()
      .set(deepseek, pasted, 'keychain')
      .catch((thrown: unknown) => thrown)
    expect(outcome).toMatchObject({ code: 'KEY_MALFORMED', message: expect.stringContaining(words) })
  })
})
