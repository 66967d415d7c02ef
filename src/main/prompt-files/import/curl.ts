import { t } from '../../../contract/i18n/t.ts'
import { FathomError } from '../../errors.ts'
import type { ReadDocument } from '../prompt-document.ts'
import { readJsonRequest } from './json-prompts.ts'
import { shellWords } from './shell-words.ts'
import { isFields } from './values.ts'

const DATA = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json'])

/** Whether a text is a curl command, with a prompt sign before it or not. */
export function looksLikeCurl(text: string): boolean {
  return /^(?:[$>#]\s+)?curl(?:\.exe)?\s/.test(text)
}

/**
 * The request that a curl command sends. Headers, and the key in them, are not read.
 * @throws FathomError IMPORT_NOT_UNDERSTOOD, INVALID_JSON
 */
export function readCurl(command: string): ReadDocument {
  const words = shellWords(command.replace(/^[$>#]\s+/, ''))
  if (words === null) throw notUnderstood(t('A quote in this command is not closed. Copy the whole command.'))
  const data = dataOf(words)
  if (data === null) throw notUnderstood(t('This curl command sends no data. Copy one with -d or --json.'))
  if (data.startsWith('@'))
    throw notUnderstood(
      t('This curl command sends the file {name}. Import that file instead.', { name: data.slice(1) }),
    )
  return readJsonRequest(withSystemAsInstructions(data, words))
}

function dataOf(words: readonly string[]): string | null {
  for (const [index, word] of words.entries()) {
    if (DATA.has(word)) return words[index + 1] ?? null
    const [, option, value] = /^(--[a-z-]+)=([\s\S]*)$/.exec(word) ?? []
    if (option !== undefined && DATA.has(option)) return value ?? null
    if (/^-d./.test(word)) return word.slice(2)
  }
  return null
}

/** The Messages API of Anthropic has its system text beside the messages, as the Responses API has its instructions. */
function withSystemAsInstructions(data: string, words: readonly string[]): string {
  if (!words.some((word) => /\/messages(?:\?|$)/.test(word))) return data
  const body: unknown = JSON.parse(data)
  if (!isFields(body) || body['system'] === undefined) return data
  const { system, ...rest } = body
  const instructions = Array.isArray(system) ? [{ role: 'system', content: system }] : system
  return JSON.stringify({ ...rest, instructions })
}

function notUnderstood(message: string): FathomError {
  return new FathomError('IMPORT_NOT_UNDERSTOOD', message)
}
