import { t } from '../../../contract/i18n/t.ts'
import { formatInteger } from '../../lib/format.ts'

/** A field's text as a number, null for the model's own default, or a sentence that says what it can be. */
export type ParsedNumber =
  | { readonly value: number | null; readonly error: null }
  | { readonly value: null; readonly error: string }

/** No served model takes more (reference: API docs, V4 limits); the contract refuses what is above. */
const MOST_OUTPUT = 393_216

export function parseMaxTokens(text: string, limit: number | null): ParsedNumber {
  const most = limit ?? MOST_OUTPUT
  const plain = text.replace(/[\s,_]/g, '')
  if (plain === '') return { value: null, error: null }
  const value = /^\d+$/.test(plain) ? Number(plain) : Number.NaN
  if (value >= 1 && value <= most) return { value, error: null }
  return {
    value: null,
    error: t('A whole number from 1 to {most}, or nothing for the default.', {
      most: formatInteger(most),
    }),
  }
}

export function parseTemperature(text: string): ParsedNumber {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return { value: null, error: null }
  const value = /^\d*\.?\d+$/.test(plain) ? Number(plain) : Number.NaN
  if (value >= 0 && value <= 2) return { value, error: null }
  return { value: null, error: t('A number from 0 to 2, or nothing for the default.') }
}

export function parseTopP(text: string): ParsedNumber {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return { value: null, error: null }
  const value = /^\d*\.?\d+$/.test(plain) ? Number(plain) : Number.NaN
  if (value > 0 && value <= 1) return { value, error: null }
  return { value: null, error: t('A number above 0, up to 1, or nothing for the default.') }
}

export function parseTopLogprobs(text: string): ParsedNumber {
  const plain = text.trim()
  if (plain === '') return { value: null, error: null }
  const value = /^\d+$/.test(plain) ? Number(plain) : Number.NaN
  if (value <= 20) return { value, error: null }
  return { value: null, error: t('A whole number from 0 to 20, or nothing for none.') }
}

/** A text of at most 512 bytes, as the API takes it; null for none. */
export function parseUserId(text: string): {
  readonly value: string | null
  readonly error: string | null
} {
  const plain = text.trim()
  if (new TextEncoder().encode(plain).length > 512) return { value: null, error: t('At most 512 bytes.') }
  return { value: plain === '' ? null : plain, error: null }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' }

/** A stop sequence as it is typed in one line: \n, \t and \\ stand for what cannot be typed there. */
export function parseStop(text: string): string {
  return text.replaceAll(/\\([nt\\])/g, (_whole, letter: string) => escapes[letter] ?? letter)
}

/** The inverse of `parseStop`. */
export function showStop(sequence: string): string {
  return sequence.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
}
