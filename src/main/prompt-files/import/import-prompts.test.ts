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

  it('keeps images that stand in it, and notes those that are linked', () => {
    const image = (url: string) => ({ type: 'image_url', image_url: { url } })
    const { document, notes } = only(
      JSON.stringify([
        {
          role: 'user',
          content: [
            image('data:image/png;base64,iVBORw0KGgo='),
            image('https://x.test/a.png'),
            { type: 'text', text: 'What?' },
          ],
        },
      ]),
    )
    expect(document.messages).toEqual([
      {
        role: 'user',
        content: 'What?',
        details: { images: [{ name: 'image 1.png', type: 'image/png', data: 'iVBORw0KGgo=' }] },
      },
    ])
    expect(notes).toEqual(['An image that is not in the text itself was left out. Attach it in the editor.'])
  })

  it('may come many to a file, one on a line, as in a batch', () => {
    const line = (id: string) =>
      `{"custom_id":"${id}","body":{"messages":[{"role":"user","content":"${id}"}]}}`
    const { prompts } = importPrompts(`${line('a')}\n${line('b')}\n`)
    expect(prompts.map(({ document }) => document.name)).toEqual(['a', 'b'])
  })

  it('that is an answer is not taken for a stored prompt', () => {
    expect(() => importPrompts('{"id":"chatcmpl-1","choices":[]}')).toThrow('holds no messages')
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

  const json = '{"messages":[{"role":"user","content":"100% A & 你好"}]}'
  const windows = json.replaceAll('"', String.raw`\"`)
  it.each([
    ['a here document', `curl https://x.test -d @- <<'EOF'\n${json}\nEOF\n`],
    ['letters in one word', `curl -sSd '${json}' https://x.test`],
    ['bytes', `curl https://x.test --json $'${json.replace('你', String.raw`\xe4\xbd\xa0`)}'`],
    [
      'octal and long escapes',
      `curl https://x.test -d $'${json.replace('&', String.raw`\046`).replace('A', String.raw`\U00000041`)}'`,
    ],
    ['cmd.exe', `curl "https://x.test" ^\r\n -H "a: b" ^\r\n -d "${windows}"`],
    [
      'a browser for cmd.exe',
      `curl ^"https://x.test^" ^\r\n --data-raw ^"${windows.replace(/[\\"{}&%[\]]/g, '^$&')}^"`,
    ],
    ['PowerShell', `curl.exe https://x.test \`\r\n -d '${windows}'`],
    [
      'an environment and a comment before',
      `# ask\nDEEPSEEK_API_KEY=${SECRET} curl https://x.test -d '${json}' | jq .`,
    ],
  ])('is read as it was written for %s', (_, command) => {
    const { kind, prompts } = importPrompts(command)
    expect(kind).toBe('curl')
    expect(prompts[0]?.document.messages).toEqual([{ role: 'user', content: '100% A & 你好' }])
    expect(JSON.stringify(prompts)).not.toContain(SECRET)
  })

  it('is none where the word only begins a sentence', () => {
    expect(importPrompts('curl up with a good book').kind).toBe('fathom')
  })

  it('for the Messages API of Anthropic has its calls, results and tools in their places', () => {
    const { document, notes } = only(
      JSON.stringify({
        model: 'deepseek-flash',
        system: [{ type: 'text', text: 'S' }],
        stop_sequences: ['END'],
        output_config: { effort: 'max' },
        messages: [
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'hm', signature: 'x' },
              { type: 'text', text: 'b' },
              { type: 'tool_use', id: 'c1', name: 'f', input: { a: 1 } },
            ],
          },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '42' }] },
        ],
        tools: [{ name: 'f', description: 'd', input_schema: { type: 'object' } }],
        tool_choice: { type: 'any' },
      }),
    )
    expect(document.messages).toEqual([
      { role: 'system', content: 'S' },
      {
        role: 'assistant',
        content: 'b',
        details: { reasoning: 'hm', toolCalls: [{ id: 'c1', name: 'f', arguments: '{"a":1}' }] },
      },
      { role: 'tool', content: '42', details: { toolCallId: 'c1' } },
    ])
    expect(document.parameters).toMatchObject({ stop: ['END'], effort: 'max', toolChoice: 'required' })
    expect(JSON.parse(document.parameters.tools ?? '')[0].function.parameters).toEqual({ type: 'object' })
    expect(notes).toEqual([])
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
    [`curl https://x.test/v1/messages -d '{"model":'`, 'line 1, column 10'],
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

describe('prompts and values of a promptfoo configuration', () => {
  it('that are in other files are named, with a scheme or without', () => {
    const { prompts, notes } = importPrompts(
      'prompts: [chat.json, file://a.txt, "Hi {{a}} {{b}}"]\nproviders: [x]\ntests:\n  - vars: { a: file://a.csv, b: [one, two] }\n',
    )
    expect(prompts.map(({ document }) => document.variables)).toEqual([{ b: 'one' }])
    for (const file of ['chat.json', 'file://a.txt', 'file://a.csv']) expect(notes.join(' ')).toContain(file)
    expect(() => importPrompts('prompts: prompts/*.md\nproviders: [x]\n')).toThrow('in other files')
  })

  it('are read from JSON, conversations from YAML, and settings from providers with the name as their key', () => {
    const { document } = only(
      JSON.stringify({
        prompts: ['- role: system\n  content: S\n- role: user\n  content: U\n'],
        providers: ['openai:gpt-5', { 'deepseek:deepseek-v4-pro': { config: { max_tokens: 20 } } }],
      }),
    )
    expect(document.messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(document.parameters).toEqual({ model: 'deepseek-v4-pro', maxTokens: 20 })
  })

  it('keep what only its own template language understands, and say so', () => {
    const [prompt] = importPrompts(
      'prompts: ["{{ user.name }} {% if x %}y{% endif %}"]\nproviders: [x]\n',
    ).prompts
    expect(prompt?.document.messages[0]?.content).toBe('{{ user.name }} {% if x %}y{% endif %}')
    expect(prompt?.notes.join(' ')).toContain('kept as text')
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
