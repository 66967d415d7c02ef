import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Draft, DraftMessage, MessageDetails, Parameters } from '../../contract/drafts.ts'
import { defaultParameters } from '../drafts/draft-state.ts'
import { countPrompt } from '../encoding/estimate-prompt.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { createPieceCounter } from '../encoding/piece-counter.ts'
import type { PromptRequest } from '../encoding/request.ts'
import { books } from '../testing/test-services.ts'
import { tokenizer } from '../tokenizer/testing/vocabulary.ts'
import { documentName, reasoningName } from './document-names.ts'
import { outlineOf } from './draft-outline.ts'
import { requestText } from './draft-request.ts'
import { encodeFor } from './encode-for.ts'
import { requestOf } from './estimate-outline.ts'

const at = Date.parse('2026-11-20T03:00:00.000Z')

const depthTool = `[
  {"type": "function", "function": {"strict": true, "name": "get_depth", "description": "Depth at a berth",
    "parameters": {"type": "object", "properties": {"berth": {"type": "string"}, "2": {"type": "number", "minimum": 1.0}}}}}
]`

const text = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '<think>x</think>',
    'How deep is it?',
    '深度是多少',
    '<｜User｜>',
    '\n\n',
    '{"json": true}',
    'half \ud83d',
  ),
)
const call = fc.record({
  id: fc.constantFrom('call_1', 'call_2'),
  name: fc.constantFrom('get_depth', 'get_tide'),
  arguments: fc.constantFrom('{"berth": "7"}', '{}', 'not json', '{"a": 1.0, "b": [1, 2]}'),
})
const details: fc.Arbitrary<MessageDetails> = fc.record(
  {
    reasoning: text,
    toolCalls: fc.array(call, { maxLength: 2 }),
    toolCallId: fc.constantFrom('call_1', 'call_2'),
    prefix: fc.boolean(),
    images: fc.array(
      fc.record({
        name: fc.constant('chart.gif'),
        type: fc.constant('image/gif' as const),
        data: fc.constantFrom('R0lGODlhQAHIAA==', ''),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
)
const messages = fc
  .array(
    fc.record(
      {
        role: fc.constantFrom<DraftMessage['role']>(
          'system',
          'user',
          'assistant',
          'assistant',
          'tool',
          'prompt',
          'suffix',
        ),
        content: text,
        details,
      },
      { requiredKeys: ['role', 'content'] },
    ),
    { maxLength: 6 },
  )
  .map((list) => list.map((message, index) => ({ id: `m${index}`, ...message })))
const parameters: fc.Arbitrary<Parameters> = fc.record({
  model: fc.constantFrom('deepseek-flash', 'deepseek-v4-pro', 'nobody-knows'),
  thinking: fc.constantFrom('enabled', 'disabled'),
  effort: fc.constantFrom('low', 'high', 'max'),
  maxTokens: fc.constantFrom(null, 9),
  temperature: fc.constantFrom(null, 0.5),
  topP: fc.constantFrom(null, 0.97),
  mode: fc.constantFrom('chat', 'chat', 'fim'),
  responseFormat: fc.constantFrom('text', 'json_object'),
  tools: fc.constantFrom('', '  ', depthTool, '[]', '[{', '{"not": "a list"}'),
  toolsOff: fc.constantFrom([], ['get_depth']),
  toolChoice: fc.constantFrom<Parameters['toolChoice']>('auto', 'none', 'required', { name: 'get_depth' }),
  stop: fc.constantFrom([], ['END', '"']),
  topLogprobs: fc.constantFrom(null, 0, 20),
  userId: fc.constantFrom(null, 'münchen'),
  stream: fc.boolean(),
})

function countOf(request: PromptRequest, model: string, texts: ReadonlyMap<string, string>) {
  const { encoded } = encodeFor(books.models, request, model, at)
  const counter = createPieceCounter(tokenizer, (document) => {
    const found = texts.get(document)
    if (found === undefined) throw new Error(`${document} is not open`)
    return found
  })
  return countPrompt(encoded, counter)
}

function draftOf(list: readonly DraftMessage[], given: Partial<Parameters>): Draft {
  return {
    promptId: 'p',
    revision: 1,
    messages: list,
    parameters: { ...defaultParameters, ...given },
    variables: {},
    savedAt: '2026-11-20T03:00:00.000Z',
  }
}

function openTexts({ promptId, messages: list }: Draft): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const { id, content, details: own } of list) {
    texts.set(documentName(promptId, id), content)
    if (own?.reasoning !== undefined) texts.set(reasoningName(promptId, id), own.reasoning)
  }
  return texts
}

const bodyOf = (draft: Draft): Record<string, unknown> =>
  JSON.parse(requestText(draft)) as Record<string, unknown>

const assistant = (draft: Draft): unknown => (bodyOf(draft)['messages'] as unknown[])[1]

describe('the request of a draft', () => {
  it('is counted live as the very body that is sent, segment by segment', () => {
    fc.assert(
      fc.property(messages, parameters, (list, given) => {
        const draft = draftOf(list, given)
        const live = countOf(requestOf('p', outlineOf(draft), given.model), given.model, openTexts(draft))
        const sent = countOf(parseRequest(requestText(draft)), given.model, new Map())
        expect(live).toEqual(sent)
      }),
      { numRuns: 400 },
    )
  })

  it('sends tools letter by letter as they were written', () => {
    const draft = draftOf([{ id: 'u', role: 'user', content: 'Hi' }], { tools: `\uFEFF ${depthTool}\n` })
    expect(requestText(draft)).toContain(depthTool)
    expect(bodyOf(draft)['tools']).toEqual(JSON.parse(depthTool))
  })

  it('says thinking and effort in every request, and never what the mode ignores', () => {
    const given = { temperature: 0.5, topP: 0.97 }
    const user: DraftMessage[] = [{ id: 'u', role: 'user', content: 'Hi' }]
    expect(bodyOf(draftOf(user, given))).toMatchObject({
      thinking: { type: 'enabled' },
      reasoning_effort: 'high',
      top_p: 0.97,
    })
    expect(bodyOf(draftOf(user, given))).not.toHaveProperty('temperature')
    const plain = bodyOf(draftOf(user, { ...given, thinking: 'disabled' }))
    expect(plain).toMatchObject({ thinking: { type: 'disabled' }, temperature: 0.5 })
    expect(plain).not.toHaveProperty('top_p')
    expect(plain).not.toHaveProperty('reasoning_effort')
  })

  it('sends thinking back only where tools or a prefix want it', () => {
    const list: DraftMessage[] = [
      { id: 'u', role: 'user', content: 'Hi' },
      { id: 'a', role: 'assistant', content: 'Yes', details: { reasoning: 'Hm', prefix: true } },
    ]
    const later: DraftMessage[] = [...list, { id: 'v', role: 'user', content: 'And?' }]
    expect(assistant(draftOf(list, {}))).toEqual({
      role: 'assistant',
      content: 'Yes',
      reasoning_content: 'Hm',
      prefix: true,
    })
    expect(assistant(draftOf(later, {}))).toEqual({ role: 'assistant', content: 'Yes' })
    expect(assistant(draftOf(later, { tools: depthTool }))).toHaveProperty('reasoning_content', 'Hm')
    expect(assistant(draftOf(later, { tools: depthTool, thinking: 'disabled' }))).not.toHaveProperty(
      'reasoning_content',
    )
  })

  it('fills a gap with the texts before and after it, and none of the messages', () => {
    const list: DraftMessage[] = [
      { id: 's', role: 'system', content: 'You count.' },
      { id: 'f', role: 'suffix', content: 'return n' },
      { id: 'b', role: 'prompt', content: 'def count():' },
    ]
    expect(bodyOf(draftOf(list, { mode: 'fim', maxTokens: 64, stop: ['\n\n'] }))).toEqual({
      model: 'deepseek-flash',
      thinking: { type: 'disabled' },
      max_tokens: 64,
      stop: ['\n\n'],
      prompt: 'def count():',
      suffix: 'return n',
      stream: true,
      stream_options: { include_usage: true },
    })
    expect(bodyOf(draftOf(list, {}))['messages']).toEqual([{ role: 'system', content: 'You count.' }])
  })

  it('never sends half a character: the API refuses the whole body for it', () => {
    const body = requestText(draftOf([{ id: 'm', role: 'user', content: 'a \ud83d b \u{1F600}' }], {}))
    expect(body).toContain('a \ufffd b \u{1F600}')
    expect(body).not.toContain('\\ud83d')
  })

  it('asks for the whole answer at once without the options of a stream', () => {
    const body = bodyOf(draftOf([{ id: 'u', role: 'user', content: 'Hi' }], { stream: false }))
    expect(body['stream']).toBe(false)
    expect(body).not.toHaveProperty('stream_options')
  })
})
