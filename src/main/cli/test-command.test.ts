import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Practice } from '../practice/practice-types.ts'
import { openPractice, removeFolder, testFolder } from '../testing/test-services.ts'
import { type Answer, type Call, fathom } from './testing/fathom.ts'

let folder: string
let practice: Practice
beforeEach(async () => {
  folder = testFolder()
  practice = await openPractice()
})
afterEach(async () => {
  await practice.close()
  removeFolder(folder)
})

const tests = `
fathom-test: 1
name: Cities
requests:
  - name: v1
    body:
      thinking: {type: disabled}
      max_tokens: 40
      messages:
        - {role: user, content: "Name one sight of {{city}}."}
models: [deepseek-flash, deepseek-v4-pro]
assert:
  - {type: prompt-tokens, max: 200}
  - {type: cost, currency: USD, max: 0.001, part: prompt}
cases:
  - name: north
    values: {city: Oslo}
  - values: {city: 成都}
    assert:
      - {type: length, unit: characters, min: 1}
`

function file(text = tests, name = 'tests.yaml'): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function call(words: readonly string[], more: Call = {}): Promise<Answer> {
  return fathom(words, { ...more, environment: { FATHOM_DATA_DIR: folder, ...more.environment } })
}

const send = (words: readonly string[]): Promise<Answer> =>
  call([...words, '--base-url', practice.url], { environment: { DEEPSEEK_API_KEY: practice.key } })

describe('fathom test --offline', () => {
  it('decides tokens and cost without a key, and skips what needs an answer', async () => {
    const { code, out, err } = await call(['test', file(), '--offline', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { totals, results } = JSON.parse(out)
    expect(totals).toEqual({ pass: 2, fail: 0, undecided: 2 })
    expect(results.map((each: { name: string; model: string }) => [each.name, each.model])).toEqual([
      ['north', 'deepseek-flash'],
      ['north', 'deepseek-v4-pro'],
      ['case 2', 'deepseek-flash'],
      ['case 2', 'deepseek-v4-pro'],
    ])
    expect(results[0]).toMatchObject({ run: null, answer: null, promptTokens: expect.any(Number) })
  })

  it('counts exactly what fathom estimate counts', async () => {
    const { out } = await call(['test', file(), '--offline', '--json'])
    const body = {
      model: 'deepseek-flash',
      thinking: { type: 'disabled' },
      max_tokens: 40,
      messages: [{ role: 'user', content: 'Name one sight of Oslo.' }],
    }
    const estimate = await call(['estimate', '-', '--json'], { stdin: JSON.stringify(body) })
    expect(JSON.parse(out).results[0].promptTokens).toBe(JSON.parse(estimate.out).prompt.tokens)
  })

  it('fails with exit code 1 and says what did not hold', async () => {
    const { code, out } = await call(['test', file(tests.replace('max: 200', 'max: 3')), '--offline'])
    expect(code).toBe(1)
    expect(out).toMatch(/FAIL {2}north {2}v1 deepseek-flash: prompt tokens at most 3: \d+/)
  })

  it('takes cases and requests from files beside it, and from nowhere else', async () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'cases.csv'), 'city\nOslo\nRome\n')
    writeFileSync(
      join(folder, 'request.json'),
      '{"model":"deepseek-flash","messages":[{"role":"user","content":"{{city}}"}]}',
    )
    const beside = 'fathom-test: 1\nrequests: [{name: a, body: request.json}]\ncases: data/cases.csv\n'
    const path = file(beside, 'beside.yaml')
    expect(JSON.parse((await call(['test', path, '--offline', '--json'])).out).results).toHaveLength(2)
    const outside = file(beside.replace('request.json', '../secret.json'), 'outside.yaml')
    const { code, err } = await call(['test', outside, '--offline'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('outside of the folder') })
  })
})

it('the example of the documentation is one that can be run', async () => {
  const page = readFileSync(new URL('../../../docs/test-files.md', import.meta.url), 'utf8')
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
  const { code, out } = await call(['test', file(example), '--offline', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out).results).toHaveLength(4)
})

it('a pattern or schema that is none fails offline, before anything is paid for', async () => {
  const rules =
    "[{type: regex, pattern: '('}, {type: json-schema, schema: {type: 5}}, {type: regex, pattern: a}]"
  const text = tests.replace(/assert:\n(?: {2}- .*\n){2}/, `assert: ${rules}\n`)
  const { code, out } = await call(['test', file(text), '--offline', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(out).results[0].checks.map((check: { outcome: string }) => check.outcome)).toEqual([
    'fail',
    'fail',
    'undecided',
  ])
})

describe('fathom test', () => {
  it('sends every case, reports it, and enters it into the ledger', async () => {
    const { code, out, err } = await send(['test', file(), '--json'])
    expect(code).toBe(0)
    expect(err).toMatch(/^4 requests, \d+ prompt tokens, prompts from 0\.\d+ USD/)
    const { results, columns, breakEvens } = JSON.parse(out)
    expect(results.every((each: { outcome: string }) => each.outcome === 'pass')).toBe(true)
    expect(columns[0].tallies[0]).toMatchObject({ practice: true, ended: 2, passed: 2 })
    expect(breakEvens[0]).toMatchObject({ retryRate: 0, practice: true })
    const ledger = JSON.parse((await call(['ledger', '--json'])).out)
    expect(ledger.entries.map((entry: { practice: boolean }) => entry.practice)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(results[0].promptTokens).toBeGreaterThan(0)
  })

  it('prints JUnit that a hostile name or answer cannot break', async () => {
    const hostile = tests
      .replace('name: north', String.raw`name: "a\"><b \u0007&"`)
      .replace('max: 200', 'max: 1')
    const { code, out } = await send(['test', file(hostile), '--junit'])
    expect(code).toBe(1)
    expect(out).toContain('<testsuites name="Cities" tests="4" failures="4" errors="0" time="')
    expect(out).toContain('<failure type="assertion" message="prompt tokens')
    expect(out).toContain('name="a&quot;&gt;&lt;b \ufffd&amp;"')
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0008]/)
  })

  it('stops sending when the key is refused, and says so once for each case that was not sent', async () => {
    const { code, out } = await call(
      ['test', file(), '--at-once', '1', '--base-url', practice.url, '--json'],
      {
        environment: { DEEPSEEK_API_KEY: 'sk-00000000000000000000000000000000' },
      },
    )
    expect(code).toBe(1)
    const { results } = JSON.parse(out)
    expect(results.every((each: { outcome: string }) => each.outcome === 'fail')).toBe(true)
    expect(results.filter((each: { run: string | null }) => each.run !== null).length).toBeLessThan(4)
  })

  it('practises without a key', async () => {
    const { code, out } = await call(['test', file(), '--practice'])
    expect(code).toBe(0)
    expect(out).toMatch(/v1 deepseek-flash \(practice\) +2 +0 +0/)
  })
})

describe('a file that cannot be used', () => {
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['is no YAML', 'a: [', /neither YAML nor JSON/],
    ['is no test file', 'a: 1', /no test file|not right/],
    ['has an assertion that does not exist', tests.replace('prompt-tokens', 'promt-tokens'), /assert\.0/],
    ['has limits without a limit', tests.replace(', max: 200', ''), /assert\.0.*min or max/],
    [
      'lacks a value',
      tests.replace('values: {city: Oslo}', 'values: {town: Oslo}'),
      /Case 1 has no value for city/,
    ],
    ['names no model', tests.replace(/models:.*\n/, ''), /names no model/],
    ['has no cases', tests.replace(/cases:[^]*$/, 'cases: []\n'), /no cases/],
    ['has a request that is none', tests.replace(/messages:\n.*\n/, 'messages: x\n'), /“v1” cannot be sent/],
  ]
  for (const [what, text, sentence] of broken)
    it(`that ${what} ends with exit code 2`, async () => {
      const { code, err, out } = await call(['test', file(text), '--offline'])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(sentence)
      expect(err.trim().split('\n')).toHaveLength(1)
    })

  it('or does not exist, and words that do not go together, too', async () => {
    expect(await call(['test', join(folder, 'none.yaml')])).toMatchObject({ code: 2 })
    expect(await call(['test', file(), '--json', '--junit'])).toMatchObject({ code: 2 })
    expect(await call(['test', file(), '--offline', '--practice'])).toMatchObject({ code: 2 })
    expect(await call(['test', file(), '--at-once', '0'])).toMatchObject({ code: 2 })
  })
})
