import { t } from '../../../contract/i18n/t.ts'
import { FathomError } from '../../errors.ts'
import type { ReadDocument } from '../prompt-document.ts'
import { readJsonRequest } from './json-prompts.ts'
import { shellWords } from './shell-words.ts'

const DATA = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json'])

/** What may stand before the command: comments, a prompt sign, and variables for its environment. */
const BEFORE = /^(?:\s*#[^\n]*\n)*\s*(?:[$>#]\s+)?(?:[A-Za-z_]\w*=(?:'[^']*'|"[^"]*"|[^\s'"]*)\s+)*(?=curl)/

/** Whether a text is a curl command; a sentence that begins so has neither an address nor an option. */
export function looksLikeCurl(text: string): boolean {
  return /^curl(?:\.exe)?\s(?:[^]*\s)?[\^'"]*(?:-|https?:)/.test(text.replace(BEFORE, ''))
}

/**
 * The request that a curl command sends, as a POSIX shell, cmd.exe or PowerShell would. Headers, and the key in them, are
 * not read.
 * @throws FathomError IMPORT_NOT_UNDERSTOOD, INVALID_JSON
 */
export function readCurl(text: string): ReadDocument {
  const { command, input } = withoutHereDocument(posix(text.replace(BEFORE, '')))
  const words = shellWords(command)
  if (words === null) throw notUnderstood(t('A quote in this command is not closed. Copy the whole command.'))
  const given = dataOf(words)
  const data = given === '@-' && input !== null ? input : given
  if (data === null) throw notUnderstood(t('This curl command sends no data. Copy one with -d or --json.'))
  if (data.startsWith('@'))
    throw notUnderstood(
      t('This curl command sends the file {name}. Import that file instead.', { name: data.slice(1) }),
    )
  // Windows programs take the backslash before a quote away themselves.
  const sent = /^\s*[[{][\s{[]*\\"/.test(data) ? data.replace(/\\(["\\])/g, '$1') : data
  return readJsonRequest(sent)
}

/** A command as a POSIX shell takes it: without the carets of cmd.exe, and without the backticks that join lines of PowerShell. */
function posix(text: string): string {
  const joined = text.replace(/`\r?\n/g, ' ')
  return /\^\r?\n|\^"/.test(joined)
    ? joined.replace(/\^(\r?\n|[^])/g, (_, next: string) => next.trim() && next)
    : joined
}

const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1[^\n]*\n([^]*?)\n\s*\2\s*$/

/** Apart from the command, what it reads from its standard input. */
function withoutHereDocument(command: string): { readonly command: string; readonly input: string | null } {
  const found = HERE_DOCUMENT.exec(command)
  return found === null
    ? { command, input: null }
    : { command: command.slice(0, found.index), input: found[3] ?? '' }
}

function dataOf(words: readonly string[]): string | null {
  for (const [index, word] of words.entries()) {
    if (DATA.has(word)) return words[index + 1] ?? null
    const [, option, value] = /^(--[a-z-]+)=([\s\S]*)$/.exec(word) ?? []
    if (option !== undefined && DATA.has(option)) return value ?? null
    // Letters that take no value may stand before it in one word: "-sSd".
    const [, attached] = /^-[fgikLNsSv]*d([\s\S]*)$/.exec(word) ?? []
    if (attached !== undefined) return attached === '' ? (words[index + 1] ?? null) : attached
  }
  return null
}

function notUnderstood(message: string): FathomError {
  return new FathomError('IMPORT_NOT_UNDERSTOOD', message)
}
