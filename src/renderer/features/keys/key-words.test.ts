import { expect, test } from 'vitest'

import type { KeyStatus } from '../../../contract/keys.ts'
import { acceptedWords, hostOf, keptWords, keyProblem, whereItGoes, whereItIs } from './key-words.ts'

const status: KeyStatus = {
  profile: { id: 'deepseek', name: 'DeepSeek', baseUrl: 'https://api.deepseek.com', local: false },
  present: true,
  hint: '…8f2c',
  kept: 'keychain',
  keychain: { available: true, name: 'the Keychain of macOS', reason: null },
}
const none = { available: false, name: 'Secret Service', reason: 'This session has no keyring.' }

test('a key that was copied badly is refused before it is sent', () => {
  expect(keyProblem('sk-0123456789abcdef')).toBeNull()
  for (const wrong of ['', 'sk-01 23', 'sk-0123\n4567', 'sk-…8f2c', 'ｓｋ－1'])
    expect(keyProblem(wrong)).not.toBeNull()
})

test('where there is no keychain that is said, and no file is promised', () => {
  expect(whereItGoes({ ...status, keychain: none }, 'api.deepseek.com')).toMatch(
    /^This session has no keyring\. .*never in a file/,
  )
})

test('the host that gets the key is named before it is typed', () => {
  expect(whereItGoes(status, hostOf(' https://gateway.example/v1 '))).toContain(
    'sent to gateway.example alone',
  )
})

test.each(['keychain', 'until-quit', 'environment'] as const)(
  'a key kept as %s is named by its last characters',
  (kept) => {
    expect(whereItIs({ ...status, kept })).toContain('…8f2c')
  },
)

test('without a key it says what works all the same', () => {
  expect(whereItIs({ ...status, present: false, hint: null, kept: null })).toContain(
    'practice work without one',
  )
})

test('a keychain that does not answer is not taken for an absent key', () => {
  const gone = { ...status, present: false, hint: null, kept: null }
  expect(keptWords(gone)).toBe('no key')
  expect(keptWords({ ...gone, keychain: none })).toBe('the keychain does not answer')
})

test('who took the key is said by name', () => {
  expect(acceptedWords('api.deepseek.com', 1)).toMatch(/^DeepSeek takes this key, for 1 model\./)
  expect(acceptedWords('gateway.example', 3)).toMatch(/^gateway\.example takes this key, for 3 models\./)
})
