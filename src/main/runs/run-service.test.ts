import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { startChat } from '../deepseek/chat.ts'
import { resolveEndpoint } from '../deepseek/hosts.ts'
import type { Practice, PracticeSettings } from '../practice/practice-types.ts'
import {
  openPractice,
  openTestServices,
  removeFolder,
  testFolder,
  type TestServices,
} from '../testing/test-services.ts'
import type { TextDelta } from './live-run.ts'
import type { RunListener } from './run-listener.ts'
import type { RunRecord } from './run-record.ts'
import type { Destination, RunOrder } from './run-service.ts'

let folder: string
let practice: Practice
let services: TestServices
let listener: RunListener
beforeEach(async () => {
  folder = testFolder()
  practice = await openPractice()
  listener = {}
  services = openTestServices(folder, practice.key, {
    listener: {
      delta: (...args) => listener.delta?.(...args),
      changed: (...args) => listener.changed?.(...args),
    },
  })
})
afterEach(async () => {
  await services.close()
  await practice.close()
  removeFolder(folder)
})

/** The practice endpoint, asked once: no test waits for a second attempt. */
function practiceOnce(): Destination {
  const endpoint = resolveEndpoint(practice.url)
  return {
    baseUrl: endpoint.base,
    practice: true,
    keyHint: null,
    send: (body, options) =>
      startChat({
        endpoint,
        key: practice.key,
        body,
        fetch,
        clock: Date.now,
        retry: { delaysMs: [] },
        ...options,
      }),
  }
}

function orderOf(request: Readonly<Record<string, unknown>> = {}, destination = practiceOnce()): RunOrder {
  const body = JSON.stringify({
    model: 'deepseek-flash',
    messages: [{ role: 'user', content: 'How deep is the water at the berth?' }],
    stream: true,
    ...request,
  })
  return { body, model: 'deepseek-flash', promptId: null, promptName: null, revision: null, destination }
}

async function run(settings: Partial<PracticeSettings>, request = {}): Promise<RunRecord> {
  practice.configure(settings)
  const { ended } = await services.runs.start(orderOf(request))
  return ended
}

const entries = () =>
  services.ledger.list({ filter: { practice: true }, zone: 'UTC', offset: 0, limit: 100 }).entries

describe('a run that is answered', () => {
  it('is kept whole, billed, reconciled to the token and entered once', async () => {
    const told: TextDelta[] = []
    listener.delta = (_runId, delta) => told.push(delta)
    const ended = await run({})
    expect(ended).toMatchObject({
      status: 'completed',
      practice: true,
      finishReason: 'stop',
      atLeast: null,
      error: null,
      reconciliation: { tokens: [], unknown: 0 },
    })
    expect(ended.usage?.prompt_tokens).toBe(ended.estimate.prompt.tokens)
    expect(ended.receipts.map(({ currency }) => currency).toSorted()).toEqual(['CNY', 'USD'])
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_delta, index) => index + 1))
    expect(told.map(({ content }) => content).join('')).toBe(ended.content)
    expect(services.runs.get(ended.id)).toEqual({ ...ended, progress: { state: 'ended' } })
    expect(entries()).toMatchObject([
      {
        run: ended.id,
        status: 'completed',
        priced: true,
        USD: ended.receipts.find((r) => r.currency === 'USD')?.total,
      },
    ])
    services.ledger.record({
      runId: ended.id,
      runNumber: ended.number,
      responseId: ended.responseId,
      practice: true,
      sentAt: ended.sentAt,
      firstByteAt: null,
      completedAt: null,
      promptId: null,
      promptName: null,
      model: { requested: 'deepseek-flash', served: null },
      profile: null,
      estimatedCost: {},
      leastCost: {},
      band: null,
      keyHint: null,
      status: 'completed',
      estimatedTokens: null,
      exact: false,
      usage: null,
      atLeast: null,
      charges: {},
      remainder: null,
    })
    expect(entries(), 'a second entry would be spend that never was').toHaveLength(1)
  })

  it('is found by a window that was reloaded, with the text so far', async () => {
    practice.configure({ deltasPerSecond: 200 })
    const { runId, ended } = await services.runs.start(orderOf({ thinking: { type: 'disabled' } }))
    await vi.waitFor(() => expect(services.runs.get(runId)?.content).not.toBe(''))
    const seen = services.runs.get(runId)
    expect(seen).toMatchObject({ status: 'running', progress: { state: 'streaming' } })
    const later: TextDelta[] = []
    listener.delta = (_runId, delta) => later.push(delta)
    const whole = await ended
    expect(later[0]?.seq, 'no delta is missed and none is doubled').toBe((seen?.seq ?? 0) + 1)
    expect(seen?.content + later.map(({ content }) => content).join('')).toBe(whole.content)
  })

  it('without usage says so: lower bounds and no price, never 0', async () => {
    const ended = await run({ fault: 'usage-missing' })
    expect(ended).toMatchObject({ status: 'completed', usage: null, receipts: [], reconciliation: null })
    expect(ended.atLeast?.promptTokens).toBe(ended.estimate.prompt.tokens)
    expect(ended.atLeast?.completionTokens).toBeGreaterThan(10)
    expect(entries()).toMatchObject([{ usage: null, USD: null, CNY: null, priced: false }])
  })

  it.each([3, -2])('with a bill that is %i tokens off shows them as unknown, not spread', async (drift) => {
    const ended = await run({ drift })
    expect(ended.reconciliation).toMatchObject({ tokens: [], unknown: drift })
    expect(entries()).toMatchObject([{ remainder: drift }])
  })

  it('names the effort preamble when the bill fits another effort', async () => {
    const tokensAt = async (reasoning_effort: string) =>
      (await run({ drift: 0 }, { reasoning_effort })).estimate.prompt.tokens
    const [low, disabled] = [await tokensAt('low'), await run({}, { thinking: { type: 'disabled' } })]
    expect(disabled.reconciliation?.unknown).toBe(0)
    const drift = low - disabled.estimate.prompt.tokens
    const { reconciliation } = await run({ drift }, { thinking: { type: 'disabled' } })
    expect(reconciliation).toMatchObject({
      tokens: [{ cause: 'effort preamble', tokens: drift }],
      unknown: 0,
    })
  })
})

describe('a run that is not answered whole', () => {
  it('and was stopped is cut short, with what came and bounds of its bill', async () => {
    practice.configure({ deltasPerSecond: 100 })
    const { runId, ended } = await services.runs.start(orderOf())
    await vi.waitFor(() => expect(services.runs.get(runId)?.reasoning).not.toBe(''))
    services.runs.stop(runId)
    services.runs.stop(runId)
    const run = await ended
    expect(run).toMatchObject({ status: 'cut-short', usage: null, error: { code: 'STOPPED' } })
    expect(run.reasoning).not.toBe('')
    expect(run.atLeast?.promptTokens).toBe(run.estimate.prompt.tokens)
    expect(run.atLeast?.completionTokens).toBeGreaterThan(0)
    expect(entries()).toMatchObject([{ status: 'cut-short', USD: null, priced: false }])
  })

  it('and lost its connection keeps what came', async () => {
    const ended = await run({ fault: 'cut:6' }, { thinking: { type: 'disabled' } })
    expect(ended).toMatchObject({ status: 'cut-short', error: { code: 'CONNECTION_CUT' } })
    expect(ended.content).not.toBe('')
  })

  it.each([
    ['400', 'REQUEST_REFUSED'],
    ['401', 'KEY_REJECTED'],
    ['402', 'BALANCE_INSUFFICIENT'],
    ['422', 'PARAMETER_INVALID'],
    ['429', 'TOO_MANY_REQUESTS'],
    ['500', 'SERVER_ERROR'],
    ['503', 'OVERLOADED'],
  ])('because it was refused with %s has failed and is known to cost nothing', async (fault, code) => {
    const ended = await run({ fault })
    expect(ended).toMatchObject({ status: 'failed', usage: null, atLeast: null, error: { code } })
    expect(entries()).toMatchObject([{ status: 'failed', USD: '0', CNY: '0', priced: true }])
  })

  it('because nobody answers has failed, with the next step', async () => {
    await practice.close()
    const { ended } = await services.runs.start(orderOf())
    expect(await ended).toMatchObject({
      status: 'failed',
      error: { code: 'CONNECTION_REFUSED', message: expect.stringContaining('practice endpoint') },
    })
    practice = await openPractice()
  })

  it('is ended by closing, and found so at the next start', async () => {
    practice.configure({ deltasPerSecond: 50 })
    const { runId } = await services.runs.start(orderOf())
    await vi.waitFor(() => expect(services.runs.get(runId)?.reasoning).not.toBe(''))
    await services.close()
    services = openTestServices(folder, practice.key)
    expect(services.runs.get(runId)).toMatchObject({ status: 'cut-short', error: { code: 'STOPPED' } })
    expect(entries()).toHaveLength(1)
  })
})

function windowIsGone(): never {
  throw new Error('the window is gone')
}

describe('what fails around a run', () => {
  it('costs no text: a window that throws', async () => {
    listener = { delta: windowIsGone, changed: windowIsGone }
    expect(await run({})).toMatchObject({ status: 'completed', reconciliation: { unknown: 0 } })
    expect(services.logged.length).toBeGreaterThan(0)
  })

  it('costs no text: a client that breaks its promise', async () => {
    const broken: Destination = {
      ...practiceOnce(),
      send: async (_body, { onEvent }) => {
        onEvent({ kind: 'delta', at: Date.now(), content: 'Nine metres' })
        throw new TypeError('boom')
      },
    }
    const { ended } = await services.runs.start(orderOf({}, broken))
    expect(await ended).toMatchObject({
      status: 'cut-short',
      content: 'Nine metres',
      error: { code: 'RUN_BROKE_OFF' },
    })
    expect(entries()).toHaveLength(1)
  })

  it('costs no text: a usage that the ledger cannot hold', async () => {
    const absurd: Destination = {
      ...practiceOnce(),
      send: async (body, options) => {
        const outcome = await practiceOnce().send(body, options)
        const tokens = Number.MAX_SAFE_INTEGER
        return {
          ...outcome,
          usage: {
            prompt_tokens: tokens,
            completion_tokens: 1,
            total_tokens: tokens,
            prompt_cache_hit_tokens: 0,
            prompt_cache_miss_tokens: tokens,
          },
        }
      },
    }
    const { ended } = await services.runs.start(orderOf({}, absurd))
    const run = await ended
    expect(run).toMatchObject({ status: 'completed', usage: { prompt_tokens: Number.MAX_SAFE_INTEGER } })
    expect(run.content).not.toBe('')
    expect(entries()).toMatchObject([{ run: run.id, priced: false }])
  })

  it('costs no text: a full disk, which is tried again until there is room', async () => {
    const { database } = services
    const pages = database.prepare<{ page_count: number }>('PRAGMA page_count').get()?.page_count ?? 0
    const { runId, ended } = await services.runs.start(
      orderOf({ messages: [{ role: 'user', content: 'Write 3000 words' }], thinking: { type: 'disabled' } }),
    )
    database.prepare(`PRAGMA max_page_count = ${pages}`).get()
    await vi.waitFor(
      () =>
        expect(services.runs.get(runId)).toMatchObject({ status: 'completed', error: { code: 'DISK_FULL' } }),
      { timeout: 20_000 },
    )
    const shown = services.runs.get(runId)
    expect(shown?.content.length, 'the window shows it meanwhile').toBeGreaterThan(10_000)
    expect(entries()).toHaveLength(0)
    database.prepare('PRAGMA max_page_count = 100000').get()
    const run = await ended
    expect(run).toMatchObject({ status: 'completed', error: null })
    expect(run.content).toBe(shown?.content)
    expect(entries()).toHaveLength(1)
  })

  it('sends nothing that could not be written first', async () => {
    const { database } = services
    database.prepare('PRAGMA max_page_count = 1').get()
    let sent = false
    const watched: Destination = {
      ...practiceOnce(),
      send: (body, options) => {
        sent = true
        return practiceOnce().send(body, options)
      },
    }
    const long = 'deep water '.repeat(20_000)
    const order = orderOf({ messages: [{ role: 'user', content: long }] }, watched)
    await expect(services.runs.start(order)).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(sent).toBe(false)
  })
})
