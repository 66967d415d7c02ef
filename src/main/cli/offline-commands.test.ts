import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { removeFolder, testFolder } from '../testing/test-services.ts'
import { fathom } from './testing/fathom.ts'

let folder: string
beforeAll(() => (folder = testFolder()))
afterAll(() => removeFolder(folder))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const request = {
  model: 'deepseek-v4-flash',
  messages: [{ role: 'user', content: 'How deep is the water?' }],
}
const at = '2026-08-10T03:00:00.000Z'

/** One line on stderr, nothing on stdout, no stack. */
function refusal({ out, err }: { readonly out: string; readonly err: string }): string {
  expect(out).toBe('')
  expect(err).toMatch(/^fathom: [^\n]+\n$/)
  expect(err).not.toMatch(/\n {4}at |Error:/)
  return err.slice('fathom: '.length, -1)
}

describe('fathom count', () => {
  it('counts a file and standard input, the same with either engine', async () => {
    const text = 'Tiefe 6,2 m 深度 👩‍🚀\n'
    const path = file('tide.txt', text)
    const fast = await fathom(['count', path, '--json'])
    expect(JSON.parse(fast.out)).toEqual({
      tokens: expect.any(Number),
      characters: 19,
      bytes: Buffer.byteLength(text),
      engine: 'fast',
    })
    const reference = await fathom(['count', '-', '--engine', 'reference', '--json'], { stdin: text })
    expect(JSON.parse(reference.out)).toEqual({ ...JSON.parse(fast.out), engine: 'reference' })
    expect(await fathom(['count'], { stdin: 'hello world' })).toEqual({
      code: 0,
      out: '2 tokens  11 characters  11 bytes\n',
      err: '',
    })
    expect((await fathom(['count'], { stdin: '' })).out).toBe('0 tokens  0 characters  0 bytes\n')
  })

  it.each([
    ['a missing file', ['nothing.txt'], /^There is no file .*nothing\.txt\. Check the path\.$/],
    ['a folder', ['.'], /is a folder\. Name a file in it\.$/],
    ['a name under a file', ['a-file/x.txt'], /cannot be read \(ENOTDIR\)/],
    ['binary garbage', ['garbage.bin'], /garbage\.bin is not UTF-8 text\. Save it as UTF-8/],
    ['UTF-16 as Windows saves it', ['windows.txt'], /windows\.txt is UTF-16 text\. Save it as UTF-8/],
    [
      'an escape in a name',
      ['\u001b[31mred\u009b2J\n.txt'],
      /There is no file .*\\x1b\[31mred\\x9b2J\\n\.txt/,
    ],
  ])('of %s is refused in a sentence', async (_what, [name = ''], sentence) => {
    file('a-file', 'x')
    file('garbage.bin', Uint8Array.of(0x50, 0xff, 0x00, 0xc3, 0x28))
    file('windows.txt', Uint8Array.of(0xff, 0xfe, 0x41, 0x00))
    const answer = await fathom(['count', join(folder, name)])
    expect(refusal(answer)).toMatch(sentence)
    expect(answer.code).toBe(1)
  })
})

describe('fathom estimate', () => {
  it('prints exactly the shape of the design', async () => {
    const path = file('request.json', `\ufeff${JSON.stringify(request)}`)
    const { code, out, err } = await fathom(['estimate', path, '--at', '2026-08-10T11:00:00+08:00', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const row = {
      id: expect.any(String),
      cacheHit: expect.stringMatching(/^\d/),
      cacheMiss: expect.any(String),
      output: expect.any(String),
      effectiveFrom: expect.stringMatching(/Z$/),
      effectiveUntil: expect.stringMatching(/Z$/),
      band: 'all',
    }
    const bounds = {
      promptMiss: expect.stringMatching(/^0\.0\d+$/),
      promptHit: expect.any(String),
      outputToken: expect.any(String),
      worstCase: expect.any(String),
    }
    const estimate = JSON.parse(out)
    expect(estimate).toStrictEqual({
      model: { requested: 'deepseek-v4-flash', served: 'DeepSeek-V4-Flash-0731' },
      at,
      profile: 'v4-0731',
      prompt: { tokens: 89, exact: true, segments: expect.any(Array) },
      context: { limit: 1_048_576, maxOutput: 393_216 },
      band: 'all',
      nextBand: null,
      prices: [
        { ...row, currency: 'USD', cacheHit: '0.0028', cacheMiss: '0.14', output: '0.28' },
        { ...row, currency: 'CNY' },
      ],
      cost: { USD: { ...bounds, outputToken: '0.00000028' }, CNY: bounds },
      notes: [],
    })
    const { segments, tokens } = estimate.prompt
    expect(segments[1]).toEqual({ kind: 'effort', message: null, tokens: 79 })
    expect(segments.reduce((sum: number, segment: { tokens: number }) => sum + segment.tokens, 0)).toBe(
      tokens,
    )
  })

  it('takes --model in place of the request, and standard input', async () => {
    const words = ['estimate', '-', '--model', 'deepseek-v4-pro', '--at', at, '--json']
    expect(JSON.parse((await fathom(words, { stdin: JSON.stringify(request) })).out)).toMatchObject({
      model: { requested: 'deepseek-v4-pro' },
    })
    const plain = await fathom(['estimate', '--at', at], { stdin: JSON.stringify(request) })
    expect(plain.out).toMatch(/^89 prompt tokens, exact {2}deepseek-v4-flash/)
    expect(plain.out).toContain('band all-day')
  })

  it('of an unknown model is counted, not exact, unpriced, and says so', async () => {
    const words = ['estimate', '--model', 'gpt-\u001b[2J4', '--at', at]
    const { code, out } = await fathom([...words, '--json'], { stdin: JSON.stringify(request) })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ prompt: { exact: false }, prices: [], cost: null })
    expect(JSON.parse(out).notes.join(' ')).toMatch(/does not know "gpt-.*counted as deepseek-v4-flash/)
    const early = await fathom([...words.slice(0, -1), '1970-01-01', '--json'], {
      stdin: JSON.stringify(request),
    })
    expect(JSON.parse(early.out).prompt.tokens).toBeGreaterThan(0)
    const plain = await fathom(words, { stdin: JSON.stringify(request) })
    expect(plain.out).toContain('\\x1b[2J')
    expect(plain.out).not.toContain('\u001b')
  })

  it.each([
    ['{"model": "x",\n  "messages": [}', 'line 2, column 16'],
    ['', 'line 1, column 1'],
    ['[]', 'not a JSON object'],
    ['{"model":"m"}', 'neither "messages" nor "prompt"'],
    ['{"messages":[{"role":"user","content":"x"}]}', 'names no model'],
    ['{"model":"m","messages":[{"role":"wizard","content":"x"}]}', 'messages[0].role'],
    ['{"model":"m","messages":[{"role":"user","content":7}]}', 'messages[0].content'],
    [`{"model":"m","messages":${'['.repeat(100_000)}`, 'levels deep'],
  ])('of %j is refused where it is wrong', async (text, part) => {
    const answer = await fathom(['estimate', '-'], { stdin: text })
    expect(refusal(answer)).toContain(part)
    expect(answer.code).toBe(1)
  })

  it.each(['yesterday', '2026-08-10T03:00', '2026-02-30', ''])(
    'at %j is a wrong argument',
    async (instant) => {
      const answer = await fathom(['estimate', '-', '--at', instant], { stdin: JSON.stringify(request) })
      expect(refusal(answer)).toContain('is not an instant. Write it with its zone')
      expect(answer.code).toBe(2)
    },
  )
})

describe('fathom estimate --jsonl', () => {
  it('answers every line in order, a bad one by its error in its place', async () => {
    const lines = [
      JSON.stringify({ request, at }),
      JSON.stringify({
        request: { ...request, messages: [{ role: 'user', content: 'a\u2028b' }] },
        at,
        model: 'deepseek-v4-pro',
      }),
      '{"request": ',
      JSON.stringify({ request: { messages: 'none' } }),
      JSON.stringify({ request, at: 'soon' }),
      JSON.stringify(request),
      '',
      JSON.stringify({ request: { ...request, model: undefined }, at }),
    ]
    const { code, out, err } = await fathom(['estimate', '--jsonl', '-'], {
      stdin: `\ufeff${lines.join('\r\n')}`,
    })
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers.map(({ model, error }) => model?.requested ?? error.code)).toEqual([
      'deepseek-v4-flash',
      'deepseek-v4-pro',
      'INVALID_JSON',
      'INVALID_REQUEST',
      'INVALID_LINE',
      'INVALID_LINE',
      'MODEL_MISSING',
    ])
    expect(code, 'a line was refused').toBe(1)
    expect(err.match(/^fathom: line \d+/gm)).toEqual([3, 4, 5, 6, 8].map((line) => `fathom: line ${line}`))
    const alone = await fathom(['estimate', '--json', '--at', at], { stdin: JSON.stringify(request) })
    expect(answers[0]).toEqual(JSON.parse(alone.out))
  })

  it('goes on after a line that is not text', async () => {
    const good = Buffer.from(`${JSON.stringify({ request, at })}\n`)
    const path = file('mixed.jsonl', Buffer.concat([good, Buffer.of(0xff, 0xc3, 0x28, 0x0a), good]))
    const { code, out } = await fathom(['estimate', '--jsonl', path])
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).error?.code ?? 'counted'),
    ).toEqual(['counted', 'NOT_TEXT', 'counted'])
    expect(code).toBe(1)
  })

  it('counts a line of some megabytes', async () => {
    const content = 'The tide turns at noon. '.repeat(150_000)
    const line = JSON.stringify({ request: { ...request, messages: [{ role: 'user', content }] }, at })
    const { code, out } = await fathom(['estimate', '--jsonl'], { stdin: line })
    expect(code).toBe(0)
    expect(JSON.parse(out).prompt.tokens).toBeGreaterThan(800_000)
  })

  it('stops when nobody reads on, and when it is interrupted', async () => {
    const stdin = `${JSON.stringify({ request, at })}\n`.repeat(50)
    const closed = new AbortController()
    const cut = await fathom(['estimate', '--jsonl'], {
      stdin,
      outputClosed: closed.signal,
      onOutput: () => closed.abort(),
    })
    expect(cut).toMatchObject({ code: 0, err: '' })
    expect(cut.out.trim().split('\n')).toHaveLength(1)
    const interrupted = AbortSignal.abort()
    expect(await fathom(['estimate', '--jsonl'], { stdin, interrupted })).toMatchObject({ code: 1, out: '' })
  })

  it('of a missing file is refused in a sentence', async () => {
    expect(refusal(await fathom(['estimate', '--jsonl', join(folder, 'no.jsonl')]))).toContain(
      'There is no file',
    )
  })
})

describe('fathom prices', () => {
  it('tells rows and band in force, now and then', async () => {
    const { code, out } = await fathom(['prices', '--model', 'deepseek-v4-flash', '--at', at, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      at,
      model: 'deepseek-v4-flash',
      prices: [
        { currency: 'USD', band: 'all', cacheMiss: '0.14' },
        { currency: 'CNY', band: 'all' },
      ],
    })
    const all = await fathom(['prices'], { clock: () => Date.parse('2026-11-23T02:00:00Z') })
    expect(all.out).toMatch(/peak/)
    expect(all.out).toContain('deepseek-flash')
  })

  it('of an unknown model or of a time before the book are refused', async () => {
    const unknown = await fathom(['prices', '--model', 'gpt-4'])
    expect(unknown.code).toBe(1)
    expect(unknown.err).toContain('gpt-4')
    expect((await fathom(['prices', '--at', '2020-01-01'])).code).toBe(1)
  })
})

describe('the words of a call', () => {
  it.each([
    [['weigh'], 'There is no command "weigh". Try: fathom help.'],
    [['count', '--modle', 'x'], "Unknown option '--modle'."],
    [['count', 'a', 'b'], '"b" is one word too many here.'],
    [['count', '--engine', 'slow'], '--engine takes fast, reference, not "slow".'],
    [['estimate', '--at'], "Option '--at <value>' argument missing."],
    [
      ['practice', '--drift', '-5'],
      "Option '--drift' argument is ambiguous. Write the value with an equals sign: --drift=VALUE.",
    ],
    [['practice', '--port', '70000'], '"70000" is not a port. Write 0 to 65535.'],
    [['run'], 'Name the request: fathom run REQUEST.json (or - for standard input).'],
    [['verify'], 'Name the receipt: fathom verify RECEIPT.json (or - for standard input).'],
    [['verify', '-', '-'], 'Standard input can be the receipt or the request.'],
    [['estimate', '--jsonl', '--receipt'], '--jsonl and --receipt are two forms.'],
    [['compare'], 'Name the request: fathom compare REQUEST.json.'],
    [
      ['run', 'r.json', '--practice', '--base-url', 'http://127.0.0.1:1'],
      '--base-url and --practice name two',
    ],
    [['compare', 'r.json', '--models', 'one'], '--models takes two to four different names'],
    [['ledger', '--csv', '--json'], '--csv and --json are two forms.'],
    [['ledger', '--by', 'week'], '--by takes run, day, model, prompt, not "week".'],
    [['ledger', '--from', '2026-02-01', '--to', '2026-01-01'], '--from is not before --to.'],
    [['ledger', '--data-dir', ''], '--data-dir is empty. Name a folder.'],
    [['\u001b[31m'], 'There is no command "\\x1b[31m". Try: fathom help.'],
  ])('%j are refused with exit code 2', async (words, sentence) => {
    const answer = await fathom(words, { environment: { FATHOM_DATA_DIR: folder } })
    expect(refusal(answer)).toContain(sentence)
    expect(answer.code).toBe(2)
  })

  it.each([[[]], [['help']], [['--help']]])('%j print every command', async (words) => {
    const { code, out } = await fathom(words)
    expect(code).toBe(0)
    for (const name of [
      'count',
      'estimate',
      'verify',
      'prices',
      'run',
      'compare',
      'balance',
      'ledger',
      'practice',
      'serve',
    ]) {
      expect(out).toContain(`  fathom ${name} `)
    }
    expect((await fathom(['count', '--help'])).out).toMatch(/^fathom count \[FILE/)
  })
})

describe('a data folder', () => {
  it('that cannot be used is refused in a sentence', async () => {
    const answer = await fathom(['ledger', '--data-dir', join(file('not-a-folder', ''), 'data')])
    expect(refusal(answer)).toMatch(
      /cannot write to its data folder .* choose another folder with --data-dir/,
    )
    expect(answer.code).toBe(1)
  })

  it('of a newer Fathom is left as it is', async () => {
    const { DatabaseSync } = await import('node:sqlite')
    const newer = join(folder, 'newer')
    mkdirSync(newer)
    const sqlite = new DatabaseSync(join(newer, 'fathom.db'))
    sqlite.exec('PRAGMA user_version = 9999; CREATE TABLE future (x); INSERT INTO future VALUES (1)')
    sqlite.close()
    const answer = await fathom(['ledger'], { environment: { FATHOM_DATA_DIR: newer } })
    expect(refusal(answer)).toContain('was written by a newer Fathom. Update Fathom')
    expect(answer.code).toBe(1)
    const again = new DatabaseSync(join(newer, 'fathom.db'))
    expect(again.prepare('SELECT x FROM future').get()).toEqual({ x: 1 })
    again.close()
  })
})
