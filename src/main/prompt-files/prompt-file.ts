import { messageDetails, type MessageDetails } from '../../contract/drafts.ts'
import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'
import { type Block, type BlockKind, readBlocks, writeBlocks } from './blocks.ts'
import { readHeader, writeHeader } from './header.ts'
import type { DocumentMessage, PromptDocument, ReadDocument } from './prompt-document.ts'

/**
 * A prompt as one plain file: a small YAML header, then each message under a marker of its own, letter by letter.
 * @throws FathomError PROMPT_FILE_IMPOSSIBLE for half a surrogate pair, which UTF-8 cannot hold
 */
export function writePromptFile(document: PromptDocument): string {
  const tools = document.parameters.tools ?? ''
  const blocks = [
    ...document.messages.flatMap(messageBlocks),
    ...(tools === '' ? [] : [{ kind: 'tools', details: '', text: tools } as const]),
  ]
  const text = `---\n${writeHeader(document)}---\n\n${writeBlocks(blocks)}`
  if (!text.isWellFormed())
    throw new FathomError(
      'PROMPT_FILE_IMPOSSIBLE',
      t('A message holds half of a character, which a text file cannot keep. Remove it and export again.'),
    )
  return text
}

function messageBlocks({ role, content, details }: DocumentMessage): readonly Block[] {
  const { reasoning, ...rest } = details ?? {}
  return [
    { kind: role, details: Object.keys(rest).length === 0 ? '' : inlineJson(rest), text: content },
    ...(reasoning === undefined ? [] : [{ kind: 'thinking', details: '', text: reasoning } as const]),
  ]
}

/** JSON that cannot end the comment in which it stands. */
function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('>', '\\u003e')
}

/**
 * Reads a prompt file, as written here or by hand. Line ends of a file that was checked out with CR LF are mended.
 * @throws FathomError PROMPT_FILE_INVALID, with what is wrong and where
 */
export function readPromptFile(text: string): ReadDocument {
  const [head, body] = splitHeader(plainText(text))
  const { header, unknown } = readHeader(head)
  const { blocks, before } = readBlocks(body)
  const notes = unknown.map((key) => t('"{key}" in the header is not known here and was left out.', { key }))
  const messages = collectMessages(blocks)
  if (before.trim() !== '') messages.unshift({ role: 'user', content: before.trim() })
  const tools = blocks.findLast(({ kind }) => kind === 'tools')?.text
  return {
    document: {
      name: header.name,
      messages,
      parameters: { ...header.parameters, ...(tools === undefined ? {} : { tools }) },
      variables: header.variables,
    },
    notes,
  }
}

/** A file's text as it was written: without a byte order mark, and without the CR that a checkout put before each LF. */
export function plainText(file: string): string {
  const text = file.replace(/^\uFEFF/, '')
  return /^[^\n]*\r\n/.test(text) ? text.replaceAll('\r\n', '\n') : text
}

/** A file without a header is all text. */
function splitHeader(text: string): readonly [head: string, body: string] {
  if (!text.startsWith('---\n')) return ['', text]
  const end = text.indexOf('\n---\n', 3)
  const last = text.endsWith('\n---') ? text.length - 4 : -1
  const close = end === -1 ? last : end
  if (close === -1)
    throw new FathomError(
      'PROMPT_FILE_INVALID',
      t('The header of this file has no end. Put a line of three dashes under it.'),
    )
  return [text.slice(4, close + 1), text.slice(close + 5)]
}

function collectMessages(blocks: readonly Block[]): DocumentMessage[] {
  const messages: DocumentMessage[] = []
  for (const block of blocks) {
    if (block.kind === 'tools') continue
    if (block.kind !== 'thinking') messages.push(messageOf({ ...block, kind: block.kind }))
    else {
      const above = messages.pop()
      if (above === undefined)
        throw new FathomError(
          'PROMPT_FILE_INVALID',
          t('The file begins with thinking that belongs to no message. Put the message above it.'),
        )
      messages.push({ ...above, details: { ...above.details, reasoning: block.text } })
    }
  }
  return messages
}

type MessageKind = Exclude<BlockKind, 'thinking' | 'tools'>

function messageOf({ kind, details, text }: Block & { readonly kind: MessageKind }): DocumentMessage {
  const read = details === '' ? undefined : readDetails(kind, details)
  return { role: kind, content: text, ...(read !== undefined && { details: read }) }
}

function readDetails(kind: BlockKind, text: string): MessageDetails {
  try {
    return messageDetails.parse(JSON.parse(text))
  } catch {
    throw new FathomError(
      'PROMPT_FILE_INVALID',
      t(
        'What stands behind "{kind}" in a marker of this file is not understood. Export the prompt again, or remove it.',
        {
          kind,
        },
      ),
    )
  }
}
