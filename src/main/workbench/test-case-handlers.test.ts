import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Result } from '../../contract/result.ts'
import type { RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import type { Assertion } from '../../contract/test-assertions.ts'
import type { TestScope, TestSetup, TestTable } from '../../contract/test-cases.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import { createRouter, type Dispatch } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { openWorkbench } from '../workbench.ts'

const FLASH = 'draft deepseek-flash'
const PRO = 'draft deepseek-v4-pro'
const client = { id: 'window-1' }

let dataFolder: string
let workbench: Workbench
let dispatch: Dispatch
let promptId: string
let environment: Record<string, string>

async function open(): Promise<void> {
  workbench = await openWorkbench({
    shell: 'browser',
    dataFolder,
    places,
    clock: Date.now,
    log: () => {},
    environment,
    secrets: createMemoryStore(),
  })
  dispatch = createRouter(workbench.handlers, () => {})
}

async function ask<R extends Route>(route: R, request: RequestOf<R>): Promise<Result<ResultOf<R>>> {
  return (await dispatch(route, request, client)) as Result<ResultOf<R>>
}

async function told<R extends Route>(route: R, request: RequestOf<R>): Promise<ResultOf<R>> {
  const result = await ask(route, request)
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

const table = (): Promise<TestTable> => told('tests.get', { promptId })
const rows = (filter: 'all' | 'failures' | 'different' = 'all', search = '') =>
  told('tests.rows', { promptId, filter, search, offset: 0, limit: 500 })

async function setUp(change: Partial<TestSetup>): Promise<void> {
  await told('tests.setUp', { promptId, setup: { ...(await table()).setup, ...change } })
}

async function importText(fileName: string, text: string): Promise<ResultOf<'tests.import'>> {
  return told('tests.import', { promptId, fileName, base64: Buffer.from(text).toString('base64') })
}

/** A prompt that asks about {{city}}, answered in few tokens. */
async function writePrompt(content: string): Promise<void> {
  const prompt = await told('prompts.create', { name: 'Cities' })
  promptId = prompt.id
  const draft = await told('drafts.get', { promptId })
  const message = draft.messages.find(({ role }) => role === 'user')
  const messageId = message?.id ?? 'message-1'
  let { revision } = draft
  if (message === undefined) {
    const change = { kind: 'add-message', messageId, role: 'user', index: 0 } as const
    revision = (await told('drafts.change', { promptId, revision, change })).revision
  }
  const edits = [{ messageId, from: 0, to: message?.content.length ?? 0, insert: content }]
  revision = (await told('drafts.edit', { promptId, revision, edits })).revision
  const parameters = { thinking: 'disabled', maxTokens: 40 } as const
  await told('drafts.change', { promptId, revision, change: { kind: 'set-parameters', parameters } })
}

async function run(scope: TestScope = { kind: 'all' }): Promise<number> {
  return (await told('tests.run', { promptId, scope, practice: true })).requests
}

async function untilOver(): Promise<void> {
  await expect.poll(async () => (await table()).batch, { timeout: 25_000, interval: 50 }).toBeNull()
}

async function cell(caseNumber: number, target: string) {
  return (await rows()).rows.find(({ number }) => number === caseNumber)?.cells[target]
}

beforeEach(async () => {
  vi.stubEnv('FATHOM_PRACTICE_RATE', '4000')
  vi.stubEnv('FATHOM_PRACTICE_FAULT', '')
  environment = {}
  dataFolder = testFolder()
  await open()
  await writePrompt('Name one sight of {{city}}.')
})

afterEach(async () => {
  await workbench.close()
  removeFolder(dataFolder)
  vi.unstubAllEnvs()
})

describe('a table', () => {
  test('has a column for each variable, then flash and pro, before any case is there', async () => {
    const { columns, targets, counts, setup } = await table()
    expect(columns).toEqual([{ name: 'city', inPrompt: true, fallback: null }])
    expect(targets.map(({ key }) => key)).toEqual([FLASH, PRO])
    expect(counts).toEqual({ all: 0, failures: 0, different: 0 })
    expect(setup.assertions).toEqual([])
  })

  test('takes CSV with columns of its own, and gives it back letter by letter', async () => {
    const csv = 'city,expected\r\n"Delft, NL","=SUM(A1)"\r\n成都,"a ""b""\nc"\r\n'
    expect(await importText('cities.csv', csv)).toEqual({ added: 2, skipped: [] })
    const { columns } = await table()
    expect(columns).toEqual([
      { name: 'city', inPrompt: true, fallback: null },
      { name: 'expected', inPrompt: false, fallback: null },
    ])
    const { text } = await told('tests.export', { promptId, format: 'csv' })
    // A spreadsheet must not run it; an import takes the mark away again.
    expect(text).toContain(`'=SUM(A1)`)
    await importText('again.csv', text)
    const all = (await rows()).rows.map(({ values }) => values)
    expect(all.slice(2)).toEqual(all.slice(0, 2))
    expect(all[0]).toEqual({ city: 'Delft, NL', expected: '=SUM(A1)' })
  })

  test('refuses a file that would break its setup, and keeps what it had', async () => {
    await importText('c.csv', 'city,expected\nOslo,x\n')
    const before = await told('tests.get', { promptId })
    const wide = Array.from({ length: 150 }, (_, index) => `c${index}`).join(',')
    for (const text of [`${wide}\n${wide}\n`, `${'x'.repeat(300)}\n1\n`])
      expect(await ask('tests.import', { promptId, fileName: 'w.csv', base64: btoa(text) })).toMatchObject({
        ok: false,
        error: { code: 'FILE_NOT_UNDERSTOOD' },
      })
    expect(await told('tests.get', { promptId })).toEqual(before)
  })

  test('edits a value in place; a removed case comes back where it was', async () => {
    await importText('c.jsonl', '{"city":"Oslo"}\n{"values":{"city":"Rome"},"name":"two"}\n{"city":"Lima"}\n')
    const [, second] = (await rows()).rows
    const caseId = second?.id ?? ''
    await told('tests.editCase', { caseId, values: { city: null } })
    expect((await told('tests.estimate', { promptId, scope: { kind: 'all' } })).missing).toHaveLength(1)
    await told('tests.editCase', { caseId, values: { city: 'Roma' } })
    expect((await told('tests.case', { caseId })).values).toEqual({ city: 'Roma' })
    await told('tests.removeCases', { caseIds: [caseId] })
    expect((await rows()).rows.map(({ values }) => values['city'])).toEqual(['Oslo', 'Lima'])
    await told('tests.restoreCases', { caseIds: [caseId] })
    expect((await rows()).rows.map(({ values }) => values['city'])).toEqual(['Oslo', 'Roma', 'Lima'])
    const { caseId: added } = await told('tests.addCase', { promptId, after: caseId })
    expect((await rows()).rows[2]?.id).toBe(added)
  })

  test('says which line of a file it could not read, and refuses what is no table', async () => {
    expect(await importText('c.jsonl', '{"city":"Oslo"}\n[1]\n')).toMatchObject({
      added: 1,
      skipped: ['Line 2 is no JSON object of values.'],
    })
    const broken = await ask('tests.import', { promptId, fileName: 'x.csv', base64: '' })
    expect(broken).toMatchObject({ ok: false, error: { code: 'FILE_NOT_UNDERSTOOD' } })
  })
})

describe('a run', () => {
  test('answers every cell, and a reload finds what it came to', async () => {
    await importText('c.csv', 'city\nOslo\nRome\n')
    await setUp({
      assertions: [
        { type: 'prompt-tokens', max: 5_000 },
        { type: 'length', unit: 'words', min: 1 },
      ],
    })
    expect(await run()).toBe(4)
    await untilOver()
    await workbench.close()
    await open()
    const { targets, breakEvens } = await table()
    expect(targets.map(({ tallies }) => tallies)).toEqual([
      [expect.objectContaining({ practice: true, ended: 2, passed: 2, failed: 0 })],
      [expect.objectContaining({ practice: true, ended: 2, passed: 2, failed: 0 })],
    ])
    expect(await cell(1, FLASH)).toMatchObject({
      state: 'ended',
      outcome: 'pass',
      stale: false,
      practice: true,
    })
    // Pro is dearer for the same tokens: some retries are worth it.
    const [breakEven] = breakEvens
    expect(breakEven).toMatchObject({ cheap: FLASH, dear: PRO, retryRate: 0, practice: true })
    expect(breakEven?.breakEven.USD).toBeGreaterThan(0.3)
    expect(breakEven?.breakEven.USD).toBeLessThan(1)
  })

  test('is in the history with the prompt, and its figures are those of the table', async () => {
    await importText('c.csv', 'city\nOslo\n')
    await run({ kind: 'cell', caseId: (await rows()).rows[0]?.id ?? '', target: FLASH })
    await untilOver()
    const [latest] = await told('runs.list', { promptId })
    const shown = await cell(1, FLASH)
    expect(shown).toMatchObject({ runId: latest?.id, promptTokens: latest?.usage?.prompt_tokens })
    expect(await cell(1, PRO)).toBeUndefined()
  })

  test('of the failed ones leaves what passed alone; filters find the failures', async () => {
    await importText('c.csv', 'city,expected\nOslo,practice\nRome,no such word at all\n')
    await setUp({
      models: ['deepseek-flash'],
      assertions: [
        { type: 'contains', text: '{{expected}}', not: true },
        { type: 'length', unit: 'words', min: 1 },
      ],
    })
    await run()
    await untilOver()
    const before = (await rows()).rows.map(({ cells }) => cells[FLASH]?.outcome)
    const failed = before.filter((outcome) => outcome === 'fail').length
    expect((await table()).counts.failures).toBe(failed)
    await setUp({ assertions: [{ type: 'contains', text: 'no such word at all' }] })
    await told('tests.check', { promptId })
    expect((await rows('failures')).total).toBe(2)
    expect((await rows('all', 'rome')).rows.map(({ number }) => number)).toEqual([2])
    const [, second] = (await rows()).rows
    expect(second?.cells[FLASH]?.failure).toBe('contains “no such word at all”')
    expect(await run({ kind: 'failed' })).toBe(2)
    await untilOver()
  })

  test('is estimated before: exact prompts, both bands, and what is not known has no upper end', async () => {
    await importText('c.csv', 'city\nOslo\nRome\n')
    const estimate = await told('tests.estimate', { promptId, scope: { kind: 'all' } })
    expect(estimate).toMatchObject({ requests: 4, exact: true, judgeRequests: 0, forecast: 0, missing: [] })
    await told('tests.check', { promptId })
    const counted = (await rows()).rows.flatMap(({ cells }) => Object.values(cells))
    expect(counted.every(({ state }) => state === 'checked')).toBe(true)
    const sum = counted.reduce((tokens, { promptTokens }) => tokens + (promptTokens ?? 0), 0)
    expect(estimate.promptTokens).toBe(sum)
    for (const { cost } of estimate.bands) {
      expect(cost.USD?.high).toBeNull()
      expect(Number(cost.USD?.low)).toBeGreaterThan(0)
      // The prompts, nothing cached: dearer than all cached, and far from the longest answers.
      expect(Number(cost.USD?.prompt)).toBeGreaterThan(Number(cost.USD?.low))
      expect(Number(estimate.worstCase.USD)).toBeGreaterThan(Number(cost.USD?.prompt))
    }
  })

  test('names the case that lacks a value, and sends the others', async () => {
    await importText('c.csv', 'city\nOslo\n')
    await told('tests.addCase', { promptId })
    const estimate = await told('tests.estimate', { promptId, scope: { kind: 'all' } })
    expect(estimate.missing).toEqual([{ case: 2, names: ['city'] }])
    const caseId = (await rows()).rows[1]?.id ?? ''
    const refused = await ask('tests.run', {
      promptId,
      scope: { kind: 'cases', caseIds: [caseId] },
      practice: true,
    })
    expect(refused).toMatchObject({ ok: false, error: { code: 'VALUES_MISSING' } })
    expect(await run()).toBe(2)
    await untilOver()
  })

  test('pauses, goes on, and can be stopped', async () => {
    vi.stubEnv('FATHOM_PRACTICE_RATE', '60')
    await workbench.close()
    await open()
    await importText('c.csv', `city\n${Array.from({ length: 6 }, (_, index) => `City ${index}\n`).join('')}`)
    await setUp({ models: ['deepseek-flash'], atOnce: 1 })
    await run()
    const busy = await ask('tests.run', { promptId, scope: { kind: 'all' }, practice: true })
    expect(busy).toMatchObject({ ok: false, error: { code: 'TESTS_BUSY' } })
    await told('tests.pause', { promptId })
    await expect.poll(async () => (await table()).batch?.running, { timeout: 15_000 }).toBe(0)
    const paused = (await table()).batch
    expect(paused).toMatchObject({ state: 'paused', total: 6, reason: null })
    expect(paused?.waiting).toBeGreaterThan(0)
    await told('tests.resume', { promptId })
    await expect.poll(async () => (await table()).batch?.running ?? 0, { timeout: 15_000 }).toBe(1)
    await told('tests.stop', { promptId })
    await untilOver()
    const ended = (await rows()).rows.filter(({ cells }) => cells[FLASH] !== undefined)
    expect(ended.length).toBeLessThan(6)
  })

  test('that was under way at the end of the process is paused, and goes on when asked', async () => {
    vi.stubEnv('FATHOM_PRACTICE_RATE', '60')
    await workbench.close()
    await open()
    await importText('c.csv', 'city\nOslo\nRome\nLima\n')
    await setUp({ models: ['deepseek-flash'], atOnce: 1 })
    await run()
    await expect.poll(async () => (await table()).batch?.running ?? 0).toBe(1)
    await workbench.close()
    vi.stubEnv('FATHOM_PRACTICE_RATE', '4000')
    await open()
    const { batch } = await table()
    expect(batch).toMatchObject({ state: 'paused', reason: expect.stringContaining('until you resume') })
    expect(batch?.waiting).toBeGreaterThan(1)
    await told('tests.resume', { promptId })
    await untilOver()
    expect(await cell(3, FLASH)).toMatchObject({ state: 'ended', outcome: 'pass' })
  })
})

describe('what must hold', () => {
  test('of tokens and cost is decided without a key and without sending', async () => {
    await importText('c.csv', 'city\nOslo\n')
    const assertions: Assertion[] = [
      { type: 'prompt-tokens', max: 1 },
      { type: 'cost', currency: 'USD', max: '1', part: 'prompt' },
      { type: 'contains', text: 'x' },
    ]
    await setUp({ models: ['deepseek-flash'], assertions })
    await told('tests.check', { promptId })
    const { cells } = await told('tests.case', { caseId: (await rows()).rows[0]?.id ?? '' })
    expect(cells[FLASH]?.checks.map(({ outcome }) => outcome)).toEqual(['fail', 'pass', 'undecided'])
    expect(cells[FLASH]).toMatchObject({ state: 'checked', outcome: 'fail', runId: null })
    expect(await told('runs.list', { promptId })).toEqual([])
  })

  test('a judge says in a run of its own, whose cost is in the ledger', async () => {
    await importText('c.csv', 'city\nOslo\n')
    await setUp({
      models: ['deepseek-flash'],
      assertions: [{ type: 'judge', criterion: 'names a sight of {{city}}' }],
    })
    const estimate = await told('tests.estimate', { promptId, scope: { kind: 'all' } })
    expect(estimate).toMatchObject({ requests: 1, judgeRequests: 1 })
    await run()
    await untilOver()
    const { cells } = await told('tests.case', { caseId: (await rows()).rows[0]?.id ?? '' })
    const [check] = cells[FLASH]?.checks ?? []
    expect(check?.outcome).toMatch(/^(pass|fail)$/)
    const runs = await told('runs.list', { promptId })
    expect(runs).toHaveLength(2)
    expect(runs.map(({ id }) => id)).toContain(check?.judgeRunId)
    const { totals } = await told('ledger.list', {
      filter: { practice: true },
      zone: 'UTC',
      offset: 0,
      limit: 10,
    })
    expect(totals.entries).toBe(2)
  })

  test('a grade of a person decides, and a new answer is not graded yet', async () => {
    await importText('c.csv', 'city\nOslo\n')
    await setUp({ models: ['deepseek-flash'], assertions: [{ type: 'grade', min: 4 }] })
    const caseId = (await rows()).rows[0]?.id ?? ''
    const early = await ask('tests.grade', { caseId, target: FLASH, grade: 5 })
    expect(early).toMatchObject({ ok: false, error: { code: 'NOT_RUN' } })
    await run()
    await untilOver()
    expect((await cell(1, FLASH))?.outcome).toBe('undecided')
    await told('tests.grade', { caseId, target: FLASH, grade: 3 })
    expect(await cell(1, FLASH)).toMatchObject({ outcome: 'fail', grade: 3 })
    await told('tests.grade', { caseId, target: FLASH, grade: 4 })
    expect(await cell(1, FLASH)).toMatchObject({ outcome: 'pass', grade: 4 })
    await run()
    await untilOver()
    expect(await cell(1, FLASH)).toMatchObject({ outcome: 'undecided', grade: null })
  })

  test('a result of another draft or value is marked as stale, and stands beside that of a version', async () => {
    await importText('c.csv', 'city\nOslo\n')
    await setUp({ models: ['deepseek-flash'] })
    const { revision } = await told('drafts.get', { promptId })
    const version = await told('versions.save', { promptId, revision })
    await setUp({ versions: [version.id, null] })
    await run()
    await untilOver()
    // The draft says what the version says, so that its run was sent from it too.
    const sent = await told('runs.list', { promptId })
    expect(sent.map(({ version: from }) => from?.number)).toEqual([1, 1])
    const draft = await told('drafts.get', { promptId })
    const messageId = draft.messages.find(({ content }) => content !== '')?.id ?? ''
    const edits = [{ messageId, from: 0, to: 0, insert: 'Please: ' }]
    await told('drafts.edit', { promptId, revision: draft.revision, edits })
    expect((await table()).targets.map(({ versionName }) => versionName)).toEqual(['v1', 'draft'])
    expect((await cell(1, `${version.id} deepseek-flash`))?.stale).toBe(false)
    expect((await cell(1, FLASH))?.stale).toBe(true)
  })
})

test('cases are generated by a prompt that is seen and priced before', async () => {
  const { prompt, model } = await told('tests.generation', { promptId, count: 5 })
  expect(prompt).toContain('Name one sight of {{city}}.')
  const estimate = await told('tests.estimateGeneration', { promptId, model, prompt })
  expect(estimate).toMatchObject({ requests: 1, exact: true })
  const { added, runId } = await told('tests.generate', { promptId, model, prompt, practice: true })
  expect(added).toBeGreaterThan(1)
  expect((await rows()).rows.every(({ values }) => values['city']?.startsWith('practice'))).toBe(true)
  expect((await told('runs.get', { runId })).estimate.prompt.tokens).toBe(estimate.promptTokens)
})

test('the gate holds real tests back before anything is sent', async () => {
  environment = { DEEPSEEK_API_KEY: 'sk-0123456789abcdef0123456789abcdef' }
  await workbench.close()
  await open()
  await importText('c.csv', 'city\nOslo\nRome\n')
  const budget = {
    period: 'day',
    promptId: null,
    currency: 'USD',
    limit: '0.000001',
    level: 'block',
  } as const
  await told('budgets.save', { budget })
  const refused = await ask('tests.run', { promptId, scope: { kind: 'all' }, practice: false })
  expect(refused).toMatchObject({ ok: false, error: { code: 'GATE' } })
  expect((await table()).batch).toBeNull()
  expect(await told('runs.list', { promptId })).toEqual([])
})
