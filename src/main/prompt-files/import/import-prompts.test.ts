import { describe, expect, it } from 'vitest'

import type { PromptDocument } from '../prompt-document.ts'
import { importPrompts } from './import-prompts.ts'

function only(text: string, fileName?: string): { document: PromptDocument; notes: readonly string[] } {
  const { prompts } = importPrompts(text, fileName)
  expect(prompts).toHaveLength(1)
  return prompts[0]!
}

const SECRET = 'sk-0000000000000000000000000000beef'

describe('a request of the Chat Completions API', () => {
  const request = {
    model: 'deepseek-v4-pro',
    messages: [
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'One ' },
          { type: 'text', text: 'two' },
        ],
      },
      {
        role: 'assistant',
        content: null,
        reasoning_content: 'hm',
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: '42' },
    ],
    max_tokens: 99,
    temperature: 0.5,
    stop: 'END',
    frequency_penalty: 1,
    thinking: { type: 'enabled' },
    reasoning_effort: 'max',
    tool_choice: { type: 'function', function: { name: 'f' } },
  }

  it('becomes messages and parameters, and says what DeepSeek does not have', () => {
    const { document, notes } = only(JSON.stringify(request))
    expect(document.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One two' },
      {
        role: 'assistant',
        content: '',
        details: { reasoning: 'hm', toolCalls: [{ id: 'c1', name: 'f', arguments: '{"a":1}' }] },
      },
      { role: 'tool', content: '42', details: { toolCallId: 'c1' } },
    ])
    expect(document.parameters).toEqual({
      model: 'deepseek-v4-pro',
      thinking: 'enabled',
      effort: 'max',
      maxTokens: 99,
      temperature: 0.5,
      stop: ['END'],
      toolChoice: { name: 'f' },
    })
    expect(notes).toEqual(['Not taken over, because DeepSeek has no such setting: frequency_penalty.'])
  })

  it('keeps the spelling of its tools, which decides what they cost', () => {
    const tools = '[ {"type":"function","function":{"name":"f","parameters":{"type":"object","x":1.0}}} ]'
    const { document } = only(`{"messages":[{"role":"user","content":"a"}],"tools":${tools}}`)
    expect(document.parameters.tools).toBe(tools)
  })

  it('leaves values that cannot be sent to their defaults', () => {
    const { document, notes } = only(
      '{"messages":[{"role":"user","content":"a"}],"temperature":9,"model":"gpt-5"}',
    )
    expect(document.parameters).toEqual({})
    expect(notes).toHaveLength(2)
  })

  it('may be a list of messages alone', () => {
    expect(only('[{"role":"user","content":"a"}]').document.messages).toEqual([
      { role: 'user', content: 'a' },
    ])
  })

  it('may fill a gap', () => {
    const { document } = only('{"model":"deepseek-flash","prompt":"def f(","suffix":"return 1"}')
    expect(document.parameters).toMatchObject({ mode: 'fim', thinking: 'disabled' })
    expect(document.messages).toEqual([
      { role: 'prompt', content: 'def f(' },
      { role: 'suffix', content: 'return 1' },
    ])
  })
})

describe('a prompt of OpenAI', () => {
  it('is read with its variables, flat tools and reasoning effort', () => {
    const { document, notes } = only(
      JSON.stringify({
        id: 'pmpt_1',
        object: 'prompt',
        name: 'Support',
        instructions: 'You help {{customer}}.',
        input: [{ role: 'user', content: [{ type: 'input_text', text: 'Issue: {{issue}}' }] }],
        variables: { customer: 'Acme', issue: { type: 'input_text', text: 'billing' } },
        tools: [{ type: 'function', name: 'find', parameters: { type: 'object' } }, { type: 'web_search' }],
        reasoning: { effort: 'minimal' },
        model: 'gpt-5.1',
      }),
    )
    expect(document.name).toBe('Support')
    expect(document.messages).toEqual([
      { role: 'system', content: 'You help {{customer}}.' },
      { role: 'user', content: 'Issue: {{issue}}' },
    ])
    expect(document.variables).toEqual({ customer: 'Acme', issue: 'billing' })
    expect(document.parameters).toMatchObject({ thinking: 'enabled', effort: 'low' })
    expect(JSON.parse(document.parameters.tools ?? '')).toEqual([
      { type: 'function', function: { name: 'find', parameters: { type: 'object' } } },
    ])
    expect(notes.join(' ')).toContain('gpt-5.1')
    expect(notes.join(' ')).toContain('Tools that are not functions')
  })

  it('comes with all its versions', () => {
    const { prompts } = importPrompts(
      '{"name":"S","versions":[{"version":"1","instructions":"a"},{"version":"2","instructions":"b"},{"note":"empty"}]}',
    )
    expect(prompts.map(({ document }) => document.name)).toEqual(['S v1', 'S v2'])
  })

  it('that is only named says how to get its text', () => {
    expect(() => importPrompts('{"prompt":{"id":"pmpt_123","version":"1"}}')).toThrow('pmpt_123')
  })
})

describe('a curl command', () => {
  it('gives its request and never its key', () => {
    const { document } = only(
      `$ curl https://api.deepseek.com/chat/completions \\\n  -H "Authorization: Bearer ${SECRET}" \\\n` +
        `  --data-raw '{"model":"deepseek-flash","messages":[{"role":"user","content":"It'\\''s \\u4f60"}]}'`,
    )
    expect(document.messages).toEqual([{ role: 'user', content: "It's 你" }])
    expect(JSON.stringify(document)).not.toContain(SECRET)
  })

  it('reads what browsers copy', () => {
    const { document } = only(
      `curl 'https://x.test' -d $'{"messages":[{"role":"user","content":"a\\u0021\\\\nb"}]}'`,
    )
    expect(document.messages[0]?.content).toBe('a!\nb')
  })

  it('knows where Anthropic puts the system text', () => {
    const { document } = only(
      `curl https://api.deepseek.com/anthropic/v1/messages --json '{"model":"deepseek-flash","system":"S","max_tokens":5,"messages":[{"role":"user","content":"a"}]}'`,
    )
    expect(document.messages[0]).toEqual({ role: 'system', content: 'S' })
  })

  it.each([
    [`curl https://x.test -d '{"messages`, 'not closed'],
    ['curl https://x.test', 'sends no data'],
    ['curl https://x.test -d @body.json', 'Import that file instead'],
  ])('%s says what is missing', (command, sentence) => {
    expect(() => importPrompts(command)).toThrow(sentence)
  })
})

describe('a promptfoo configuration', () => {
  it('gives its prompts, the settings of DeepSeek and the first values', () => {
    const { prompts, notes } = importPrompts(
      `description: Translate
prompts:
  - 'Translate to {{ language }}: {{text}}'
  - file://other.txt
  - label: Chat
    raw: '[{"role":"system","content":"S"},{"role":"user","content":"{{text}}"}]'
providers:
  - openai:gpt-5
  - id: deepseek:deepseek-v4-pro
    config: { temperature: 0.2, apiKey: ${SECRET} }
tests:
  - vars: { language: French, text: Hello }
  - vars: { language: German, text: Bye }
`,
    )
    expect(prompts.map(({ document }) => document.name)).toEqual(['Translate', 'Chat'])
    expect(prompts[0]?.document).toEqual({
      name: 'Translate',
      messages: [{ role: 'user', content: 'Translate to {{language}}: {{text}}' }],
      parameters: { model: 'deepseek-v4-pro', temperature: 0.2 },
      variables: { language: 'French', text: 'Hello' },
    })
    expect(prompts[1]?.document.messages[0]).toEqual({ role: 'system', content: 'S' })
    expect(notes.join(' ')).toContain('file://other.txt')
    expect(JSON.stringify({ prompts, notes })).not.toContain(SECRET)
  })
})

describe('anything else', () => {
  it.each([
    ['', 'empty'],
    ['\0\u0001', 'not a text'],
    ['{"a":1}', 'holds no messages'],
    ['[1,2]', 'holds no messages'],
    ['{"messages":[]}', 'holds no messages'],
    ['{"messages":', 'line 1'],
  ])('%j is refused in one sentence', (text, sentence) => {
    expect(() => importPrompts(text)).toThrow(sentence)
  })

  it('that is plain text becomes one message', () => {
    expect(importPrompts('Say hello.').kind).toBe('fathom')
    expect(only('Say hello.').document.messages).toEqual([{ role: 'user', content: 'Say hello.' }])
  })
})
