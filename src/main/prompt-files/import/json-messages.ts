import { messageDetails, type MessageDetails, type Role } from '../../../contract/drafts.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { DocumentMessage } from '../prompt-document.ts'
import { type Fields, fieldsIn, isFields, plainText, textOf } from './values.ts'

/** Where a reader writes down what it could not take over. Each sentence once. */
export type Notes = Set<string>

const roles: Readonly<Record<string, Role>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  model: 'assistant',
  tool: 'tool',
  function: 'tool',
}

/** Whether a value is one message of a conversation. */
export function isMessage(value: unknown): value is Fields {
  return isFields(value) && typeof value['role'] === 'string' && value['role'] in roles
}

/** Messages of the Chat Completions or Responses API as those of a draft. What is neither is noted. */
export function readMessages(list: readonly unknown[], notes: Notes): readonly DocumentMessage[] {
  const messages: DocumentMessage[] = []
  for (const item of list) {
    if (isMessage(item)) messages.push(readMessage(item, notes))
    else if (isFields(item) && item['type'] === 'function_call') addCall(messages, item)
    else if (isFields(item) && item['type'] === 'function_call_output')
      messages.push({
        role: 'tool',
        content: plainText(item['output']),
        details: { toolCallId: plainText(item['call_id']) },
      })
    else notes.add(t('Something between the messages is no message and was left out.'))
  }
  return messages
}

/** Calls of the Responses API are items of their own; here they belong to the assistant that made them. */
function addCall(messages: DocumentMessage[], item: Fields): void {
  const call = {
    id: plainText(item['call_id'] ?? item['id']),
    name: plainText(item['name']),
    arguments: plainText(item['arguments']),
  }
  const last = messages.at(-1)
  const speaks = last?.role === 'assistant'
  if (speaks) messages.pop()
  const { details, content } = speaks ? last : { details: undefined, content: '' }
  messages.push({
    role: 'assistant',
    content,
    details: { ...details, toolCalls: [...(details?.toolCalls ?? []), call] },
  })
}

function readMessage(message: Fields, notes: Notes): DocumentMessage {
  const role = roles[plainText(message['role'])] ?? 'user'
  if (message['name'] !== undefined && role !== 'tool')
    notes.add(t('Names of speakers were left out; a draft has roles only.'))
  const details = readDetails(role, message, notes)
  return {
    role,
    content: contentText(message['content'], notes),
    ...(Object.keys(details).length > 0 && { details }),
  }
}

function readDetails(role: Role, message: Fields, notes: Notes): MessageDetails {
  if (role === 'tool') return { toolCallId: plainText(message['tool_call_id'] ?? message['name']) }
  const images = imagesIn(message['content'], notes)
  if (role !== 'assistant') return images.length > 0 ? { images } : {}
  const reasoning = textOf(message['reasoning_content'])
  const calls = fieldsIn(message['tool_calls']).map(readCall)
  return {
    ...(reasoning !== undefined && { reasoning }),
    ...(calls.length > 0 && { toolCalls: calls }),
    ...(message['prefix'] === true && { prefix: true }),
  }
}

function readCall(call: Fields): NonNullable<MessageDetails['toolCalls']>[number] {
  const called = isFields(call['function']) ? call['function'] : {}
  return {
    id: plainText(call['id']),
    name: plainText(called['name']),
    arguments: plainText(called['arguments']),
  }
}

type Images = NonNullable<MessageDetails['images']>

const imageParts = new Set(['image_url', 'input_image'])

/** Images that stand in the message itself; one that is only linked is noted. */
function imagesIn(content: unknown, notes: Notes): Images {
  const parts = fieldsIn(content).filter(({ type }) => imageParts.has(plainText(type)))
  return parts.flatMap(({ image_url: image }, index) => {
    const url = plainText(isFields(image) ? image['url'] : image)
    const [, type = '', data = ''] = /^data:(image\/([a-z]+));base64,(.*)$/s.exec(url) ?? []
    const name = `image ${index + 1}.${type.slice('image/'.length)}`
    const parsed = messageDetails.safeParse({
      images: [{ name, type, data: url.slice(url.indexOf(',') + 1) }],
    })
    if (parsed.success && data !== '') return parsed.data.images ?? []
    notes.add(t('An image that is not in the text itself was left out. Attach it in the editor.'))
    return []
  })
}

const textParts = new Set(['text', 'input_text', 'output_text'])

/** The text of a message; of parts, their texts one after the other, as the API joins them. */
export function contentText(content: unknown, notes: Notes): string {
  if (!Array.isArray(content)) return plainText(content)
  return content
    .map((part: unknown) => {
      if (typeof part === 'string') return part
      if (isFields(part) && textParts.has(plainText(part['type']))) return plainText(part['text'])
      if (isFields(part) && imageParts.has(plainText(part['type']))) return ''
      notes.add(
        t('A part of a message that is not text ({type}) was left out. Attach it in the editor.', {
          type: isFields(part) ? plainText(part['type']) : '?',
        }),
      )
      return ''
    })
    .join('')
}
