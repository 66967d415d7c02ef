import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { KeyStatus } from '../../../contract/keys.ts'

/** Where the present key is kept, in a sentence; what a key is for when there is none. */
export function whereItIs(status: KeyStatus): string {
  const hint = status.hint ?? ''
  switch (status.kept) {
    case 'keychain':
      return t('The key {hint} is kept in {keychain}. It cannot be read back, only replaced or removed.', {
        hint,
        keychain: status.keychain.name,
      })
    case 'until-quit':
      return t('The key {hint} is kept in memory until Fathom quits, and nowhere else.', { hint })
    case 'environment':
      return t('The key {hint} comes from DEEPSEEK_API_KEY. A key set here takes its place.', { hint })
    default:
      return t(
        'A key of platform.deepseek.com is needed to run. Counting, pricing and practice work without one.',
      )
  }
}

/** Where a key is kept, in a few words. */
export function keptWords({ kept, keychain }: KeyStatus): string {
  switch (kept) {
    case 'keychain':
      return t('in {keychain}', { keychain: keychain.name })
    case 'until-quit':
      return t('until quit')
    case 'environment':
      return t('from DEEPSEEK_API_KEY')
    default:
      return keychain.available ? t('no key') : t('the keychain does not answer')
  }
}

/** Where a new key will go: said before it is typed, not after. */
export function whereItGoes({ keychain }: KeyStatus, host: string): string {
  if (keychain.available) {
    return t(
      'It goes into {keychain} and is sent to {host} alone. It is in no file, no log and no backup of Fathom.',
      {
        keychain: keychain.name,
        host,
      },
    )
  }
  const reason = kept(keychain.reason ?? '') || t('This session has no keychain.')
  return t('{reason} It is then in memory alone, never in a file, and is sent to {host} alone.', {
    reason,
    host,
  })
}

/** The host of a base URL as it is typed; the text itself while it is no address yet. */
export function hostOf(baseUrl: string): string {
  return URL.parse(baseUrl.trim())?.host || baseUrl.trim()
}

/** What is plainly wrong with a typed key, or null. DeepSeek has the last word. */
export function keyProblem(key: string): string | null {
  if (key === '') return t('Paste the key first.')
  if (/\s/.test(key)) return t('A key has no spaces or line breaks: copy it once more.')
  if (!/^[\x21-\x7e]+$/.test(key))
    return t('A key has only latin letters, digits and signs: copy it once more.')
  return null
}

/** What was said to a key that is taken. */
export function acceptedWords(host: string, models: number): string {
  const who = host === 'api.deepseek.com' ? 'DeepSeek' : host
  return t(
    '{who} takes this key, for {models, plural, one {# model} other {# models}}. Asking cost nothing.',
    {
      who,
      models,
    },
  )
}
