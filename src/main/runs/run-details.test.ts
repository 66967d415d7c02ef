import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { Practice, PracticeSettings } from '../practice/practice-types.ts'
import { formatAmount, parseAmount, type Pico, zero } from '../pricing/money.ts'
import {
  openPractice,
  openTestServices,
  removeFolder,
  testFolder,
  type TestServices,
} from '../testing/test-services.ts'
import type { RunRecord } from './run-record.ts'
import { tokenLogprobs } from './token-logprobs.ts'

let practice: Practice
let folder: string
let services: TestServices
const changes: string[] = []

beforeAll(async () => {
  practice = await openPractice()
  folder = testFolder()
  services = openTestServices(folder, practice.key, {
    listener: { changed: (_id, _prompt, status, { state }) => void changes.push(`${status} ${state}`) },
  })
})
beforeEach(() => {
  changes.length = 0
})
afterAll(async () => {
  await services.close()
  await practice.close()
  removeFolder(folder)
})

async function run(request: object, settings: Partial<PracticeSettings> = {}): Promise<RunRecord> {
  practice.configure({ fault: '', ...settings })
  const body = JSON.stringify({
    model: 'deepseek-flash',
    messages: [{ role: 'user', content: 'How deep is the water at the berth?' }],
    stream: true,
    ...request,
  })
  const destination = await services.destinations.real({ baseUrl: practice.url })
  const order = {
    body,
    model: 'deepseek-flash',
    promptId: null,
    promptName: null,
    revision: null,
    destination,
  }
  return (await services.runs.start(order)).ended
}

const sumAmounts = (amounts: readonly string[]): string =>
  formatAmount(amounts.reduce((sum, amount) => (sum + parseAmount(amount)) as Pico, zero))

const entry = (runId: string) =>
  services.ledger
    .list({ filter: { practice: true }, zone: 'UTC', offset: 0, limit: 1_000 })
    .entries.find((found) => found.run === runId)

describe('a run as it is kept', () => {
  it('tells of itself as soon as it is written, so that other windows and the library know of it', async () => {
    await run({})
    expect(changes[0]).toBe('running sending')
    expect(changes.at(-1)).toBe('completed ended')
  })

  it('says when its thinking ended, between the first byte and the end; nothing where it did not think', async () => {
    const thought = await run({}, { deltasPerSecond: 2_000 })
    expect(thought.thinkingEndedAt).toBeGreaterThanOrEqual(thought.firstByteAt ?? Infinity)
    expect(thought.thinkingEndedAt).toBeLessThanOrEqual(thought.completedAt ?? 0)
    expect(services.runs.get(thought.id)?.thinkingEndedAt).toBe(thought.thinkingEndedAt)
    const plain = await run({ thinking: { type: 'disabled' } }, { deltasPerSecond: Infinity })
    expect(plain.thinkingEndedAt).toBeNull()
    const allSpent = await run({ max_tokens: 3 })
    expect(allSpent).toMatchObject({ finishReason: 'length', content: '', thinkingEndedAt: null })
  })

  it('keeps log probabilities apart and gives them out in stretches', async () => {
    const ended = await run({ thinking: { type: 'disabled' }, logprobs: true, top_logprobs: 2 })
    expect(ended.hasLogprobs).toBe(true)
    const query = { runId: ended.id, part: 'content', from: 0, limit: 1_000 } as const
    const { total, tokens } = tokenLogprobs(services.runStore, query)
    expect(total).toBe(tokens.length)
    expect(tokens.map(({ token }) => token).join('')).toBe(ended.content)
    expect(tokens.every(({ logprob }) => logprob <= 0)).toBe(true)
    const second = tokenLogprobs(services.runStore, { ...query, from: 1, limit: 1 })
    expect(second).toEqual({ total, tokens: tokens.slice(1, 2) })
    expect((await run({})).hasLogprobs).toBe(false)
  })
})

const pair = (token: string, logprob: number) => ({ token, logprob })

describe('log probabilities', () => {
  it('puts the likeliest first and leaves out what cannot be read', () => {
    const content = [
      { ...pair('a', -1), top_logprobs: [pair('b', -2), 'odd', pair('a', -1)] },
      { token: 5, logprob: 'x' },
      { ...pair('c', -0.5), top_logprobs: null },
    ]
    const query = { runId: 'r', part: 'content', from: 0, limit: 9 } as const
    expect(tokenLogprobs({ logprobs: () => ({ content }) }, query).tokens).toEqual([
      { ...pair('a', -1), alternatives: [pair('a', -1), pair('b', -2)] },
      { ...pair('c', -0.5), alternatives: [] },
    ])
    expect(tokenLogprobs({ logprobs: () => null }, query)).toEqual({ total: 0, tokens: [] })
  })
})

describe('a run whose usage was not reported', () => {
  it('is settled by a correction that stands beside it, and can be settled again', async () => {
    const cut = await run({}, { fault: 'cut:4' })
    expect(cut).toMatchObject({ status: 'cut-short', usage: null })
    const tokens = cut.estimate.prompt.tokens
    await services.settleLater(cut.id, { promptHit: 0, promptMiss: tokens, output: 40 })
    const first = await services.settledRuns.settlementOf(cut)
    expect(first?.usage).toMatchObject({
      prompt_tokens: tokens,
      completion_tokens: 40,
      prompt_cache_hit_tokens: 0,
    })
    expect(Object.keys(first?.bill ?? {}).toSorted()).toEqual(['CNY', 'USD'])
    expect(entry(cut.id)).toMatchObject({
      usage: first?.usage,
      USD: first?.bill?.USD,
      remainder: 0,
      atLeast: null,
    })
    expect(changes.at(-1), 'the card of the run has to be drawn anew').toBe('cut-short ended')
    expect(services.runStore.get(cut.id), 'what the run itself reported is never overwritten').toMatchObject({
      usage: null,
      receipts: [],
    })
    await services.settleLater(cut.id, { promptHit: 0, promptMiss: tokens + 3, output: 41 })
    expect((await services.settledRuns.settlementOf(cut))?.usage).toMatchObject({ completion_tokens: 41 })
    expect(entry(cut.id)).toMatchObject({ remainder: 3 })
  })

  it('once settled is explained like any other: by causes and an unknown rest that sum to the ledger’s amount', async () => {
    const cut = await run({}, { fault: 'cut:4' })
    const tokens = cut.estimate.prompt.tokens
    expect(await services.settledRuns.settlementOf(cut), 'nothing is known yet').toBeNull()
    await services.settleLater(cut.id, { promptHit: 16, promptMiss: tokens - 13, output: 41 })
    const settled = await services.settledRuns.settlementOf(cut)
    expect(settled?.reconciliation).toMatchObject({ tokens: [], unknown: 3 })
    for (const money of settled?.reconciliation.money ?? []) {
      const steps = [money.estimated, ...money.causes.map(({ amount }) => amount), money.unknown]
      expect(sumAmounts(steps)).toBe(money.billed)
      expect(money.billed).toBe(entry(cut.id)?.[money.currency])
      expect(money.causes.map(({ cause }) => cause)).toContain('cache split')
    }
    expect(settled?.reconciliation.money.map(({ currency }) => currency)).toEqual(['USD', 'CNY'])
    expect(settled?.receipts.map(({ total }) => total)).toEqual([settled?.bill?.USD, settled?.bill?.CNY])
    const compared = services.settledRuns.withFigures(cut)
    expect(compared).toMatchObject({ usage: settled?.usage, receipts: settled?.receipts, atLeast: null })
  })

  it('settled with what a known cause makes of it leaves nothing unknown, in the export’s way too', async () => {
    const cut = await run({ thinking: { type: 'enabled' }, reasoning_effort: 'high' }, { fault: 'cut:4' })
    const plain = await run({ thinking: { type: 'disabled' } })
    const billed = plain.estimate.prompt.tokens
    expect(billed).not.toBe(cut.estimate.prompt.tokens)
    expect(await services.settledRuns.remainderOf(cut.id, billed)).toBe(0)
    expect(await services.settledRuns.remainderOf('nobody', billed)).toBeNull()
    await services.settleLater(cut.id, { promptHit: 0, promptMiss: billed, output: 9 })
    expect((await services.settledRuns.settlementOf(cut))?.reconciliation).toMatchObject({
      tokens: [{ tokens: billed - cut.estimate.prompt.tokens }],
      unknown: 0,
    })
  })

  it('is the only one that can be settled', async () => {
    const figures = { promptHit: 0, promptMiss: 1, output: 1 }
    const billed = await run({})
    await expect(services.settleLater(billed.id, figures)).rejects.toMatchObject({ code: 'RUN_IS_BILLED' })
    const refused = await run({}, { fault: '401' })
    await expect(services.settleLater(refused.id, figures)).rejects.toMatchObject({ code: 'RUN_IS_BILLED' })
    await expect(services.settleLater('nobody', figures)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
    expect(await services.settledRuns.settlementOf(billed)).toBeNull()
  })
})
