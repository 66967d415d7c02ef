import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Forecast, PrefixParting } from '../../contract/forecasts.ts'
import type { Result } from '../../contract/result.ts'
import type { EventMessage, RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import type { Practice } from '../practice/practice-types.ts'
import { createRouter, type Dispatch } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { openPractice, places, removeFolder, testFolder } from '../testing/test-services.ts'
import { openWorkbench } from '../workbench.ts'

let folder: string
let practice: Practice
let workbench: Workbench
let dispatch: Dispatch
let promptId: string
/** Added to the machine's clock, ms. */
let offset: number
const events: EventMessage[] = []
const clock = (): number => Date.now() + offset

async function open(): Promise<void> {
  workbench = await openWorkbench({
    shell: 'browser',
    dataFolder: folder,
    places,
    clock,
    log: () => {},
    environment: { DEEPSEEK_API_KEY: practice.key },
    secrets: createMemoryStore(),
    // DeepSeek is the practice endpoint of the test.
    fetch: (input, init) => fetch(atPractice(input), init),
  })
  dispatch = createRouter(workbench.handlers, () => {})
  events.length = 0
  workbench.subscribe((event) => void events.push(event))
}

/** The client asks by plain addresses. */
function atPractice(input: Parameters<typeof fetch>[0]): string {
  const address = input instanceof Request ? input.url : input.toString()
  return address.replace('https://api.deepseek.com', practice.url)
}

beforeEach(async () => {
  vi.stubEnv('FATHOM_PRACTICE_RATE', 'max')
  offset = 0
  folder = testFolder()
  practice = await openPractice({ clock, balance: { currency: 'CNY', granted: 0n, toppedUp: 10n ** 16n } })
  await open()
  promptId = (await ask('prompts.create', { name: 'Tide check' })).id
  await ask('estimates.watch', { promptId })
})
afterEach(async () => {
  await workbench.close()
  await practice.close()
  removeFolder(folder)
  vi.unstubAllEnvs()
})

async function ask<R extends Route>(route: R, request: RequestOf<R>): Promise<ResultOf<R>> {
  const result = (await dispatch(route, request, { id: 'window' })) as Result<ResultOf<R>>
  if (!result.ok) throw Object.assign(new Error(result.error.message), result.error)
  return result.value
}

type Turn = readonly ['system' | 'user' | 'assistant', string]

/** Makes the draft hold exactly these messages; thinking off, so that answers stay in the conversation. */
async function write(turns: readonly Turn[], thinking: 'enabled' | 'disabled' = 'disabled'): Promise<void> {
  const draft = await ask('drafts.get', { promptId })
  let { revision } = draft
  const change = async (step: RequestOf<'drafts.change'>['change']): Promise<void> => {
    ;({ revision } = await ask('drafts.change', { promptId, revision, change: step }))
  }
  for (const { id } of draft.messages) await change({ kind: 'remove-message', messageId: id })
  for (const [index, [role, text]] of turns.entries()) {
    const messageId = crypto.randomUUID()
    await change({ kind: 'add-message', messageId, role, index })
    const edits = [{ messageId, from: 0, to: 0, insert: text }]
    ;({ revision } = await ask('drafts.edit', { promptId, revision, edits }))
  }
  await change({ kind: 'set-parameters', parameters: { thinking, maxTokens: 300 } })
}

async function forecast(practised = false): Promise<Forecast> {
  return vi.waitFor(
    async () => {
      const answer = await ask('forecasts.get', { promptId, practice: practised })
      if (answer === null) throw new Error('not counted yet')
      return answer
    },
    { timeout: 10_000 },
  )
}

async function parting(practised = false): Promise<PrefixParting | null> {
  await forecast(practised)
  return ask('forecasts.prefix', { promptId, practice: practised })
}

async function run(practised = false): Promise<ResultOf<'runs.get'>> {
  const { revision } = await ask('drafts.get', { promptId })
  const { runId } = await ask('runs.start', { promptId, revision, practice: practised })
  return vi.waitFor(
    async () => {
      const ended = await ask('runs.get', { runId })
      if (ended.progress.state !== 'ended') throw new Error('still running')
      return ended
    },
    { timeout: 20_000, interval: 5 },
  )
}

async function setUser(userId: string): Promise<void> {
  const { revision } = await ask('drafts.get', { promptId })
  await ask('drafts.change', {
    promptId,
    revision,
    change: { kind: 'set-parameters', parameters: { userId } },
  })
}

async function runAndForecast(): Promise<Forecast['columns'][number]> {
  await run()
  const [own] = (await forecast()).columns
  if (own === undefined) throw new Error('The draft has no column')
  return own
}

const rules = 'Answer in one line, with the depth in metres and the time of the reading in UTC. '.repeat(40)

describe('the cache', () => {
  test('has nothing before the first run, then all whole units of the same draft', async () => {
    await write([
      ['system', rules],
      ['user', 'How deep is it?'],
    ])
    expect((await forecast()).columns[0]).toMatchObject({
      model: 'deepseek-flash',
      cache: { ceiling: 0, runs: 0, likely: null },
    })
    const { usage } = await run()
    const [own, pro] = (await forecast()).columns
    expect(own?.cache.ceiling).toBe(Math.floor((usage?.prompt_tokens ?? 0) / 128) * 128)
    // Pro has a cache of its own, and nothing was sent to it.
    expect(pro).toMatchObject({ model: 'deepseek-v4-pro', cache: { ceiling: 0 } })
  })

  test('is known after a restart, also when it was killed before it could learn', async () => {
    await write([
      ['system', rules],
      ['user', 'How deep is it?'],
    ])
    await run()
    // Nothing asked for a forecast since the run ended, so nothing was learnt of it yet.
    await workbench.close()
    await open()
    await ask('estimates.watch', { promptId })
    expect((await forecast()).columns[0]?.cache.ceiling).toBeGreaterThanOrEqual(512)
    await workbench.close()
    await open()
    await ask('estimates.watch', { promptId })
    expect((await forecast()).columns[0]?.cache.ceiling).toBeGreaterThanOrEqual(512)
  })

  test('is not counted on any more after days', async () => {
    await write([
      ['system', rules],
      ['user', 'How deep is it?'],
    ])
    await run()
    expect((await forecast()).columns[0]?.cache.ceiling).toBeGreaterThan(0)
    offset = 73 * 3_600_000
    await write([
      ['system', rules],
      ['user', 'How deep is it now?'],
    ])
    expect((await forecast()).columns[0]?.cache.ceiling).toBe(0)
  })

  test('of practice and of real runs never teach each other', async () => {
    await write([
      ['system', rules],
      ['user', 'How deep is it?'],
    ])
    await run(true)
    expect((await forecast(false)).columns[0]).toMatchObject({ cache: { ceiling: 0 }, output: { runs: 0 } })
    expect((await forecast(true)).columns[0]).toMatchObject({ output: { runs: 1 } })
    expect((await forecast(true)).columns[0]?.cache.ceiling).toBeGreaterThan(0)
  })

  test('of one user_id is not that of another', async () => {
    await write([
      ['system', rules],
      ['user', 'How deep is it?'],
    ])
    const { cache } = await runAndForecast()
    expect(cache.ceiling).toBeGreaterThan(0)
    await setUser('anna')
    expect((await forecast()).columns[0]?.cache.ceiling).toBe(0)
    expect((await runAndForecast()).cache.ceiling).toBe(cache.ceiling)
  })

  test(
    'really hits between floor and ceiling, whatever the conversations',
    { timeout: 120_000 },
    async () => {
      const sentence = fc.constantFrom(
        'The gauge at the north pier stood at 4.2 metres. ',
        'High water is at 03:10, low water at 09:25. ',
        '潮位在凌晨三点达到最高。',
        'Keep every timestamp in the zone it was written in. ',
      )
      const text = fc.array(sentence, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''))
      const step = fc.record({
        kind: fc.constantFrom('goes on', 'last changes', 'first changes', 'same', 'new'),
        text,
      })
      let hits = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
          let turns: Turn[] = [
            ['system', rules],
            ['user', 'How deep is it?'],
          ]
          for (const { kind, text: said } of steps) {
            if (kind === 'new') turns = [['user', said]]
            if (kind === 'first changes') turns = [[turns[0]![0], said], ...turns.slice(1)]
            if (kind === 'last changes') turns = [...turns.slice(0, -1), ['user', said]]
            await write(turns)
            const { floor, likely, ceiling } = (await forecast()).columns[0]!.cache
            const { usage, content } = await run()
            const hit = usage?.prompt_cache_hit_tokens ?? -1
            expect(hit).toBeGreaterThanOrEqual(floor)
            expect(hit).toBeLessThanOrEqual(ceiling)
            expect(likely ?? 0).toBeLessThanOrEqual(ceiling)
            if (hit > 0) hits += 1
            if (kind === 'goes on') turns = [...turns, ['assistant', content], ['user', said]]
          }
        }),
        { numRuns: 12 },
      )
      expect(hits).toBeGreaterThan(0)
    },
  )
})

describe('what broke the prefix', () => {
  test('is the first token that differs, with its place in the editor', async () => {
    await write([
      ['system', rules],
      ['user', `${rules} It is 04:10:07 now. How deep is it?`],
    ])
    const { number } = await run()
    await write([
      ['system', rules],
      ['user', `${rules} It is 04:11:52 now. How deep is it?`],
    ])
    const found = await parting()
    const { messages } = await ask('drafts.get', { promptId })
    expect(found).toMatchObject({ state: 'parts', run: { number }, kind: { draft: 'user', run: 'user' } })
    expect(found?.before.endsWith('04:')).toBe(true)
    expect(found?.draft.startsWith('11:52 now.')).toBe(true)
    expect(found?.earlier.startsWith('10:07 now.')).toBe(true)
    expect(found?.place?.messageId).toBe(messages[1]?.id)
    const { from = 0, to = 0 } = found?.place ?? {}
    expect(messages[1]?.content.slice(from, to)).toBe('11')
    expect(Math.floor((found?.common ?? 0) / 128) * 128).toBe((await forecast()).columns[0]?.cache.ceiling)
  })

  test('is found in the first unit too, against the last run of the prompt', async () => {
    await write([
      ['system', 'Version 1.'],
      ['user', rules],
    ])
    await run()
    await write([
      ['system', 'Version 2.'],
      ['user', rules],
    ])
    const found = await parting()
    expect(found).toMatchObject({ state: 'parts', kind: { draft: 'system' } })
    expect(found?.common).toBeLessThan(10)
    expect(found?.draft.startsWith('2.')).toBe(true)
  })

  test('names the effort where that changed', async () => {
    await write([['user', rules]], 'enabled')
    await run()
    const { revision } = await ask('drafts.get', { promptId })
    await ask('drafts.change', {
      promptId,
      revision,
      change: { kind: 'set-parameters', parameters: { effort: 'max' } },
    })
    expect(await parting()).toMatchObject({
      state: 'parts',
      kind: { draft: 'effort', run: 'effort' },
      place: null,
    })
  })

  test('is nothing where the draft goes on from the run', async () => {
    await write([['user', rules]])
    const { content, usage } = await run()
    await write([
      ['user', rules],
      ['assistant', content],
      ['user', 'And now?'],
    ])
    const found = await parting()
    expect(found?.state).toBe('goes-on')
    expect(found?.common).toBeGreaterThanOrEqual(usage?.prompt_tokens ?? 0)
  })

  test('is not asked of a prompt without a run', async () => {
    await write([['user', rules]])
    expect(await parting()).toBe(null)
  })
})

describe('the output', () => {
  test('has p50 and p90 after five runs of this prompt, model and effort, and costs become ranges', async () => {
    await write([['user', 'How deep is it?']])
    for (let runs = 0; runs < 4; runs++) await run()
    expect((await forecast()).columns[0]).toMatchObject({
      output: { runs: 4, output: null },
      bands: [{ cost: { USD: { total: null } } }, {}],
    })
    await run()
    const [own, pro] = (await forecast()).columns
    const { p50, p90 } = own?.output.output ?? {}
    expect(p50?.tokens).toBeGreaterThan(0)
    expect(p90?.tokens).toBeGreaterThanOrEqual(p50?.tokens ?? 0)
    expect(own?.bands[0]?.cost.USD?.total).not.toBe(null)
    expect(pro?.output).toMatchObject({ runs: 0, output: null })
    // Another effort has no history.
    await write([['user', 'How deep is it?']], 'enabled')
    expect((await forecast()).columns[0]?.output.runs).toBe(0)
  })

  test('counts answers that max_tokens cut off as at least as long, and warns of thinking that does not fit', async () => {
    await write([['user', 'How deep is it?']], 'enabled')
    const { revision } = await ask('drafts.get', { promptId })
    await ask('drafts.change', {
      promptId,
      revision,
      change: { kind: 'set-parameters', parameters: { maxTokens: 20 } },
    })
    for (let runs = 0; runs < 5; runs++) expect((await run()).finishReason).toBe('length')
    const { output, warning } = (await forecast()).columns[0]!.output
    expect(output).toEqual({ p50: { tokens: 20, atLeast: false }, p90: { tokens: 20, atLeast: false } })
    expect(warning).toContain('at least 20')
  })
})

describe('the drift sentinel', () => {
  const profile = { practice: false, profile: 'v4.1', model: 'deepseek-flash' }

  test('speaks after three equal remainders, and marks the profile only when told to', async () => {
    await write([['user', 'How deep is it?']])
    await run()
    practice.configure({ drift: 3 })
    await run()
    await run()
    expect((await ask('forecasts.drifts', {})).drifts).toEqual([])
    await expect(ask('forecasts.mark', profile)).rejects.toMatchObject({ code: 'NO_DRIFT' })
    await run()
    const { drifts } = await ask('forecasts.drifts', {})
    expect(drifts).toEqual([{ ...profile, remainder: 3, runs: 3, since: expect.any(String) }])
    const before = (await ask('estimates.watch', { promptId }))?.columns[0]?.estimate.prompt
    expect(before?.exact).toBe(true)

    const report = await ask('forecasts.mark', profile)
    expect(report).toMatchObject({ drifts: [], marks: [{ ...profile, remainder: 3 }] })
    const marked = await vi.waitFor(async () => {
      const estimate = (await ask('estimates.watch', { promptId }))?.columns[0]?.estimate
      if (estimate?.prompt.exact !== false) throw new Error('not recounted yet')
      return estimate
    })
    // It says so, and counts as before.
    expect(marked.prompt.tokens).toBe(before?.tokens)
    expect(marked.notes.join()).toContain('3 tokens more')
    const after = await run()
    expect(after.estimate.prompt).toMatchObject({ exact: false, tokens: before?.tokens })
    expect(after.reconciliation).toMatchObject({ tokens: [], unknown: 3 })

    await workbench.close()
    await open()
    expect((await ask('forecasts.drifts', {})).marks).toHaveLength(1)
    await ask('estimates.watch', { promptId })
    expect(await ask('forecasts.unmark', profile)).toMatchObject({
      marks: [],
      drifts: [{ remainder: 3, runs: 4 }],
    })
    await vi.waitFor(async () => {
      const estimate = (await ask('estimates.watch', { promptId }))?.columns[0]?.estimate
      expect(estimate?.prompt.exact).toBe(true)
    })
  })

  test('is quiet again once a bill fits, or differs by another amount', async () => {
    await write([['user', 'How deep is it?']])
    practice.configure({ drift: 2 })
    for (let runs = 0; runs < 3; runs++) await run()
    expect((await ask('forecasts.drifts', {})).drifts).toHaveLength(1)
    practice.configure({ drift: 5 })
    await run()
    expect((await ask('forecasts.drifts', {})).drifts).toEqual([])
  })
})
