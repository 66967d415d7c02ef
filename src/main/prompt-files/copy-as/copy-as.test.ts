import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'

import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'

import { type CopyFormat, copyFormat } from '../../../contract/prompt-files.ts'
import { resolveEndpoint } from '../../deepseek/hosts.ts'
import { parseJson } from '../../encoding/parse-json.ts'
import { importPrompts } from '../import/import-prompts.ts'
import { shellWords } from '../import/shell-words.ts'
import { copyAs } from './copy-as.ts'
import { pythonLiteral, typescriptLiteral } from './literals.ts'

const deepseek = resolveEndpoint('https://api.deepseek.com')
const request = {
  model: 'deepseek-flash',
  thinking: { type: 'enabled' },
  max_tokens: 100,
  stop: ['END'],
  user_id: 'u1',
  messages: [
    { role: 'system', content: 'It\'s $HOME `id` \\ "q"' },
    { role: 'user', content: 'Ask the tool. 你好' },
    {
      role: 'assistant',
      content: '',
      reasoning_content: 'hm',
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1.0}' } }],
    },
    { role: 'tool', tool_call_id: 'c1', content: '42' },
  ],
  reasoning_effort: 'high',
  stream: true,
  tools: [{ type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } }],
}
const body = JSON.stringify(request)

const python = spawnSync('python3', ['-c', '']).status === 0
if (!python) process.stderr.write('SKIPPED: programs and literals for Python need python3\n')

describe('a copied request', () => {
  it.each(copyFormat.options)('as %s holds no key, only the name of the variable that does', (format) => {
    const { text } = copyAs(format, body, deepseek)
    expect(text).not.toMatch(/sk-/)
    if (format !== 'deepseek-json') expect(text).toContain('DEEPSEEK_API_KEY')
  })

  it('as curl is the same request, to the letter', () => {
    const { text } = copyAs('curl', body, deepseek)
    const words = shellWords(text)!
    expect(words[1]).toBe('https://api.deepseek.com/chat/completions')
    expect(JSON.parse(words.at(-1)!)).toEqual(request)
    expect(importPrompts(text).prompts[0]?.document.messages).toHaveLength(4)
  })

  it('goes to the beta base where that is needed', () => {
    const gap = JSON.stringify({ model: 'deepseek-flash', prompt: 'a', suffix: 'b' })
    expect(copyAs('curl', gap, deepseek).text).toContain("'https://api.deepseek.com/beta/completions'")
    expect(copyAs('openai-python', gap, deepseek).text).toContain('client.completions.create(')
    expect(() => copyAs('anthropic-python', gap, deepseek)).toThrow('cannot fill a gap')
  })

  it('for OpenAI in Python sends what that SDK does not know apart', () => {
    expect(copyAs('openai-python', body, deepseek).text).toContain(
      'extra_body={"thinking": {"type": "enabled"}, "user_id": "u1"},',
    )
  })

  it('for Anthropic has its system text, tools and results in their places', () => {
    const { text, notes } = copyAs('anthropic-typescript', body, deepseek)
    const [, literal] = /const request = (\{[\s\S]*?\n\})\n/.exec(text) ?? []
    const sent: unknown = runInNewContext(`(${literal})`)
    expect(JSON.parse(JSON.stringify(sent))).toEqual({
      model: 'deepseek-flash',
      max_tokens: 100,
      system: request.messages[0]?.content,
      messages: [
        { role: 'user', content: 'Ask the tool. 你好' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'f', input: { a: 1 } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '42' }] },
      ],
      thinking: { type: 'enabled' },
      output_config: { effort: 'high' },
      stop_sequences: ['END'],
      tools: [{ name: 'f', description: 'd', input_schema: { type: 'object' } }],
      metadata: { user_id: 'u1' },
      stream: true,
    })
    expect(notes).toEqual([
      'Earlier thinking was left out: the Messages API takes it back only with its signature.',
    ])
  })
})

describe('a copied program', () => {
  const image = 'data:image/png;base64,iVBORw0KGgo='
  const hostile = JSON.stringify({
    ...request,
    top_logprobs: 2,
    messages: [
      { role: 'system', content: '\'\'\' """ \\ ${x} {0} %s \u2028 \r\n 你好' },
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: image } },
          { type: 'text', text: 'What?' },
        ],
      },
    ],
  })
  const folder = mkdtempSync(join(tmpdir(), 'fathom-copied-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** What a program says about a copied one; nothing where all is well. */
  function faultsOf(program: string, options: readonly string[], format: CopyFormat, name: string): string {
    const file = join(folder, name)
    writeFileSync(file, copyAs(format, hostile, deepseek).text)
    const { status, stderr } = spawnSync(program, [...options, file], { encoding: 'utf8' })
    return status === 0 && !/SyntaxWarning/.test(stderr) ? '' : `${status}: ${stderr}`
  }

  it.each(['openai-typescript', 'anthropic-typescript'] as const)('%s parses', (format) => {
    expect(faultsOf(process.execPath, ['--check'], format, `${format}.mts`)).toBe('')
  })

  it.skipIf(!python).each(['openai-python', 'anthropic-python'] as const)('%s compiles', (format) => {
    expect(faultsOf('python3', ['-m', 'py_compile'], format, `${format}.py`)).toBe('')
  })

  it('for Anthropic has its images in their place, and says what has none', () => {
    const { text, notes } = copyAs('anthropic-typescript', hostile, deepseek)
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" }',
    )
    expect(notes).toEqual(['Left out, because the Messages API has no such setting: top_logprobs.'])
  })
})

describe('literals', () => {
  const value = fc.jsonValue({ stringUnit: 'binary', depthSize: 'small' })

  it('mean the same in TypeScript', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = JSON.stringify(given)
        const read: unknown = runInNewContext(`(${typescriptLiteral(parseJson(text))})`)
        expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it.skipIf(!python)('mean the same in Python', () => {
    const given = fc.sample(value, 100)
    const literals = given.map((one) => pythonLiteral(parseJson(JSON.stringify(one)))).join(',\n')
    const { stdout, stderr } = spawnSync(
      'python3',
      ['-c', 'import ast,json,sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))'],
      { input: `[${literals}]`, encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(given)))
  })
})
