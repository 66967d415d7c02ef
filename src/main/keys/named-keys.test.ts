import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type Database, openDatabase } from '../db/database.ts'
import { allMigrations } from '../db/migrations/index.ts'
import { createDestinations, type Destinations } from '../destinations.ts'
import { FathomError } from '../errors.ts'
import { createLedger, type Ledger } from '../ledger/ledger.ts'
import { entry } from '../ledger/test-entries.ts'
import { removeFolder, testFolder } from '../testing/test-services.ts'
import { createKeyProfiles, FIRST_PROFILE, type KeyProfiles } from './key-profiles.ts'
import { createKeys } from './keys.ts'
import { createMemoryStore } from './memory-store.ts'
import { createNamedKeys, type NamedKeys } from './named-keys.ts'
import type { SecretStore } from './secret-store.ts'

const DEEPSEEK = 'https://api.deepseek.com'
const first = 'sk-0123456789abcdef01230001'
const second = 'sk-0123456789abcdef01230002'
const third = 'sk-0123456789abcdef01230003'

let folder: string
let database: Database
let ledger: Ledger
let profiles: KeyProfiles
let keychain: SecretStore
let keys: NamedKeys
let destinations: Destinations
/** Which address was asked with which key. */
let asked: { url: string; key: string }[]
let now: number

beforeEach(() => {
  folder = testFolder()
  now = Date.UTC(2026, 10, 22)
  database = openDatabase({ folder, clock: () => now })
  ledger = createLedger({ database, clock: () => now })
  keychain = createMemoryStore()
  open()
})
afterEach(async () => {
  await database.backedUp
  database.close()
  removeFolder(folder)
})

function open(store = keychain, env: Record<string, string> = {}): void {
  asked = []
  profiles = createKeyProfiles({ database, clock: () => (now += 1000) })
  const kept = createKeys({ store, memory: createMemoryStore(), env })
  keys = createNamedKeys({ profiles, keys: kept })
  destinations = createDestinations({
    keys: kept,
    profiles,
    practice: {
      address: () => Promise.reject(new Error('no practice here')),
      url: () => null,
      close: async () => {},
    },
    clock: { now: () => now, correction: () => 0 },
    fetch: async (input, init) => {
      const request = new Request(input, init)
      asked.push({ url: request.url, key: request.headers.get('authorization') ?? '' })
      return Response.json({
        object: 'list',
        data: [{ id: 'deepseek-flash', object: 'model', owned_by: 'deepseek' }],
      })
    },
  })
}

const add = async (name: string, key: string, baseUrl = DEEPSEEK): Promise<string> =>
  (await keys.add({ name, baseUrl, key, keep: 'keychain' })).profile.id
const names = async (): Promise<string[]> => (await keys.list()).map(({ profile }) => profile.name)

describe('several named keys', () => {
  test('each is kept by itself and is sent to its own address alone', async () => {
    await keys.set(first, 'keychain')
    const work = await add('Work', second)
    const gateway = await add('Gateway', 'gateway-key-0003', 'https://gateway.example/v1')
    await destinations.models()
    await destinations.models({ profileId: work })
    await destinations.models({ profileId: gateway })
    expect(asked).toEqual([
      { url: `${DEEPSEEK}/models`, key: `Bearer ${first}` },
      { url: `${DEEPSEEK}/models`, key: `Bearer ${second}` },
      { url: 'https://gateway.example/v1/models', key: 'Bearer gateway-key-0003' },
    ])
  })

  test('an address that no key was added for is refused, and a custom one gets its own key only', async () => {
    await keys.set(first, 'keychain')
    await expect(destinations.models({ baseUrl: 'https://gateway.example' })).rejects.toMatchObject({
      code: 'HOST_NOT_ALLOWED',
    })
    await add('Gateway', 'gateway-key-0003', 'https://gateway.example')
    await destinations.models({ baseUrl: 'https://gateway.example' })
    expect(asked).toEqual([{ url: 'https://gateway.example/models', key: 'Bearer gateway-key-0003' }])
  })

  test('the chosen one is used from then on, over a restart too', async () => {
    await keys.set(first, 'keychain')
    keys.use(await add('Work', second))
    expect((await destinations.real()).keyHint).toBe('…0002')
    open()
    expect(await keys.status()).toMatchObject({ profile: { name: 'Work' }, hint: '…0002' })
    expect(await destinations.whom(false)).toEqual({ baseUrl: DEEPSEEK, keyHint: '…0002' })
  })

  test('a name is there once, whatever the case of its letters', async () => {
    const work = await add('Work', second)
    await expect(add('work', third)).rejects.toMatchObject({ code: 'KEY_NAME_TAKEN' })
    expect(() => keys.rename(work, 'DEEPSEEK')).toThrow(expect.objectContaining({ code: 'KEY_NAME_TAKEN' }))
    keys.rename(work, 'WORK')
    expect(await names()).toEqual(['DeepSeek', 'WORK'])
  })

  test.each([
    'http://gateway.example',
    'https://a:b@gateway.example',
    'ftp://x',
    'https://gateway.example/?k=1',
    'no',
  ])('the address %s is refused, and leaves no name behind', async (baseUrl) => {
    await expect(add('Gateway', 'gateway-key', baseUrl)).rejects.toMatchObject({ code: 'HOST_NOT_ALLOWED' })
    expect(await names()).toEqual(['DeepSeek'])
  })

  test('a key that is none, or that the keychain does not take, leaves no name behind', async () => {
    await expect(add('Work', 'not a key')).rejects.toMatchObject({ code: 'KEY_MALFORMED' })
    const fail = () =>
      Promise.reject(new FathomError('KEYCHAIN_UNAVAILABLE', 'The keychain does not answer.'))
    open({ backend: 'Secret Service', get: fail, set: fail, remove: fail })
    await expect(add('Work', second)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    expect(await names()).toEqual(['DeepSeek'])
  })

  test('without a keychain several are kept until quit, are removed as easily, and stand in no file', async () => {
    const fail = () =>
      Promise.reject(new FathomError('KEYCHAIN_UNAVAILABLE', 'The keychain does not answer.'))
    open({ backend: 'Secret Service', get: fail, set: fail, remove: fail })
    const { profile } = await keys.add({ name: 'Work', baseUrl: DEEPSEEK, key: second, keep: 'until-quit' })
    await keys.add({ name: 'Home', baseUrl: DEEPSEEK, key: third, keep: 'until-quit' })
    expect(await keys.status(profile.id)).toMatchObject({ kept: 'until-quit', hint: '…0002' })
    await keys.remove(profile.id)
    expect(await names()).toEqual(['DeepSeek', 'Home'])
    const stored = JSON.stringify(database.prepare('SELECT * FROM key_profiles').all())
    for (const key of [second, third]) expect(stored).not.toContain(key)
    // After a quit the memory is gone, and the name can still be removed.
    open({ backend: 'Secret Service', get: fail, set: fail, remove: fail })
    await keys.remove(profiles.named('Home').id)
    expect(await names()).toEqual(['DeepSeek'])
  })

  test('removing takes the secret out of the keychain, and the last name stays to be filled', async () => {
    await keys.set(first, 'keychain')
    const work = await add('Work', second)
    keys.use(work)
    await keys.remove(work)
    expect(await keys.status()).toMatchObject({ profile: { name: 'DeepSeek' }, present: true })
    await expect(destinations.models({ profileId: work })).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
    await keys.remove()
    expect(await keys.status()).toMatchObject({ profile: { name: 'DeepSeek' }, present: false })
    expect(await keychain.get(DEEPSEEK)).toBeNull()
  })

  test('the command line says a key by its name, and hears which names there are', async () => {
    await add('Work', second)
    expect((await destinations.real({ name: 'work' })).keyHint).toBe('…0002')
    await expect(destinations.real({ name: 'Wrok' })).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
      message: expect.stringContaining('"DeepSeek", "Work"'),
    })
  })

  test('DEEPSEEK_API_KEY stands in for the first key, never for a named one that was asked for', async () => {
    open(keychain, { DEEPSEEK_API_KEY: 'sk-environment9999' })
    const work = await add('Work', second)
    await keychain.remove(profiles.get(work).secret)
    keys.use(work)
    await expect(destinations.real()).rejects.toMatchObject({ code: 'KEY_MISSING' })
    await expect(destinations.real({ name: 'Work' })).rejects.toMatchObject({ code: 'KEY_MISSING' })
    expect((await destinations.real({ environment: true })).keyHint).toBe('…9999')
    expect((await destinations.real({ profileId: FIRST_PROFILE })).keyHint).toBe('…9999')
    expect(ledger.facets(false).keys).toEqual([])
  })
})

describe('the ledger by key', () => {
  const spent = (number: number, keyHint: string) => ledger.record(entry(number, { keyHint }))
  const listed = (keyProfile: string) =>
    ledger
      .list({ filter: { practice: false, keyProfile }, zone: 'UTC', offset: 0, limit: 10 })
      .entries.map(({ runNumber }) => runNumber)
      .toReversed()

  test('a name holds every key that it had, and a removed one keeps what it spent', async () => {
    await keys.set(first, 'keychain')
    const work = await add('Work', second)
    await keys.set(third, 'keychain', work)
    spent(1, '…0001')
    spent(2, '…0002')
    spent(3, '…0003')
    expect(listed(work)).toEqual([2, 3])
    await keys.remove(work)
    expect(listed(work)).toEqual([2, 3])
    expect(ledger.facets(false).keys).toEqual([
      { profileId: FIRST_PROFILE, name: 'DeepSeek', removed: false, hints: ['…0001'] },
      { profileId: work, name: 'Work', removed: true, hints: ['…0002', '…0003'] },
    ])
    const view = { filter: { practice: false }, zone: 'UTC' as const }
    expect(ledger.list({ ...view, offset: 0, limit: 10 }).entries.map(({ keyName }) => keyName)).toEqual([
      'Work',
      'Work',
      'DeepSeek',
    ])
    expect(ledger.exportCsv(view).text).toContain('…0003,Work,')
  })

  test('the sum of every key alone is the sum of all', async () => {
    await keys.set(first, 'keychain')
    await add('Work', second)
    for (let number = 1; number <= 12; number += 1) spent(number, `…000${1 + (number % 3)}`)
    const total = (filter: object) =>
      ledger.list({ filter: { practice: false, ...filter }, zone: 'UTC', offset: 0, limit: 1 }).totals.entries
    const parts = ledger
      .facets(false)
      .keys.map(({ profileId, hints }) =>
        total(profileId === null ? { key: hints[0] } : { keyProfile: profileId }),
      )
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total({}))
  })
})

test('the one key that there was becomes the first named one, with its entry in the keychain and all that it spent', async () => {
  const before = testFolder()
  const old = openDatabase({
    folder: before,
    clock: () => now,
    migrations: allMigrations.filter(({ version }) => version < 12),
  })
  const book = createOldLedger(old)
  book(1, '…0001', 0)
  book(2, '…7777', 1)
  old.close()
  await database.backedUp
  database.close()
  removeFolder(folder)
  folder = before
  database = openDatabase({ folder, clock: () => now })
  ledger = createLedger({ database, clock: () => now })
  await keychain.set(DEEPSEEK, first)
  open()
  expect(await keys.list()).toMatchObject([
    {
      profile: { id: FIRST_PROFILE, name: 'DeepSeek', baseUrl: DEEPSEEK },
      hint: '…0001',
      kept: 'keychain',
      inUse: true,
    },
  ])
  expect(ledger.facets(false).keys).toEqual([
    { profileId: FIRST_PROFILE, name: 'DeepSeek', removed: false, hints: ['…0001'] },
  ])
})

/** Writes a row as an older Fathom did: only the columns that must be there. */
function createOldLedger(old: Database) {
  const insert = old.prepare(
    `INSERT INTO ledger_entries (id, kind, recorded_at, run_id, run_number, practice, sent_at, model_requested, key_hint,
       status, estimate_exact, counts_usd, counts_cny, counts_priced, counts_exact)
     VALUES (?, 'run', 0, ?, ?, ?, 0, 'deepseek-flash', ?, 'completed', 1, 0, 0, 0, 0)`,
  )
  return (number: number, keyHint: string, practice: number) =>
    insert.run(`entry ${number}`, `run ${number}`, number, practice, keyHint)
}
