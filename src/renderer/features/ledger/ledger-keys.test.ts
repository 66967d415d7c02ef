import { expect, test } from 'vitest'

import { keyOptions, keyRequest } from './ledger-keys.ts'

const work = { profileId: 'w', name: 'Work', removed: false, hints: ['…8f2c', '…77aa'] }
const old = { profileId: 'o', name: 'Old', removed: true, hints: ['…0001'] }
const nameless = { profileId: null, name: null, removed: false, hints: ['…9999'] }

test('a named key is one choice with all the keys that it had, and each of them is one too', () => {
  expect(keyOptions([work]).map(({ label }) => label)).toEqual(['Work', '…8f2c', '…77aa'])
  expect(keyOptions([work])[0]?.detail).toBe('…8f2c, …77aa')
})

test('a removed key keeps its name and says that it is gone; one without a name is its last characters', () => {
  expect(keyOptions([old, nameless]).map(({ label }) => label)).toEqual(['Old (removed)', '…9999'])
})

test('a choice is asked for as what it is', () => {
  const [whole, single] = keyOptions([work])
  expect(keyRequest(whole?.value ?? '')).toEqual({ keyProfile: 'w' })
  expect(keyRequest(single?.value ?? '')).toEqual({ key: '…8f2c' })
})
