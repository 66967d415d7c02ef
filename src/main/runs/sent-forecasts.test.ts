import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { SentForecast } from '../../contract/forecasts.ts'
import type { Practice } from '../practice/practice-types.ts'
import {
  openPractice,
  openTestServices,
  removeFolder,
  testFolder,
  type TestServices,
} from '../testing/test-services.ts'
import type { RunRecord } from './run-record.ts'
import type { Destination, RunOrder } from './run-service.ts'
import { seenCount } from './seen-count.ts'

/** Monday, 23 November 2026, 17:58 in Beijing: two minutes of peak are left. */
const BEFORE_THE_EDGE = Date.UTC(2026, 10, 23, 9, 58)

let folder: string
let practice: Practice
let services: TestServices
let clock: () => number
beforeEach(async () => {
  const startedAt = Date.now()
  clock = () => BEFORE_THE_EDGE + Date.now() - startedAt
  folder = testFolder()
  practice = await openPractice({ clock: () => clock() })
  services = openTestServices(folder, practice.key, { clock: () => clock() })
})
afterEach(async () => {
  await services.close()
  await practice.close()
  removeFolder(folder)
})

const rules = 'Answer in one line, with the depth in metres and the time of the reading in UTC. '.repeat(40)

interface Ways {
  readonly seen?: SentForecast['seen']
  /** What happens between the request and its answer. */
  readonly onSend?: (runId: string) => void
}

async function send({ seen = null, onSend }: Ways = {}): Promise<RunRecord> {
  const real = await services.destinations.real({ baseUrl: practice.url })
  const destination: Destination = {
    ...real,
    send: (body, options) => {
      onSend?.(services.runStore.list({ limit: 1 })[0]?.id ?? '')
      return real.send(body, options)
    },
  }
  const order: RunOrder = {
    body: JSON.stringify({
      model: 'deepseek-flash',
      messages: [
        { role: 'system', content: rules },
        { role: 'user', content: 'How deep is it?' },
      ],
      thinking: { type: 'disabled' },
      max_tokens: 400,
      stream: true,
    }),
    model: 'deepseek-flash',
    promptId: 'tide',
    promptName: 'Tide check',
    revision: 7,
    destination,
    seen,
  }
  return (await services.runs.start(order)).ended
}

const usd = (run: RunRecord) => run.reconciliation?.money.find(({ currency }) => currency === 'USD')

describe('what was expected of a run', () => {
  it('is on disk before it is sent: bounds alone where there is no history', async () => {
    let known: RunRecord | null = null
    await send({ onSend: (runId) => void (known = services.runStore.get(runId)) })
    expect(known).toMatchObject({
      status: 'running',
      forecast: {
        cache: { floor: 0, ceiling: 0, likely: null },
        output: { output: null, runs: 0 },
        maxTokens: 400,
        assumed: { cached: 0, output: null },
        seen: null,
      },
      estimate: { band: 'peak' },
    })
  })

  it('is p50 and the likely hits once there is history, and the ledger’s estimated cost', async () => {
    for (let runs = 0; runs < 6; runs++) await send()
    const run = await send()
    const { forecast, usage } = run
    expect(forecast?.output.runs).toBe(6)
    expect(forecast?.cache.likely).toBeGreaterThan(0)
    expect(forecast?.assumed).toEqual({
      cached: forecast?.cache.likely,
      output: forecast?.output.output?.p50.tokens,
    })
    expect(usage?.prompt_cache_hit_tokens).toBeGreaterThan(0)
    const [entry] = services.ledger.list({
      filter: { practice: true },
      zone: 'UTC',
      offset: 0,
      limit: 1,
    }).entries
    expect(entry?.estimatedCost).toEqual(forecast?.cost)
    expect(run.estimate.cost?.USD?.worstCase).not.toBe(forecast?.cost.USD?.high)
  })
})

describe('the causes of a bill', () => {
  it('name the split of the cache', async () => {
    await send()
    const run = await send()
    expect(run.forecast?.assumed.cached).toBe(0)
    const causes = usd(run)?.causes.map(({ cause }) => cause)
    expect(causes).toEqual(['cache split', 'output, not forecast'])
    // 0.3 and 0.006 a million at peak: what came from the cache was cheaper by the difference.
    const hit = run.usage?.prompt_cache_hit_tokens ?? 0
    expect(Number(usd(run)?.causes[0]?.amount)).toBeCloseTo((-hit * 0.294) / 1e6, 12)
  })

  it('name the band where it changed while it ran', async () => {
    const run = await send({
      onSend: () => {
        const { now } = { now: clock() }
        const at = Date.now()
        clock = () => now + 3 * 60_000 + Date.now() - at
      },
    })
    expect(run.receipts[0]?.band).toBe('off-peak')
    const causes = usd(run)?.causes ?? []
    expect(causes.map(({ cause }) => cause)).toEqual(['output, not forecast', 'band changed'])
    expect(Number(causes[1]?.amount)).toBeLessThan(0)
  })

  it('name a draft that changed after the count on screen, and its entry says what was on screen', async () => {
    const { estimate } = await send()
    const { tokens } = estimate.prompt
    const run = await send({ seen: { revision: 6, tokens: tokens - 5 } })
    expect(run.reconciliation).toMatchObject({
      tokens: [{ cause: 'draft changed after the estimate', tokens: 5 }],
      unknown: 0,
    })
    expect(usd(run)?.causes[0]?.cause).toBe('draft changed after the estimate')
    const [entry] = services.ledger.list({
      filter: { practice: true },
      zone: 'UTC',
      offset: 0,
      limit: 1,
    }).entries
    expect(entry).toMatchObject({ estimatedTokens: tokens - 5, remainder: 0 })
  })

  it('leave what nothing explains apart, in money too', async () => {
    practice.configure({ drift: 3 })
    expect(usd(await send())).toMatchObject({
      unknown: '0.0000009',
      causes: [{ cause: 'output, not forecast' }],
    })
  })
})

describe('the count that was seen', () => {
  const shown = { revision: 6, columns: [] }
  it('is none where the screen showed what was sent, or another model', () => {
    expect(seenCount(null, 7, 'deepseek-flash')).toBe(null)
    expect(seenCount({ ...shown, revision: 7 }, 7, 'deepseek-flash')).toBe(null)
    expect(seenCount(shown, 7, 'deepseek-flash')).toBe(null)
  })
})
