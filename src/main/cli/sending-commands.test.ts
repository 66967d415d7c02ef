import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createBudgetStore } from '../budgets/budget-store.ts'
import { openDatabase } from '../db/database.ts'
import type { Practice } from '../practice/practice-types.ts'
import { openPractice, places, removeFolder, testFolder } from '../testing/test-services.ts'
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
  vi.unstubAllEnvs()
})

const request = {
  model: 'deepseek-flash',
  messages: [{ role: 'user', content: 'How deep is the water?' }],
  stream: true,
}

function requestFile(changes: object = {}): string {
  const path = join(folder, 'request.json')
  writeFileSync(path, JSON.stringify({ ...request, ...changes }))
  return path
}

/** A call with the key of the practice endpoint, on the data folder of the test. */
function call(words: readonly string[], more: Call = {}): Promise<Answer> {
  const environment = { FATHOM_DATA_DIR: folder, DEEPSEEK_API_KEY: practice.key, ...more.environment }
  return fathom(words, { ...more, environment })
}

const send = (words: readonly string[], more?: Call): Promise<Answer> =>
  call([...words, '--base-url', practice.url], more)

/** api.deepseek.com is the practice endpoint: the real path, with the real key handling. */
const asDeepSeek: typeof fetch = (input, init) => {
  const { url } = new Request(input, init)
  return fetch(url.replace('https://api.deepseek.com', practice.url), init)
}

/** One event of a streamed answer. */
function eventOf(delta: object, finish: string | null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'x', model: 'm\u001b[2J', choices })}\n\n`
}

describe('fathom run', () => {
  it('prints exactly the shape of the design', async () => {
    const { code, out, err } = await send(['run', requestFile(), '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const run = JSON.parse(out)
    expect(run).toStrictEqual({
      id: expect.any(String),
      status: 'completed',
      practice: true,
      model: { requested: 'deepseek-flash', served: 'deepseek-flash' },
      content: expect.stringContaining('practice answer'),
      reasoning: expect.stringMatching(/./),
      toolCalls: [],
      finishReason: 'stop',
      usage: expect.objectContaining({ prompt_tokens: run.estimate.prompt.tokens }),
      atLeast: null,
      estimate: expect.objectContaining({ profile: 'v4.1', band: expect.any(String) }),
      bill: { USD: expect.stringMatching(/^0\.\d+$/), CNY: expect.stringMatching(/^0\.\d+$/) },
      reconciliation: { tokens: [], unknown: 0 },
      timing: {
        sentAt: expect.stringMatching(/Z$/),
        firstByteAt: expect.stringMatching(/Z$/),
        completedAt: expect.stringMatching(/Z$/),
      },
      error: null,
    })
  })

  it('prints the answer to stdout as it comes and the figures to stderr', async () => {
    practice.configure({ deltasPerSecond: 400 })
    const steps = new Set<string>()
    const { code, out, err } = await send(['run', requestFile({ thinking: { type: 'disabled' } })], {
      onOutput: (output) => steps.add(output),
    })
    expect(code).toBe(0)
    expect(steps.size, 'in many pieces').toBeGreaterThan(5)
    expect(out).toMatch(/^# /)
    expect(out).toMatch(/[^\n]\n$/)
    expect(err).toMatch(
      /^run 1 {2}completed {2}deepseek-flash {2}practice\nprompt \d+ billed, \d+ estimated, exact; 0 cached\noutput /,
    )
    expect(err).not.toContain('practice answer')
  })

  it('shows a person the thinking too, apart from the answer', async () => {
    const { out, err } = await send(['run', requestFile()], { interactive: true })
    const [thought = ''] = err.split('\n')
    expect(thought).not.toMatch(/^(run|fathom)/)
    expect(thought).not.toBe('')
    expect(out).not.toContain(thought)
    expect(err).toMatch(/\nrun 1 {2}completed/)
  })

  it('writes every run down, and the ledger tells it', async () => {
    await send(['run', requestFile()])
    const ledger = JSON.parse((await call(['ledger', '--practice', '--json'])).out)
    expect(ledger.entries).toMatchObject([
      { model: 'deepseek-flash', status: 'completed', practice: true, priced: true },
    ])
    expect(ledger.totals).toMatchObject({ USD: ledger.entries[0].USD, priced: 1, unpriced: 0 })
  })

  it('without a price or usage says so, and never 0', async () => {
    practice.configure({ fault: 'usage-missing' })
    const { err } = await send(['run', requestFile()])
    expect(err).toMatch(/usage not reported: at least \d+ prompt and \d+ output tokens/)
    const run = JSON.parse((await send(['run', requestFile(), '--json'])).out)
    expect(run).toMatchObject({ usage: null, bill: null, reconciliation: null })
    expect(run.atLeast).toEqual({
      promptTokens: run.estimate.prompt.tokens,
      completionTokens: expect.any(Number),
    })
  })

  it('that is interrupted keeps what came and ends with 1', async () => {
    practice.configure({ deltasPerSecond: 50 })
    const interrupt = new AbortController()
    const { code, out, err } = await send(['run', requestFile({ thinking: { type: 'disabled' } })], {
      interrupted: interrupt.signal,
      onOutput: () => interrupt.abort(),
    })
    expect(code).toBe(1)
    expect(out).not.toBe('')
    expect(err).toContain('cut-short')
    expect(err).toContain('Stopped. What came is kept')
    expect((await call(['ledger', '--practice'])).out).toContain('0 of 1 priced')
  })

  it('makes what an answer says inert', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/event-stream')
      const evil = { content: '\u001b]0;gotcha\u0007 \u009b31m done\r\n' }
      response.end(`${eventOf(evil, null)}${eventOf({}, 'stop')}data: [DONE]\n\n`)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const words = ['run', requestFile(), '--base-url', `http://127.0.0.1:${port}`]
    const plain = await call(words)
    expect(plain.out).toBe('\\x1b]0;gotcha\\x07 \\x9b31m done\n')
    const json = await call([...words, '--json'])
    // oxlint-disable-next-line no-control-regex
    expect(json.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(JSON.parse(json.out).content).toBe('\u001b]0;gotcha\u0007 \u009b31m done\r\n')
    server.close()
  })

  it.each([
    ['a wrong key', { environment: { DEEPSEEK_API_KEY: 'sk-wrong' } }, 'rejected this key'],
    ['no balance', { fault: '402' }, 'balance is insufficient'],
    ['an unknown model', { request: { model: 'gpt-4' } }, 'It said: Model Not Exist'],
  ] as const)(
    'with %s is refused, said in a sentence and known to cost nothing',
    async (_what, how, part) => {
      const options = how as { environment?: Record<string, string>; fault?: string; request?: object }
      if (options.fault !== undefined) practice.configure({ fault: options.fault })
      const answer = await send(
        ['run', requestFile(options.request)],
        options.environment === undefined ? {} : { environment: options.environment },
      )
      expect(answer).toMatchObject({ code: 1, out: '' })
      expect(answer.err).toMatch(/^run 1 {2}failed/)
      expect(answer.err).toContain(part)
      const json = await send(['run', requestFile(options.request), '--json'], {
        environment: options.environment ?? {},
      })
      expect(JSON.parse(json.out)).toMatchObject({
        status: 'failed',
        usage: null,
        bill: null,
        error: { code: expect.stringMatching(/^[A-Z_]+$/) },
      })
      expect(json.err).toMatch(/^fathom: [^\n]+\n$/)
      expect((await call(['ledger', '--practice'])).out).toContain('2 of 2 priced')
    },
  )

  it('sends nothing and keeps no run when the call is wrong', async () => {
    const noKey = await fathom(['run', requestFile()], { environment: { FATHOM_DATA_DIR: folder } })
    expect(noKey).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('There is no key for api.deepseek.com'),
    })
    const wrongHost = await call(['run', requestFile(), '--base-url', 'https://evil.example'])
    expect(wrongHost).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('This address does not get a key'),
    })
    writeFileSync(join(folder, 'request.json'), '{"model":')
    const broken = await call(['run', join(folder, 'request.json')])
    expect(broken).toMatchObject({ code: 1, out: '', err: expect.stringContaining('line 1, column 10') })
    expect((await call(['ledger', '--practice', '--json'])).out).toContain('"entries":[]')
    expect((await call(['ledger', '--json'])).out).toContain('"entries":[]')
  })

  it('--practice starts an endpoint of its own, without any key', async () => {
    vi.stubEnv('FATHOM_PRACTICE_RATE', 'max')
    const { code, out } = await fathom(['run', requestFile(), '--practice', '--json'], {
      environment: { FATHOM_DATA_DIR: folder },
    })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ practice: true, reconciliation: { unknown: 0 } })
  })

  it('to DeepSeek itself is real spend, priced and never mixed with practice', async () => {
    const { code, out } = await call(['run', requestFile(), '--json'], { fetch: asDeepSeek })
    expect(code).toBe(0)
    const run = JSON.parse(out)
    expect(run).toMatchObject({ practice: false })
    const real = JSON.parse((await call(['ledger', '--json'])).out)
    expect(real.totals).toMatchObject({ USD: run.bill.USD, CNY: run.bill.CNY, priced: 1 })
    expect((await call(['ledger', '--practice'])).out).toBe('No practice runs yet.\n')
    expect(readFileSync(join(folder, 'fathom.db')).includes(practice.key), 'the key is in no file').toBe(
      false,
    )
    expect(readFileSync(join(folder, 'fathom.db-wal'), { flag: 'a+' }).includes(practice.key)).toBe(false)
  })
})

describe('fathom compare', () => {
  it('sends one request to several models, side by side', async () => {
    const { code, out } = await send(['compare', requestFile()])
    expect(code).toBe(0)
    expect(out).toMatch(/deepseek-flash +deepseek-v4-pro\n/)
    for (const row of ['status', 'prompt', 'hit', 'miss', 'output', 'USD', 'CNY']) expect(out).toContain(row)
    const models = ['deepseek-flash', 'deepseek-v4-pro', 'deepseek-v4-flash']
    const json = JSON.parse((await send(['compare', requestFile(), '--models', models.join(), '--json'])).out)
    expect(json.runs.map((run: { model: { requested: string } }) => run.model.requested)).toEqual(models)
  })

  it('leaves the others alone when one is refused, and ends with 1', async () => {
    const words = ['compare', requestFile(), '--models', 'deepseek-flash,gpt-4', '--json']
    const { code, out } = await send(words)
    expect(code).toBe(1)
    expect(JSON.parse(out).runs).toMatchObject([
      { status: 'completed', model: { requested: 'deepseek-flash' } },
      { status: 'failed', model: { requested: 'gpt-4' }, error: { code: 'REQUEST_REFUSED' } },
    ])
  })
})

describe('fathom balance', () => {
  it('tells what the account holds', async () => {
    const { code, out } = await call(['balance', '--json'], { fetch: asDeepSeek })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      available: true,
      asOf: expect.stringMatching(/Z$/),
      balances: [{ currency: 'CNY', total: '110', granted: '10', toppedUp: '100' }],
    })
    expect((await call(['balance'], { fetch: asDeepSeek })).out).toMatch(/CNY +110 +10 +100\nas of /)
  })

  it('without a key, or with a wrong one, says what to do', async () => {
    const none = await fathom(['balance'], { environment: { FATHOM_DATA_DIR: folder } })
    expect(none).toMatchObject({ code: 1, out: '', err: expect.stringContaining('set DEEPSEEK_API_KEY') })
    const wrong = await call(['balance'], {
      fetch: asDeepSeek,
      environment: { DEEPSEEK_API_KEY: 'sk-wrong' },
    })
    expect(wrong).toMatchObject({ code: 1, out: '', err: expect.stringContaining('rejected this key') })
    expect(wrong.err).not.toContain('sk-wrong')
  })
})

describe('fathom ledger', () => {
  it('groups, filters and exports what was run', async () => {
    await send(['run', requestFile()])
    await send(['run', requestFile({ model: 'deepseek-v4-pro' })])
    const byModel = JSON.parse((await call(['ledger', '--practice', '--by', 'model', '--json'])).out)
    expect(byModel.groups.map(({ key }: { key: string }) => key)).toEqual([
      'deepseek-flash',
      'deepseek-v4-pro',
    ])
    expect(byModel.totals).toMatchObject({ entries: 2, priced: 2 })
    const byDay = await call(['ledger', '--practice', '--by', 'day', '--zone', 'UTC'])
    expect(byDay.out).toContain(new Date().toISOString().slice(0, 10))
    const csv = await call(['ledger', '--practice', '--csv'])
    expect(csv.out.trimEnd().split('\r\n')).toHaveLength(3)
    const groups = await call(['ledger', '--practice', '--by', 'model', '--csv'])
    expect(groups.out).toMatch(
      /^model,runs,priced,[^]*\r\ndeepseek-flash,1,1,0,0\.\d+[^]*\r\ndeepseek-v4-pro,1,1,0,/,
    )
    const prompts = await call(['ledger', '--practice', '--by', 'prompt', '--csv'])
    expect(prompts.out).toMatch(/^prompt,prompt id,runs,[^]*\r\n,,2,2,0,/)
    const later = await call(['ledger', '--practice', '--from', '2999-01-01'])
    expect(later.out).toBe('No practice runs yet.\n')
    expect((await call(['ledger'])).out).toBe('No runs yet. Practice runs are shown with --practice.\n')
  })

  it('lists practice runs as such and leaves them out of every sum', async () => {
    await send(['run', requestFile()])
    const { entries, totals } = JSON.parse((await call(['ledger', '--json'])).out)
    expect(entries).toMatchObject([{ practice: true, priced: true }])
    expect(totals).toMatchObject({ USD: '0', CNY: '0', priced: 0, unpriced: 0 })
    const csv = await call(['ledger', '--csv'])
    expect(csv.out.match(/^entry,/gm)).toHaveLength(1)
    expect(csv.out.trimEnd().split('\r\n')).toHaveLength(2)
  })
})

describe('fathom practice', () => {
  it('serves until it is interrupted, and tells its URL and key', async () => {
    const interrupt = new AbortController()
    const served = Promise.withResolvers<{ url: string; key: string }>()
    const ended = fathom(['practice', '--json', '--drift=-1'], {
      interrupted: interrupt.signal,
      onOutput: (output) => served.resolve(JSON.parse(output)),
    })
    const { url, key } = await served.promise
    const port = new URL(url).port
    const models = await fetch(`${url}/models`, { headers: { authorization: `Bearer ${key}` } })
    expect(models.status).toBe(200)
    const taken = await fathom(['practice', '--port', port])
    expect(taken).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`Port ${port} is in use.`) })
    interrupt.abort()
    expect((await ended).code).toBe(0)
  })
})

describe('fathom serve', () => {
  it('serves the workbench until it is interrupted, by a link that works once', async () => {
    writeFileSync(join(folder, 'index.html'), '<p>Fathom')
    const served = Promise.withResolvers<string>()
    const interrupt = new AbortController()
    const ended = call(['serve', '--no-open'], {
      places: { ...places, page: folder },
      interrupted: interrupt.signal,
      onOutput: (output) => served.resolve(output.trim()),
    })
    const url = new URL(await served.promise)
    expect(url.hostname).toBe('127.0.0.1')
    const opened = await fetch(url, { redirect: 'manual' })
    expect(opened.status).toBe(303)
    const taken = await call(['serve', '--no-open', '--port', url.port], {
      places: { ...places, page: folder },
    })
    expect(taken).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(`Port ${url.port} is in use.`),
    })
    interrupt.abort()
    expect(await ended).toMatchObject({ code: 0, err: '' })
  })

  it('says so when the window was not built', async () => {
    const unbuilt = { ...places, page: join(folder, 'nothing') }
    const { code, out, err } = await call(['serve', '--no-open'], { places: unbuilt })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^fathom: [^\n]+\n$/)
  })
})

describe('the gate on the command line', () => {
  const AT = Date.parse('2026-11-23T06:00:00Z')
  const answer: Call = { fetch: asDeepSeek, clock: () => AT }

  function budget(amount: string, level: 'warn' | 'block'): void {
    const database = openDatabase({ folder, clock: () => AT })
    const limit = { period: 'day', promptId: null, currency: 'USD', limit: amount, level } as const
    createBudgetStore(database).save(limit)
    database.close()
  }

  it('ends with 1, sends nothing and says what would fit', async () => {
    budget('0.0001', 'block')
    for (const words of [
      ['run', requestFile()],
      ['run', requestFile(), '--allow-once'],
      ['compare', requestFile()],
    ]) {
      const { code, out, err } = await call(words, answer)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(
        /^fathom: Not sent: the worst case [\d.]+ is more than the 0\.0001 USD left of today's budget\./,
      )
    }
    const ledger = JSON.parse((await call(['ledger', '--json'], answer)).out)
    expect(ledger.entries).toEqual([])
  })

  it('goes past a warning when told to, and is counted', async () => {
    budget('0.0001', 'warn')
    expect((await call(['run', requestFile()], answer)).code).toBe(1)
    expect(await call(['run', requestFile(), '--allow-once'], answer)).toMatchObject({ code: 0 })
    const ledger = JSON.parse((await call(['ledger', '--json'], answer)).out)
    expect(ledger.entries).toHaveLength(1)
  })

  it('never holds back practice', async () => {
    budget('0.0001', 'block')
    expect((await send(['run', requestFile()])).code).toBe(0)
  })
})
