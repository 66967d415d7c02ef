import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { LiveEstimate } from '../../contract/estimates.ts'
import type { PriceDraft } from '../../contract/prices.ts'
import type { RequestOf, Route } from '../../contract/routes.ts'
import { fathom } from '../cli/testing/fathom.ts'
import { requestText } from '../estimates/draft-request.ts'
import type { Practice } from '../practice/practice-types.ts'
import { openPractice, removeFolder, testFolder } from '../testing/test-services.ts'
import { fetchFromPractice, openTestWindow, type TestWindow } from '../testing/test-window.ts'

/** A Monday at 14:20 in Beijing: peak until 18:00. */
const PEAK = Date.parse('2026-11-23T06:20:00Z')

let folder: string
let practice: Practice
let window: TestWindow
let ask: TestWindow['ask']
let asked: TestWindow['asked']
let now: number
let promptId: string

beforeEach(async () => {
  vi.stubEnv('FATHOM_PRACTICE_RATE', 'max')
  now = PEAK
  folder = testFolder()
  practice = await openPractice({
    clock: () => now,
    balance: { currency: 'CNY', granted: 0n, toppedUp: 10n ** 16n },
  })
  await open()
  promptId = (await ask('prompts.list', {}))[0]?.id ?? ''
})
afterEach(async () => {
  await window.close()
  await practice.close()
  removeFolder(folder)
  vi.unstubAllEnvs()
})

async function open(): Promise<void> {
  window = await openTestWindow({
    dataFolder: folder,
    clock: () => now,
    environment: { DEEPSEEK_API_KEY: practice.key },
    fetch: fetchFromPractice(practice, () => now),
  })
  ;({ ask, asked } = window)
}

async function codeOf<R extends Route>(route: R, request: RequestOf<R>): Promise<string> {
  const result = await asked(route, request)
  return result.ok ? 'ok' : result.error.code
}

const own: PriceDraft = {
  model: 'deepseek-flash',
  currency: 'USD',
  band: 'peak',
  effectiveFrom: '2026-11-20T00:00:00Z',
  effectiveUntil: null,
  cacheHit: '0.1',
  cacheMiss: '7',
  output: '9',
  source: 'the invoice of November',
}

/** The newest estimate that the window was told, once one with this rate is there. */
async function estimateAt(missRate: string): Promise<LiveEstimate> {
  return vi.waitFor(() => {
    const told = window.events.findLast((event) => event.name === 'estimates.changed')
    const estimate: LiveEstimate | undefined = told?.payload
    const usd = estimate?.columns[0]?.estimate.prices.find(({ currency }) => currency === 'USD')
    expect(usd?.cacheMiss).toBe(missRate)
    return estimate!
  }, 10_000)
}

async function runForReal(): Promise<string> {
  const { revision } = await ask('drafts.get', { promptId })
  const { runId } = await ask('runs.start', { promptId, revision, practice: false, allowOnce: true })
  await vi.waitFor(async () => {
    expect((await ask('runs.get', { runId })).status).toBe('completed')
  }, 20_000)
  return runId
}

const amountOf = async (runId: string): Promise<string | null | undefined> =>
  (await ask('ledger.list', { filter: {}, zone: 'UTC' })).entries.find(({ run }) => run === runId)?.USD

describe('a price that the user adds', () => {
  test('prices the draft on screen at once, the command line too, and is there after a restart', async () => {
    await ask('estimates.watch', { promptId })
    const before = await estimateAt('0.3')
    const { ids } = await ask('prices.add', { rows: [own] })
    const after = await estimateAt('7')
    expect(after.columns[0]?.estimate.prompt).toEqual(before.columns[0]?.estimate.prompt)
    expect(window.events.some(({ name }) => name === 'prices.changed')).toBe(true)
    await window.close()
    const cli = await fathom(['prices', '--model', 'deepseek-flash', '--json', '--data-dir', folder], {
      clock: () => now,
    })
    expect(cli.out).toContain('"cacheMiss":"7"')
    await open()
    const { rows } = await ask('prices.list', {})
    const added = rows.find(({ id }) => id === ids[0])
    expect(added).toMatchObject({ own: true, inForce: true, source: 'the invoice of November' })
    const shipped = rows.filter(
      ({ model, band, currency }) => [model, band, currency].join() === 'deepseek-flash,peak,USD',
    )
    expect(shipped.map(({ cacheMiss }) => cacheMiss)).toEqual(['0.3', '7'])
  })

  test('holds from its own day on, in its own band and currency', async () => {
    await ask('prices.add', { rows: [{ ...own, effectiveFrom: '2026-12-01T00:00:00Z' }] })
    const missAt = async (at: string): Promise<readonly string[]> =>
      (await ask('prices.list', { at })).rows
        .filter(({ model, inForce }) => inForce && model === 'deepseek-flash')
        .map(({ currency, cacheMiss }) => `${currency} ${cacheMiss}`)
    expect(await missAt('2026-11-30T06:00:00Z')).toEqual(['USD 0.3', 'CNY 2'])
    expect(await missAt('2026-12-01T06:00:00Z')).toEqual(['CNY 2', 'USD 7'])
    expect(await missAt('2026-12-01T12:00:00Z')).toEqual(['USD 0.15', 'CNY 1'])
  })

  test('says what it covers first; it is withdrawn and restored, and the draft follows each time', async () => {
    await ask('estimates.watch', { promptId })
    await estimateAt('0.3')
    const [cover] = await ask('prices.previewAdd', { rows: [own] })
    expect(cover).toMatchObject({ currency: 'USD', band: 'peak', before: { cacheMiss: '0.3' } })
    const { ids } = await ask('prices.add', { rows: [own] })
    await estimateAt('7')
    await ask('prices.withdraw', { ids: [...ids] })
    await estimateAt('0.3')
    const gone = (await ask('prices.list', {})).rows.find(({ id }) => id === ids[0])
    expect(gone).toMatchObject({ own: true, withdrawn: true, inForce: false, holds: [] })
    await ask('prices.restore', { ids: [...ids] })
    await estimateAt('7')
    expect(await codeOf('prices.withdraw', { ids: ['deepseek-flash/USD/peak/2026-09-10'] })).toBe(
      'PRICE_NOT_OWN',
    )
    expect(
      await codeOf('prices.previewAdd', { rows: [{ ...own, effectiveUntil: '2026-11-19T00:00:00Z' }] }),
    ).toBe('INVALID_PRICE_ROW')
  })

  test('that is no price is refused, all of what came with it too', async () => {
    const bad = { ...own, effectiveUntil: '2026-11-19T00:00:00Z' }
    expect(await codeOf('prices.add', { rows: [own, bad] })).toBe('INVALID_PRICE_ROW')
    expect(await codeOf('prices.add', { rows: [{ ...own, cacheMiss: '0,3' }] })).toBe('VALIDATION_FAILED')
    const early = { ...own, effectiveFrom: '2024-06-01T00:00:00Z', effectiveUntil: '2024-07-01T00:00:00Z' }
    expect(await codeOf('prices.add', { rows: [early] })).toBe('NO_PEAK_HOURS')
    expect((await ask('prices.list', {})).rows.some((row) => row.own)).toBe(false)
  })

  test('goes out with the book and comes in again elsewhere; nothing is overwritten on the way', async () => {
    await ask('prices.add', { rows: [own] })
    const { text, fileName } = await ask('prices.export', { what: 'prices' })
    expect(fileName).toBe('fathom-prices-2026-11-23.json')
    expect(await ask('prices.import', { text })).toMatchObject({ added: 0, notes: [] })
    const other = text.replace('"cacheMiss": "7"', '"cacheMiss": "8"')
    expect(await codeOf('prices.import', { text: other })).toBe('CONFLICTING_PRICES')
    expect(await codeOf('prices.import', { text: '{"rows": []}' })).toBe('INVALID_PRICE_BOOK')
    expect(await codeOf('prices.import', { text: 'no JSON' })).toBe('INVALID_PRICE_BOOK')
    expect(await codeOf('prices.previewImport', { text: 'no JSON' })).toBe('INVALID_PRICE_BOOK')
    await window.close()
    removeFolder(folder)
    await open()
    expect((await ask('prices.previewImport', { text })).rows).toMatchObject([{ own: true, cacheMiss: '7' }])
    expect((await ask('prices.list', {})).rows.some((row) => row.own)).toBe(false)
    expect((await ask('prices.import', { text })).added).toBe(1)
    expect((await ask('prices.list', {})).rows.filter((row) => row.own)).toHaveLength(1)
  })
})

describe('the holidays of a year', () => {
  const holidays = [{ name: 'New Year', first: '2027-01-01', last: '2027-01-03' }]

  test('make its bands certain once they are added, and go out and in as a file', async () => {
    const bands = async (): Promise<unknown[]> =>
      (await ask('prices.bands', { from: '2027-01-01T01:00:00Z', until: '2027-01-01T02:00:00Z' })).map(
        ({ band, holiday }) => [band, holiday],
      )
    expect(await bands()).toEqual([[null, null]])
    const unknown = (await ask('prices.list', {})).holidays.find(({ year }) => year === 2027)
    expect(unknown?.holidays).toBeNull()
    await ask('prices.addHolidays', { year: 2027, source: 'the notice', holidays })
    expect(await bands()).toEqual([['off-peak', 'New Year']])
    expect((await ask('prices.list', {})).holidays.find(({ year }) => year === 2027)).toEqual({
      year: 2027,
      holidays,
      says: 'the notice',
    })
    const { text } = await ask('prices.export', { what: 'holidays' })
    expect(await ask('prices.import', { text })).toMatchObject({ years: [] })
    const moved = text.replace('2027-01-03', '2027-01-02')
    expect(await ask('prices.import', { text: moved })).toMatchObject({ years: [2027] })
  })

  test('of another year are refused', async () => {
    const wrong = [{ name: 'New Year', first: '2026-12-31', last: '2027-01-03' }]
    const backwards = [{ name: 'New Year', first: '2027-01-03', last: '2027-01-01' }]
    const list = { year: 2027, source: 'the notice' }
    expect(await codeOf('prices.addHolidays', { ...list, holidays: wrong })).toBe('INVALID_HOLIDAYS')
    expect(await codeOf('prices.addHolidays', { ...list, holidays: backwards })).toBe('INVALID_HOLIDAYS')
  })
})

describe('what a draft would cost otherwise', () => {
  test('counts each model and effort as a run of it would be counted', async () => {
    await ask('estimates.watch', { promptId })
    await estimateAt('0.3')
    const question = { promptId, output: 100, runs: 10 }
    const answer = await ask('prices.whatIf', question)
    const base = { maxTokens: null, temperature: null, effort: 'max', thinking: 'enabled' } as const
    const columns = [
      { ...base, model: 'deepseek-flash' },
      { ...base, model: 'deepseek-v4-pro', thinking: 'disabled' as const },
    ]
    const counted = await ask('compare.estimate', { promptId, columns })
    const tokens = (model: string, effort: string): number | undefined =>
      answer?.cases.find((each) => each.model === model && each.effort === effort)?.promptTokens
    expect(tokens('deepseek-flash', 'max')).toBe(counted?.columns[0]?.estimate.prompt.tokens)
    expect(tokens('deepseek-v4-pro', 'off')).toBe(counted?.columns[1]?.estimate.prompt.tokens)
    // 2 models, 4 efforts, 2 bands, cold and warm
    expect(answer?.cells).toHaveLength(32)
    const cold = answer?.cells.find(
      ({ model, effort, band, cache }) =>
        `${model} ${effort} ${band} ${cache}` === 'deepseek-flash max peak cold',
    )
    const flash = tokens('deepseek-flash', 'max') ?? 0
    expect(Number(cold?.cost.USD)).toBeCloseTo((10 * (flash * 0.3 + 100 * 1.2)) / 1e6, 12)
    expect(cold?.inForce).toBe(true)
    expect(answer?.cheapest[0]).toMatchObject({
      model: 'deepseek-flash',
      at: '2026-11-23T10:00:00.000Z',
      band: 'off-peak',
    })
    const weekend = await ask('prices.whatIf', { ...question, at: '2026-11-28T06:00:00Z' })
    expect(weekend?.cells.filter(({ inForce }) => inForce).every(({ band }) => band === 'off-peak')).toBe(
      true,
    )
    const uncertain = await ask('prices.whatIf', { ...question, at: '2027-01-04T06:00:00Z' })
    expect(uncertain?.cells.every(({ inForce }) => inForce)).toBe(true)
    expect(uncertain?.notes.join()).toContain('uncertain')
  })

  test('is not known of a draft that nobody looks at', async () => {
    expect(await ask('prices.whatIf', { promptId, output: 0, runs: 1 })).toBeNull()
  })
})

describe('a receipt', () => {
  test('of the draft is that of the command line for the body that would be sent', async () => {
    const receipt = await ask('receipts.estimate', { promptId, model: 'deepseek-v4-pro' })
    await ask('estimates.watch', { promptId })
    const estimate = await estimateAt('0.3')
    const pro = estimate.columns.find((column) => column.estimate.model.requested === 'deepseek-v4-pro')
    expect(receipt.prompt.tokens).toBe(pro?.estimate.prompt.tokens)
    const cold = receipt.sheets.find(({ scenario, currency }) => `${scenario} ${currency}` === 'all-miss USD')
    expect(cold?.total).toBe(pro?.estimate.cost?.USD?.promptMiss)
    const later = await ask('receipts.estimate', {
      promptId,
      model: 'deepseek-v4-pro',
      at: '2026-11-23T10:00:00.000Z',
    })
    expect(later.band.band).toBe('off-peak')
    expect(await codeOf('receipts.estimate', { promptId, model: 'deepseek-x' })).toBe('UNPRICED')
    const draft = await ask('drafts.get', { promptId })
    const body = requestText({
      ...draft,
      parameters: { ...draft.parameters, model: 'deepseek-v4-pro' },
    })
    const words = ['estimate', '--receipt', '--at', new Date(now).toISOString(), '--data-dir', folder]
    const cli = await fathom(words, { clock: () => now, stdin: body })
    expect(JSON.parse(cli.out), 'the same JSON, the same hashes').toEqual(receipt)
  })

  test('of what a run sent is that of the moment when it was sent', async () => {
    const runId = await runForReal()
    const { estimate } = await ask('runs.get', { runId })
    now = Date.parse('2026-11-23T10:00:00Z')
    const receipt = await ask('receipts.sent', { runId })
    expect(receipt).toMatchObject({ kind: 'estimate', at: estimate.at, band: { band: 'peak' } })
    expect(receipt.prompt.tokens).toBe(estimate.prompt.tokens)
    const worst = receipt.sheets.find(
      ({ scenario, currency }) => `${scenario} ${currency}` === 'worst-case USD',
    )
    expect(worst?.total).toBe(estimate.cost?.USD?.worstCase)
    expect(await codeOf('receipts.sent', { runId: 'none' })).toBe('RUN_NOT_FOUND')
  })

  test('of a what-if figure sums to that figure, in every cell', async () => {
    await ask('estimates.watch', { promptId })
    await estimateAt('0.3')
    const question = { promptId, output: 100, runs: 10 }
    const answer = await ask('prices.whatIf', question)
    for (const { model, effort, band, cache, cost } of answer?.cells ?? []) {
      const receipt = await ask('receipts.whatIf', { ...question, model, effort, band, cache })
      expect(receipt?.sheets.map(({ currency, ofAllRuns }) => [currency, ofAllRuns])).toEqual(
        Object.entries(cost),
      )
      expect(receipt?.sheets[0]?.priceRow.band).toBe(band)
    }
    const unpriced = { ...question, model: 'deepseek-x', effort: 'off', band: 'peak', cache: 'cold' } as const
    expect(await codeOf('receipts.whatIf', unpriced)).toBe('UNPRICED')
  })

  test('of a what-if figure is not known of a draft that nobody looks at', async () => {
    const question = { promptId, output: 1, runs: 1, model: 'deepseek-flash' } as const
    const cell = { effort: 'off', band: 'peak', cache: 'cold' } as const
    expect(await ask('receipts.whatIf', { ...question, ...cell })).toBeNull()
  })

  test('of a run sums to what the ledger says, and can be verified', async () => {
    const runId = await runForReal()
    const { receipt, others, corrections } = await ask('receipts.run', { runId })
    const total = receipt.sheets.find(({ currency }) => currency === 'USD')?.total
    expect(total).toBe(await amountOf(runId))
    expect({ others, corrections, kind: receipt.kind }).toEqual({ others: [], corrections: [], kind: 'bill' })
    const cli = await fathom(['verify', '-', '--json', '--data-dir', folder], {
      clock: () => now,
      stdin: JSON.stringify(receipt),
    })
    expect(JSON.parse(cli.out)).toMatchObject({ same: true, differences: [] })
    expect(await codeOf('receipts.run', { runId: 'none' })).toBe('RUN_NOT_FOUND')
  })

  test('of a run that met the end of peak shows both prices; the setting picks the one that is billed', async () => {
    now = Date.parse('2026-11-23T09:59:59.900Z')
    const { revision } = await ask('drafts.get', { promptId })
    await ask('settings.set', { decidingInstant: 'sent' })
    const { runId } = await ask('runs.start', { promptId, revision, practice: false, allowOnce: true })
    now += 200
    await vi.waitFor(async () => {
      expect((await ask('runs.get', { runId })).status).toBe('completed')
    }, 20_000)
    const { receipt, others } = await ask('receipts.run', { runId })
    expect(receipt.band).toMatchObject({ band: 'peak', decidedBy: 'sent' })
    expect(others[0]).toMatchObject({ band: 'off-peak' })
    expect(Number(others[0]?.totals.USD) * 2).toBeCloseTo(Number(receipt.sheets[0]?.total), 12)
    expect(receipt.notes.join()).toContain('DeepSeek does not say what decides')
  })
})

describe('pricing the past anew', () => {
  const states = async (): Promise<readonly string[]> =>
    (await ask('repricings.list', {})).map(({ state }) => state)

  test('shows what would change, does just that, and can be taken back', async () => {
    const runId = await runForReal()
    const first = await amountOf(runId)
    expect((await ask('repricings.preview', {})).changes).toEqual([])
    await ask('prices.add', { rows: [own] })
    expect(await amountOf(runId)).toBe(first)
    const { basis, changes, unchanged } = await ask('repricings.preview', {})
    expect({ changes: changes.length, unchanged }).toEqual({ changes: 1, unchanged: 0 })
    expect(changes[0]).toMatchObject({ run: runId, currency: 'USD', before: { amount: first } })
    await ask('repricings.apply', { basis })
    await vi.waitFor(async () => expect(await states()).toEqual(['applied']))
    expect(await amountOf(runId)).toBe(changes[0]?.after?.amount)
    const { receipt, corrections } = await ask('receipts.run', { runId })
    expect(receipt.sheets[0]?.total).toBe(changes[0]?.after?.amount)
    expect(corrections[0]?.reason).toMatch(/^Priced anew/)
    expect((await ask('repricings.preview', {})).changes).toEqual([])
    const [done] = await ask('repricings.list', {})
    await ask('repricings.undo', { id: done?.id ?? '' })
    await vi.waitFor(async () => expect(await states()).toEqual(['undone']))
    expect(await amountOf(runId)).toBe(first)
    const [undone] = await ask('repricings.list', {})
    expect(undone).toMatchObject({ runs: 1, takenBack: 1, kept: 0 })
  })

  test('applies only what was shown', async () => {
    await runForReal()
    const { basis } = await ask('repricings.preview', {})
    await ask('prices.add', { rows: [own] })
    expect(await codeOf('repricings.apply', { basis })).toBe('PRICES_MOVED_ON')
    expect(await codeOf('repricings.undo', { id: 'none' })).toBe('REPRICING_NOT_FOUND')
    expect(await states()).toEqual([])
  })

  test('leaves a run alone that was priced anew again since', async () => {
    const runId = await runForReal()
    const apply = async (): Promise<void> => {
      const { basis } = await ask('repricings.preview', {})
      await ask('repricings.apply', { basis })
      await vi.waitFor(async () => expect((await states())[0]).toBe('applied'))
    }
    await ask('prices.add', { rows: [own] })
    await apply()
    now += 1_000
    await ask('prices.add', { rows: [{ ...own, cacheMiss: '11' }] })
    await apply()
    const last = await amountOf(runId)
    const [, older] = await ask('repricings.list', {})
    await ask('repricings.undo', { id: older?.id ?? '' })
    await vi.waitFor(async () => expect(await states()).toEqual(['applied', 'undone']))
    expect(await amountOf(runId)).toBe(last)
    expect((await ask('repricings.list', {}))[1]).toMatchObject({ takenBack: 0, kept: 1 })
  })
})
