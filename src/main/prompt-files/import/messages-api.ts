import { type Fields, fieldsIn, isFields, plainText } from './values.ts'

/** Whether a request is one of Anthropic's Messages API, which has its system text, calls and results in other places. */
export function isMessagesApi(request: Fields): boolean {
  return (
    'system' in request ||
    'stop_sequences' in request ||
    fieldsIn(request['tools']).some((tool) => 'input_schema' in tool) ||
    fieldsIn(request['messages']).some(({ content }) =>
      fieldsIn(content).some(({ type }) => ownParts.has(plainText(type))),
    )
  )
}

const ownParts = new Set(['thinking', 'redacted_thinking', 'tool_use', 'tool_result', 'image'])

/** The same request as Chat Completions writes it. */
export function chatOfMessagesApi(request: Fields): Fields {
  const { system, messages, stop_sequences: stop, metadata, output_config: output, tools, ...rest } = request
  const user = isFields(metadata) ? metadata['user_id'] : undefined
  const effort = isFields(output) ? output['effort'] : undefined
  return {
    ...rest,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      ...fieldsIn(messages).flatMap(chatMessages),
    ],
    ...(stop !== undefined && { stop }),
    ...(user !== undefined && { user_id: user }),
    ...(effort !== undefined && { reasoning_effort: effort }),
    ...(tools !== undefined && { tools: fieldsIn(tools).map(chatTool) }),
    ...('tool_choice' in request && { tool_choice: chatChoice(request['tool_choice']) }),
  }
}

/** Results stand in a message of the user there, and are messages of their own here. */
function chatMessages(message: Fields): readonly Fields[] {
  const { role, content } = message
  if (!Array.isArray(content)) return [message]
  const parts = fieldsIn(content)
  const ofType = (type: string): readonly Fields[] => parts.filter((part) => part['type'] === type)
  if (role === 'assistant') {
    const reasoning = ofType('thinking').map((part) => plainText(part['thinking']))
    const calls = ofType('tool_use').map(chatCall)
    return [
      {
        role,
        content: parts.filter((part) => !callParts.has(plainText(part['type']))),
        ...(reasoning.length > 0 && { reasoning_content: reasoning.join('') }),
        ...(calls.length > 0 && { tool_calls: calls }),
      },
    ]
  }
  const results = ofType('tool_result')
  const others = parts.filter((part) => !results.includes(part)).map(chatPart)
  return [
    ...results.map((result) => ({
      role: 'tool',
      tool_call_id: result['tool_use_id'],
      content: result['content'],
    })),
    ...(others.length > 0 || results.length === 0 ? [{ role, content: others }] : []),
  ]
}

/** What an assistant's message holds beside its text; thinking that came encrypted says nothing here. */
const callParts = new Set(['thinking', 'redacted_thinking', 'tool_use'])

function chatCall({ id, name, input }: Fields): Fields {
  return { id, function: { name, arguments: JSON.stringify(input ?? {}) } }
}

function chatPart(part: Fields): Fields {
  const { type, source } = part
  if (type !== 'image' || !isFields(source)) return part
  const url =
    source['type'] === 'base64'
      ? `data:${plainText(source['media_type'])};base64,${plainText(source['data'])}`
      : source['url']
  return { type: 'image_url', image_url: { url } }
}

function chatTool(tool: Fields): Fields {
  const { name, description, input_schema: parameters } = tool
  if (parameters === undefined) return tool
  return {
    type: 'function',
    function: { name, ...(description !== undefined && { description }), parameters },
  }
}

function chatChoice(choice: unknown): unknown {
  if (!isFields(choice)) return choice
  if (choice['type'] === 'tool') return { function: { name: choice['name'] } }
  return choice['type'] === 'any' ? 'required' : choice['type']
}
