import { t } from '../../../contract/i18n/t.ts'
import { FathomError } from '../../errors.ts'
import type { ReadDocument } from '../prompt-document.ts'
import { readPromptFile } from '../prompt-file.ts'
import { looksLikeCurl, readCurl } from './curl.ts'
import { readJsonPrompts } from './json-prompts.ts'
import { looksLikePromptfoo, readPromptfoo } from './promptfoo.ts'

/** From what a prompt was read. */
export type ImportKind = 'fathom' | 'json' | 'curl' | 'promptfoo'

export interface ImportedPrompts {
  readonly kind: ImportKind
  /** At least one. */
  readonly prompts: readonly ReadDocument[]
  /** What of the whole could not be taken over. */
  readonly notes: readonly string[]
}

/** Longer texts are no prompts: the largest context is some 4 MB. In UTF-16 units. */
const MAX_LENGTH = 64 * 1024 * 1024

/**
 * Reads prompts from a text, whatever it is: a prompt file, a request or prompt object as JSON, a curl command, a
 * promptfoo configuration. Keys that stand in it are never taken over.
 * @param fileName decides where the text alone does not
 * @throws FathomError IMPORT_NOT_UNDERSTOOD, PROMPT_FILE_INVALID
 */
export function importPrompts(text: string, fileName?: string): ImportedPrompts {
  if (text.length > MAX_LENGTH)
    throw notUnderstood(t('The file is longer than any prompt can be. Choose a smaller one.'))
  if (text.includes('\0'))
    throw notUnderstood(t('The file is not a text. Choose a JSON, YAML, Markdown or text file.'))
  if (text.trim() === '') throw notUnderstood(t('The file is empty. Choose one with a prompt in it.'))
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (looksLikePromptfoo(trimmed, fileName)) return { kind: 'promptfoo', ...readPromptfoo(trimmed) }
  if (/^[{[]/.test(trimmed)) return { kind: 'json', ...readJsonPrompts(trimmed) }
  if (looksLikeCurl(trimmed)) return { kind: 'curl', prompts: [readCurl(trimmed)], notes: [] }
  return { kind: 'fathom', prompts: [readPromptFile(text)], notes: [] }
}

function notUnderstood(message: string): FathomError {
  return new FathomError('IMPORT_NOT_UNDERSTOOD', message)
}
