import { describe, expect, it } from 'vitest'

import { encodeRequest } from './encode-request.ts'
import type { EncodingTarget } from './target.ts'
import { encodeBody, promptText, target } from './testing/prompts.ts'

const V4 = target('v4-0731')
const V4_THINKING = target('v4-preview', true)
const V41 = target('v4.1')
const V41_THINKING = target('v4.1', true)

const text = (messages: readonly unknown[], model: EncodingTarget, rest: object = {}): string =>
  promptText(encodeBody({ messages, ...rest }, model)).replace('<｜begin▁of▁sentence｜>', '')

const system = (content: string): object => ({ role: 'system', content })
const user = (content: unknown): object => ({ role: 'user', content })
const assistant = (content: string | null, rest: object = {}): object => ({
  role: 'assistant',
  content,
  ...rest,
})
const result = (tool_call_id: string, content: string): object => ({ role: 'tool', tool_call_id, content })
const call = (id: string, name: string, args: string): object => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
const tools = [
  { type: 'function', function: { name: 'f', strict: true, parameters: { type: 'object', default: 1 } } },
]

describe('system messages', () => {
  it('leading ones are joined on V4, empty ones leave no trace', () => {
    expect(text([system('a'), system(''), system('b'), user('u')], V4)).toBe(
      'a\n\nb<｜User｜>u<｜Assistant｜></think>',
    )
  })

  it('in mid-conversation become part of the user turn on V4', () => {
    expect(text([user('u'), system('s'), user('v')], V4)).toBe('<｜User｜>u\n\ns\n\nv<｜Assistant｜></think>')
  })

  it('stay where they are on V4.1, each after its token', () => {
    expect(text([system('a'), user('u'), assistant('x'), system('s')], V41)).toBe(
      '<｜System｜>a<｜User｜>u<｜Assistant｜></think>x<｜end▁of▁sentence｜><｜System｜>s<｜Assistant｜></think>',
    )
  })

  it('that are empty leave no trace on V4.1 either', () => {
    expect(text([system(''), user('u'), assistant('x'), system(''), user('v')], V41)).toBe(
      '<｜User｜>u<｜Assistant｜></think>x<｜end▁of▁sentence｜><｜User｜>v<｜Assistant｜></think>',
    )
  })

  it('move to the front before V4', () => {
    for (const model of [target('v3'), target('v3.1'), target('v3.1', false, 'dsml')]) {
      expect(text([user('u'), assistant('x'), system('s'), user('v')], model)).toMatch(/^s<｜User｜>u/)
    }
  })
})

describe('thinking', () => {
  const history = [user('u'), assistant('x', { reasoning_content: 'r' }), user('v')]

  it('of earlier turns is dropped without tools and kept with them', () => {
    expect(text(history, V4_THINKING)).toContain('<｜Assistant｜></think>x<｜end')
    expect(text(history, V4_THINKING, { tools })).toContain('<｜Assistant｜><think>r</think>x<｜end')
  })

  it('after the last user message is kept', () => {
    expect(text([user('u'), assistant('x', { reasoning_content: 'r' })], V4_THINKING)).toContain(
      '<think>r</think>x',
    )
  })

  it('is switched by `thinking` first, then by the effort', () => {
    const asked = (rest: object): string => text([user('u')], V41_THINKING, rest)
    expect(asked({ thinking: { type: 'disabled' }, reasoning_effort: 'max' })).toBe(
      '<｜User｜>u<｜Assistant｜></think>',
    )
    expect(asked({ reasoning_effort: 'none' })).toBe('<｜User｜>u<｜Assistant｜></think>')
    expect(asked({ thinking: { type: 'enabled' }, reasoning_effort: 'none' })).toContain('Effort: 75')
    expect(asked({ reasoning_effort: 'minimal' })).toContain('Effort: 50')
    expect(asked({ reasoning_effort: 'xhigh' })).toContain('Effort: 75')
    expect(text([user('u')], V41, { reasoning_effort: 'max' })).toMatch(
      /^<｜System｜>Reasoning Effort: 100 .*<think>$/s,
    )
  })

  it('ignored the effort before V4', () => {
    expect(text([user('u')], target('v3.1'), { reasoning_effort: 'high' })).toBe(
      '<｜User｜>u<｜Assistant｜></think>',
    )
  })

  it('the line of V4.1 stands before the system text and shares its token', () => {
    expect(text([system('s'), user('u')], V41_THINKING)).toMatch(
      /^<｜System｜>Reasoning Effort: 75 [^\n]*\n\ns<｜User｜>u/,
    )
  })
})

describe('tools', () => {
  it('are shown with name, description and parameters only', () => {
    const line = '{"name": "f", "description": "", "parameters": {"type": "object", "default": 1}}'
    for (const model of [V4, V41, target('v3.1', false, 'dsml')]) {
      expect(text([user('u')], model, { tools })).toContain(`\n${line}\n`)
    }
  })

  it('without a system message begin with an empty line since V4-0731, not before', () => {
    expect(text([user('u')], V4, { tools })).toMatch(/^\n\n## Tools/)
    expect(text([user('u')], V41, { tools })).toMatch(/^<｜System｜>\n\n## Tools/)
    expect(text([user('u')], target('v4-preview'), { tools })).toMatch(/^## Tools/)
    expect(text([user('u')], target('v3.1', false, 'dsml'), { tools })).toMatch(/^## Tools/)
    expect(text([system('s'), user('u')], target('v4-preview'), { tools })).toMatch(/^s\n\n## Tools/)
  })

  it('a choice of none hides them, a named one shows one and opens the call', () => {
    const two = [...tools, { type: 'function', function: { name: 'g' } }]
    const plain = text([user('u')], V4)
    expect(text([user('u')], V4, { tools: two, tool_choice: 'none' })).toBe(plain)
    const named = text([user('u')], V4, {
      tools: two,
      tool_choice: { type: 'function', function: { name: 'g' } },
    })
    expect(named).not.toContain('"name": "f"')
    expect(named).toMatch(/<\/think>\n\n<｜DSML｜tool_calls>\n$/)
    expect(text([user('u')], V41, { tools, tool_choice: 'required' })).toMatch(
      /<\/think>\n\n<｜DSML｜ calls>\n$/,
    )
  })

  it('calls keep strings raw; other values are written anew, on the preview as they were sent', () => {
    const calls = [
      call('1', 'f', '{"a": "x\\n<", "b": {"c":1.0}, "d": [1, 2], "a": "y"}'),
      call('2', 'g', '{}'),
    ]
    const messages = [user('u'), assistant('', { tool_calls: calls }), result('1', 'r')]
    const written = (nested: string): string =>
      '</think>\n\n<｜DSML｜tool_calls>\n<｜DSML｜invoke name="f">\n' +
      '<｜DSML｜parameter name="a" string="true">y</｜DSML｜parameter>\n' +
      `<｜DSML｜parameter name="b" string="false">${nested}</｜DSML｜parameter>\n` +
      '<｜DSML｜parameter name="d" string="false">[1, 2]</｜DSML｜parameter>\n</｜DSML｜invoke>\n' +
      '<｜DSML｜invoke name="g">\n\n</｜DSML｜invoke>\n</｜DSML｜tool_calls><｜end▁of▁sentence｜>'
    expect(text(messages, V4)).toContain(written('{"c": 1.0}'))
    expect(text(messages, target('v4-preview'))).toContain(written('{"c":1.0}'))
    expect(encodeBody({ messages }, V4)).toMatchObject({ exact: false })
  })

  it('arguments that are no JSON object become one parameter', () => {
    for (const args of ['oops', '[1]', '']) {
      const messages = [user('u'), assistant(null, { tool_calls: [call('1', 'f', args)] }), result('1', 'r')]
      expect(text(messages, V41)).toContain(
        `<｜DSML｜ parameter name="arguments" string="true">${args}</｜DSML｜ parameter>`,
      )
    }
  })

  it('results take the order of their calls and share a turn with the user', () => {
    const messages = [
      user('u'),
      assistant(null, { tool_calls: [call('1', 'f', '{}'), call('2', 'g', '{}')] }),
      result('2', 'two'),
      user('and'),
      result('1', 'one'),
    ]
    expect(text(messages, V4)).toMatch(
      /<｜User｜><tool_result>one<\/tool_result>\n\nand\n\n<tool_result>two<\/tool_result><｜Assistant｜>/,
    )
  })

  it('results take the order of the last calls even behind a system message of V4.1', () => {
    const messages = [
      user('u'),
      assistant(null, { tool_calls: [call('1', 'f', '{}'), call('2', 'g', '{}')] }),
      system('s'),
      result('2', 'two'),
      result('1', 'one'),
    ]
    expect(text(messages, V41)).toMatch(/s<｜User｜><tool_result>one<\/tool_result>\n\n<tool_result>two/)
  })

  it('a tool that the server runs is doubted, not invented', () => {
    const encoded = encodeBody({ messages: [user('u')], tools: [{ type: 'web_search' }] }, V4)
    expect(encoded.exact).toBe(false)
    expect(encoded.notes.join()).toContain('web_search')
  })

  it('of a body with sorted keys are shown in the usual order, and doubted', () => {
    const sorted = {
      messages: [{ content: 'u', role: 'user' }],
      model: 'm',
      tools: [
        {
          function: {
            description: 'd',
            name: 'f',
            parameters: {
              properties: { title: { description: 'x', enum: ['b', 'a'], type: 'string' } },
              required: ['title'],
              type: 'object',
            },
          },
          type: 'function',
        },
      ],
    }
    const encoded = encodeBody(sorted, V4)
    expect(promptText(encoded)).toContain(
      '{"name": "f", "description": "d", "parameters": {"type": "object", "properties": {"title": {"type": "string", "description": "x", "enum": ["b", "a"]}}, "required": ["title"]}}',
    )
    expect(encoded.exact).toBe(false)
  })
})

describe('JSON mode', () => {
  const asked = { response_format: { type: 'json_object' } }

  it('of V3 has the words of its model card, behind the system text that V3 has without one', () => {
    const words = '\n\n## Response Format\n\nReply with JSON object ONLY.<｜User｜>u'
    expect(text([user('u')], target('v3'), asked)).toContain(`You are a helpful Assistant.${words}`)
    expect(text([system('s'), user('u')], target('v3'), asked)).toContain(`s${words}`)
  })

  it('since V4-0731 begins with an empty line, also without a system message', () => {
    expect(text([user('u')], V4, asked)).toMatch(
      /^\n\n## Response Format:\n\n.*{"type": "json_object"}<｜User｜>u/s,
    )
    expect(text([user('u')], V41, asked)).toMatch(/^<｜System｜>\n\n## Response Format:/)
  })
})

describe('what ends a prompt', () => {
  it('a prefix is continued: no end token, no header', () => {
    const messages = [user('u'), assistant('Once', { prefix: true })]
    expect(text(messages, V4)).toBe('<｜User｜>u<｜Assistant｜></think>Once')
    expect(encodeBody({ messages }, V4)).toMatchObject({ exact: false })
    expect(encodeBody({ messages }, V4).parts.at(-1)).toMatchObject({ kind: 'prefix', message: 1 })
  })

  it('R1 opens its reasoning with a line feed', () => {
    expect(text([user('u')], target('r1', true))).toBe('<｜User｜>u<｜Assistant｜><think>\n')
  })
})

describe('doubt', () => {
  it.each([
    [{ messages: [user([{ type: 'image_url', image_url: { url: 'x' } }])] }, V41, /size of an image/],
    [{ messages: [user([{ type: 'file', file: { file_id: 'f' } }])] }, V41, /"file"/],
    [{ messages: [user('u')], response_format: { type: 'json_object' } }, V41, /JSON mode/],
    [{ messages: [user('u')], response_format: { type: 'json_schema' } }, V41, /json_schema/],
    [{ messages: [user('u')], thinking: { type: 'adaptive' } }, V41, /adaptive/],
    [{ messages: [user('u')], reasoning_effort: 'huge' }, V41, /huge/],
    [{ messages: [user('u')] }, { ...V41, exact: false, note: 'Not proven.' }, /Not proven\./],
  ])('%j is counted with a note', (body, model, note) => {
    const encoded = encodeBody(body, model)
    expect(encoded.exact).toBe(false)
    expect(encoded.notes.join()).toMatch(note)
  })

  it('a plain request has none', () => {
    expect(encodeBody({ messages: [system('s'), user('u')], tools }, V41_THINKING)).toMatchObject({
      exact: true,
      notes: [],
    })
  })
})

describe('content', () => {
  it('text parts are joined by an empty line', () => {
    const parts = [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ]
    expect(text([user(parts)], V4)).toBe('<｜User｜>a\n\nb<｜Assistant｜></think>')
  })

  it.each([
    [false, '<｜User｜>[d]<｜Assistant｜>'],
    [true, '<｜User｜><｜Assistant｜>'],
  ])('an open document (empty: %s) stands for its text', (empty, expected) => {
    const messages = [{ role: 'user', content: { document: 'd', empty } } as const]
    expect(promptText(encodeRequest({ model: null, messages }, V4))).toContain(expected)
  })
})

describe('fill in the middle', () => {
  it('puts prompt and suffix between its control tokens', () => {
    expect(promptText(encodeBody({ prompt: 'a', suffix: 'b' }, V4))).toBe(
      '<｜begin▁of▁sentence｜><｜fim▁begin｜>a<｜fim▁hole｜>b<｜fim▁end｜>',
    )
    expect(promptText(encodeBody({ prompt: 'a' }, V4))).toBe('<｜begin▁of▁sentence｜>a')
  })
})
