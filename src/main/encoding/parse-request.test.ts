import { describe, expect, it } from 'vitest'

import { parseRequest } from './parse-request.ts'
import type { ChatRequest } from './request.ts'

const parse = (body: unknown): ChatRequest => parseRequest(JSON.stringify(body)) as ChatRequest

describe('parseRequest', () => {
  it('reads messages, tools, choices and settings', () => {
    const request = parse({
      model: 'deepseek-flash',
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hi' },
            { type: 'image_url', image_url: { url: 'x' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          reasoning_content: 'Hm',
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'c', content: 'ok' },
      ],
      tools: [{ type: 'function', function: { name: 'f' } }],
      tool_choice: { type: 'function', function: { name: 'f' } },
      response_format: { type: 'json_object' },
      thinking: { type: 'enabled' },
      reasoning_effort: 'max',
      max_tokens: 100,
      stream: true,
    })
    expect(request).toMatchObject({
      model: 'deepseek-flash',
      toolChoice: { name: 'f' },
      responseFormat: 'json_object',
      thinking: 'enabled',
      reasoningEffort: 'max',
      maxTokens: 100,
    })
    expect(request.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ text: 'Hi' }, { image: null }] },
      {
        role: 'assistant',
        content: '',
        reasoning: 'Hm',
        toolCalls: [{ id: 'c', name: 'f', arguments: '{}' }],
      },
      { role: 'tool', content: 'ok', toolCallId: 'c' },
    ])
  })

  it('takes null for absent, as the API does', () => {
    const request = parse({
      messages: [{ role: 'user', content: 'x' }],
      tools: null,
      tool_choice: null,
      thinking: null,
    })
    expect(Object.keys(request)).toEqual(['model', 'messages'])
  })

  it('keeps the digits of a schema', () => {
    const text =
      '{"messages": [{"role": "user", "content": "x"}], "tools": [{"type": "function", "function": {"name": "f", "parameters": {"default": 1.0}}}]}'
    expect(JSON.stringify((parseRequest(text) as ChatRequest).tools)).toContain('1.0')
  })

  it('notices a body whose keys a recorder has sorted', () => {
    const tool = { function: { description: 'd', name: 'f' }, type: 'function' }
    expect(parse({ messages: [{ content: 'x', role: 'user' }], model: 'm', tools: [tool] }).toolOrder).toBe(
      'sorted',
    )
    expect(
      parse({ model: 'm', messages: [{ content: 'x', role: 'user' }], tools: [tool] }).toolOrder,
    ).toBeUndefined()
    expect(parse({ messages: [{ content: 'x', role: 'user' }], model: 'm' }).toolOrder).toBeUndefined()
  })

  it('reads a fill-in-the-middle body', () => {
    expect(parseRequest('{"model": "deepseek-chat", "prompt": "def f(", "suffix": "return 1"}')).toEqual({
      model: 'deepseek-chat',
      prompt: 'def f(',
      suffix: 'return 1',
    })
  })

  it.each([
    ['[]', /not a JSON object/],
    ['{}', /neither "messages" nor "prompt"/],
    ['{"input": "x"}', /Responses API/],
    ['{"system": "x", "messages": []}', /Anthropic API/],
    ['{"messages": "x"}', /request\.messages must be a list/],
    ['{"messages": [1]}', /messages\[0\] must be an object/],
    ['{"messages": [{"content": "x"}]}', /messages\[0\]\.role is missing/],
    ['{"messages": [{"role": "developer", "content": "x"}]}', /messages\[0\]\.role must be system/],
    ['{"messages": [{"role": "user", "content": 5}]}', /messages\[0\]\.content must be a string or a list/],
    ['{"messages": [{"role": "user", "content": [{"type": "text"}]}]}', /content\[0\]\.text is missing/],
    ['{"messages": [], "tools": [{"type": "function"}]}', /tools\[0\]\.function is missing/],
    ['{"messages": [], "tool_choice": "any"}', /tool_choice must be/],
    [
      '{"messages": [{"role": "assistant", "tool_calls": [{"id": "c"}]}]}',
      /tool_calls\[0\]\.function is missing/,
    ],
  ])('says what is wrong with %s', (text, message) => {
    expect(() => parseRequest(text)).toThrow(message)
    expect(() => parseRequest(text)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }))
  })
})
