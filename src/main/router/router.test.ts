import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { kept } from '../../contract/i18n/kept.ts'
import { setLanguage } from '../../contract/i18n/language.ts'
import { copyFormat } from '../../contract/prompt-files.ts'
import { requestSchemas, type RequestOf, type Route } from '../../contract/routes.ts'
import { FathomError } from '../errors.ts'
import type { Handlers } from './handlers.ts'
import { createRouter } from './router.ts'

const id = fc.string({ minLength: 1, maxLength: 64 })
const name = fc.stringMatching(/^[a-z][a-z ]{0,20}[a-z]$/)
const count = fc.nat({ max: 1_000_000 })
const instant = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
  .map((d) => d.toISOString())
const zone = fc.constantFrom('Asia/Shanghai' as const, 'local' as const, 'UTC' as const)
const keyName = fc.stringMatching(/^[A-Za-z]{1,20}$/)
const keep = fc.constantFrom('keychain' as const, 'until-quit' as const)
const nothing = fc.constant({})
const optional = { requiredKeys: [] as never[] }
const ledgerFilter = fc.record(
  { from: instant, to: instant, model: name, promptId: id, practice: fc.boolean() },
  optional,
)

const parameters = fc.record({
  model: name,
  thinking: fc.constantFrom('enabled' as const, 'disabled' as const),
  effort: fc.constantFrom('low' as const, 'high' as const, 'max' as const),
  maxTokens: fc.option(fc.integer({ min: 1, max: 393_216 })),
  temperature: fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
})
const comparisonSetup = fc.record({
  columns: fc.uniqueArray(fc.record({ id, parameters }), {
    minLength: 2,
    maxLength: 4,
    selector: (column) => column.id,
  }),
  repeats: fc.integer({ min: 1, max: 20 }),
  atOnce: fc.integer({ min: 1, max: 8 }),
})

const budget = fc.record({
  period: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'total' as const),
  promptId: fc.option(id),
  currency: fc.constantFrom('USD' as const, 'CNY' as const),
  limit: fc.constantFrom('0.25', '12', '0.000001'),
  level: fc.constantFrom('warn' as const, 'block' as const),
})

const day = fc.constantFrom('2027-01-01', '2027-02-28')
const priceDraft = fc.record({
  model: name,
  currency: fc.constantFrom('USD' as const, 'CNY' as const),
  band: fc.constantFrom('peak' as const, 'off-peak' as const, 'all-day' as const),
  effectiveFrom: instant,
  effectiveUntil: fc.option(instant),
  cacheHit: fc.constantFrom('0.0028', null),
  cacheMiss: fc.constantFrom('0.14', '12'),
  output: fc.constantFrom('0.28', '0.000001'),
  source: name,
})

const caseIds = fc.array(id, { minLength: 1, maxLength: 4 })
const testScope = fc.oneof(
  fc.record({ kind: fc.constantFrom('all' as const, 'failed' as const) }),
  fc.record({ kind: fc.constant('cases' as const), caseIds }),
  fc.record({ kind: fc.constant('cell' as const), caseId: id, target: id }),
)
const testAssertion = fc.oneof(
  fc.record({ type: fc.constant('contains' as const), text: fc.string(), not: fc.boolean() }),
  fc.record({ type: fc.constant('prompt-tokens' as const), max: count }),
)
const testSetup = fc.record({
  versions: fc.uniqueArray(fc.option(id), { minLength: 1, maxLength: 4 }),
  models: fc.uniqueArray(name, { minLength: 1, maxLength: 4, selector: (model) => model.trim() }),
  columns: fc.array(name, { maxLength: 3 }),
  assertions: fc.array(testAssertion, { maxLength: 3 }),
  atOnce: fc.integer({ min: 1, max: 16 }),
})
const generation = { promptId: id, model: name, prompt: name }

const valid: { [R in Route]: fc.Arbitrary<RequestOf<R>> } = {
  'app.state': nothing,
  'app.showDataFolder': nothing,
  'files.save': fc.record({ fileName: name, text: fc.string() }),
  'files.open': fc.record({
    title: name,
    extensions: fc.array(fc.constantFrom('csv', 'json'), { minLength: 1, maxLength: 8 }),
  }),
  'workspace.get': nothing,
  'workspace.open': fc.record({ from: fc.constant('path' as const), path: name }),
  'workspace.close': nothing,
  'workspace.add': fc.record({ promptId: id }),
  'workspace.remove': fc.record({ promptId: id }),
  'workspace.sides': fc.record({ promptId: id }),
  'workspace.resolve': fc.record({
    promptId: id,
    choice: fc.constantFrom('keep-draft' as const, 'take-file' as const),
  }),
  'search.find': fc.record({ text: fc.string() }),
  'app.restart': nothing,
  'backups.list': nothing,
  'backups.make': nothing,
  'backups.cancelRestore': nothing,
  'backups.restore': fc.record({ from: fc.constant('folder' as const), name }),
  'promptFiles.read': fc.record({ text: fc.string() }),
  'promptFiles.import': fc.record({ text: fc.string() }),
  'promptFiles.export': fc.record({ promptId: id }),
  'promptFiles.copy': fc.record({ promptId: id, format: fc.constantFrom(...copyFormat.options) }),
  'budgets.list': nothing,
  'budgets.save': fc.record({ id, budget }, { requiredKeys: ['budget'] }),
  'budgets.remove': fc.record({ id }),
  'queue.list': nothing,
  'queue.add': fc.record({ promptId: id, revision: count }),
  'queue.cancel': fc.record({ id }),
  'settings.get': nothing,
  'settings.set': fc.record({ theme: fc.constantFrom('dark' as const, 'light' as const), zone }, optional),
  'prompts.list': nothing,
  'prompts.create': fc.record({ name }, optional),
  'prompts.rename': fc.record({ promptId: id, name }),
  'prompts.duplicate': fc.record({ promptId: id }),
  'prompts.remove': fc.record({ promptId: id }),
  'prompts.restore': fc.record({ promptId: id }),
  'prompts.removed': nothing,
  'prompts.emptyTrash': nothing,
  'prompts.move': fc.record({ promptId: id, folder: name }),
  'prompts.tag': fc.record({ promptId: id, tags: fc.array(name) }),
  'folders.list': nothing,
  'folders.create': fc.record({ path: name }),
  'folders.rename': fc.record({ path: name, to: name }),
  'folders.remove': fc.record({ path: name }),
  'drafts.get': fc.record({ promptId: id }),
  'drafts.edit': fc.record({
    promptId: id,
    revision: count,
    edits: fc.array(fc.record({ messageId: id, from: count, to: count, insert: fc.string() }), {
      minLength: 1,
    }),
  }),
  'drafts.change': fc.record({
    promptId: id,
    revision: count,
    change: fc.record({ kind: fc.constant('move-message' as const), messageId: id, index: count }),
  }),
  'drafts.undo': fc.record({ promptId: id }),
  'drafts.keepUndo': fc.record({ promptId: id, revision: count, undo: fc.string() }),
  'versions.list': fc.record({ promptId: id }),
  'versions.get': fc.record({ versionId: id }),
  'versions.status': fc.record({ promptId: id }),
  'versions.save': fc.record(
    { promptId: id, revision: count, note: fc.string(), restoredFrom: id },
    { requiredKeys: ['promptId', 'revision'] },
  ),
  'versions.label': fc.record({ promptId: id, name, versionId: fc.option(id) }),
  'versions.labelMoves': fc.record({ promptId: id }),
  'versions.estimate': fc.record({ versionId: id }),
  'estimates.watch': fc.record({ promptId: id }),
  'estimates.unwatch': fc.record({ promptId: id }),
  'estimates.depths': fc.record({ promptId: id, model: name, messageId: id, offsets: fc.array(count) }),
  'tokens.range': fc.record({ promptId: id, model: name, from: count, to: count }),
  'tokens.at': fc.record({ promptId: id, model: name, messageId: id, offset: count }),
  'tokens.verify': fc.record({ promptId: id, model: name }),
  'tokens.stopVerifying': nothing,
  'tools.inspect': fc.record({ tools: fc.string(), model: name }),
  'forecasts.get': fc.record({ promptId: id, practice: fc.boolean() }),
  'forecasts.prefix': fc.record({ promptId: id, practice: fc.boolean() }),
  'forecasts.drifts': nothing,
  'forecasts.mark': fc.record({ practice: fc.boolean(), profile: name, model: name }),
  'forecasts.unmark': fc.record({ practice: fc.boolean(), profile: name, model: name }),
  'tests.get': fc.record({ promptId: id }),
  'tests.counts': nothing,
  'tests.rows': fc.record({ promptId: id, offset: count, limit: fc.integer({ min: 1, max: 500 }) }),
  'tests.case': fc.record({ caseId: id }),
  'tests.setUp': fc.record({ promptId: id, setup: testSetup }),
  'tests.addCase': fc.record({ promptId: id, after: fc.option(id) }),
  'tests.editCase': fc.record({ caseId: id, name: fc.string(), assertions: fc.array(testAssertion) }),
  'tests.removeCases': fc.record({ caseIds }),
  'tests.restoreCases': fc.record({ caseIds }),
  'tests.import': fc.record({ promptId: id, fileName: name, base64: fc.base64String() }),
  'tests.export': fc.record({ promptId: id, format: fc.constantFrom('csv' as const, 'test-file' as const) }),
  'tests.estimate': fc.record({ promptId: id, scope: testScope }),
  'tests.check': fc.record({ promptId: id }),
  'tests.run': fc.record({ promptId: id, scope: testScope, practice: fc.boolean() }),
  'tests.pause': fc.record({ promptId: id }),
  'tests.resume': fc.record({ promptId: id }),
  'tests.stop': fc.record({ promptId: id }),
  'tests.grade': fc.record({ caseId: id, target: id, grade: fc.constantFrom(null, 1, 5) }),
  'tests.generation': fc.record({ promptId: id, count: fc.integer({ min: 1, max: 100 }) }),
  'tests.estimateGeneration': fc.record(generation),
  'tests.generate': fc.record({ ...generation, practice: fc.boolean() }),
  'runs.start': fc.record({ promptId: id, revision: count, practice: fc.boolean() }),
  'runs.stop': fc.record({ runId: id }),
  'runs.settle': fc.record({ runId: id, promptHit: count, promptMiss: count, output: count }),
  'runs.logprobs': fc.record({
    runId: id,
    part: fc.constantFrom('content' as const, 'reasoning' as const),
    from: count,
    limit: fc.integer({ min: 1, max: 1_000 }),
  }),
  'runs.get': fc.record({ runId: id }),
  'runs.list': fc.record({ promptId: id, before: id, limit: fc.integer({ min: 1, max: 500 }) }, optional),
  'history.list': fc.record({
    filter: fc.record({ promptId: id, practice: fc.boolean(), text: name }, optional),
    offset: count,
    limit: fc.integer({ min: 1, max: 500 }),
  }),
  'history.models': nothing,
  'history.pins': nothing,
  'history.pin': fc.record({ runId: id, pinned: fc.boolean() }),
  'history.sent': fc.record({ runId: id }),
  'compare.get': fc.record({ promptId: id }),
  'compare.setUp': fc.record({ promptId: id, setup: comparisonSetup }),
  'compare.estimate': fc.record({
    promptId: id,
    columns: fc.array(parameters, { minLength: 1, maxLength: 4 }),
  }),
  'compare.forecast': fc.record({
    promptId: id,
    practice: fc.boolean(),
    columns: fc.array(parameters, { minLength: 1, maxLength: 4 }),
  }),
  'compare.queue': fc.record(
    { promptId: id, revision: count, columnId: id },
    { requiredKeys: ['promptId', 'revision'] },
  ),
  'compare.run': fc.record(
    { promptId: id, revision: count, practice: fc.boolean(), columnId: id },
    { requiredKeys: ['promptId', 'revision', 'practice'] },
  ),
  'compare.stop': fc.record({ promptId: id, columnId: id }, { requiredKeys: ['promptId'] }),
  'ledger.list': fc.record({ filter: ledgerFilter, zone }),
  'ledger.entries': fc.record({
    filter: ledgerFilter,
    zone,
    offset: count,
    limit: fc.integer({ min: 1, max: 1000 }),
  }),
  'ledger.export': fc.record({
    filter: ledgerFilter,
    zone,
    format: fc.constantFrom('csv' as const, 'json' as const),
  }),
  'ledger.facets': fc.record({ practice: fc.boolean() }),
  'ledger.pictures': fc.record({ filter: ledgerFilter, zone }),
  'prices.strip': fc.record({ at: instant }, optional),
  'prices.list': fc.record({ at: instant }, optional),
  'prices.bands': fc.record({ from: instant, until: instant }),
  'prices.add': fc.record({ rows: fc.array(priceDraft, { minLength: 1, maxLength: 8 }) }),
  'prices.previewAdd': fc.record({ rows: fc.array(priceDraft, { minLength: 1, maxLength: 8 }) }),
  'prices.withdraw': fc.record({ ids: fc.array(name, { minLength: 1, maxLength: 8 }) }),
  'prices.restore': fc.record({ ids: fc.array(name, { minLength: 1, maxLength: 8 }) }),
  'prices.import': fc.record({ text: fc.string() }),
  'prices.previewImport': fc.record({ text: fc.string() }),
  'prices.export': fc.record({ what: fc.constantFrom('prices' as const, 'holidays' as const) }),
  'prices.addHolidays': fc.record({
    year: fc.integer({ min: 2024, max: 2100 }),
    source: name,
    holidays: fc.array(fc.record({ name, first: day, last: day }), { minLength: 1, maxLength: 60 }),
  }),
  'prices.whatIf': fc.record(
    {
      promptId: id,
      at: instant,
      output: fc.integer({ min: 0, max: 393_216 }),
      runs: fc.integer({ min: 1, max: 1_000_000 }),
    },
    { requiredKeys: ['promptId', 'output', 'runs'] },
  ),
  'receipts.estimate': fc.record(
    { promptId: id, model: name, at: instant },
    { requiredKeys: ['promptId', 'model'] },
  ),
  'receipts.run': fc.record({ runId: id }),
  'receipts.sent': fc.record({ runId: id }),
  'receipts.sum': fc.record({
    subject: fc.oneof(
      fc.record({ of: fc.constant('ledger' as const), filter: ledgerFilter }),
      fc.record({ of: fc.constant('runs' as const), runIds: fc.array(id, { minLength: 1, maxLength: 5 }) }),
      fc.record({
        of: fc.constant('tests' as const),
        promptId: id,
        target: name,
        practice: fc.boolean(),
      }),
    ),
  }),
  'receipts.whatIf': fc.record(
    {
      promptId: id,
      model: name,
      effort: fc.constantFrom('off' as const, 'low' as const, 'high' as const, 'max' as const),
      band: fc.constantFrom('peak' as const, 'off-peak' as const, 'all-day' as const),
      cache: fc.constantFrom('cold' as const, 'warm' as const),
      at: instant,
      output: fc.integer({ min: 0, max: 393_216 }),
      runs: fc.integer({ min: 1, max: 1_000_000 }),
    },
    { requiredKeys: ['promptId', 'model', 'effort', 'band', 'cache', 'output', 'runs'] },
  ),
  'repricings.preview': fc.record({ after: count }, optional),
  'repricings.apply': fc.record({ basis: id }),
  'repricings.stop': fc.record({ id }),
  'repricings.undo': fc.record({ id }),
  'repricings.list': nothing,
  'keys.status': nothing,
  'keys.list': nothing,
  'keys.add': fc.record({ name: keyName, baseUrl: id, key: id, keep }),
  'keys.set': fc.record({ key: id, keep, profileId: id }, { requiredKeys: ['key', 'keep'] }),
  'keys.rename': fc.record({ profileId: id, name: keyName }),
  'keys.use': fc.record({ profileId: id }),
  'keys.remove': fc.record({ profileId: id }, optional),
  'keys.test': fc.record({ profileId: id }, optional),
  'balance.get': nothing,
  'balance.refresh': nothing,
  'balance.history': fc.record({ from: instant, to: instant }, optional),
  'billing.import': fc.record({ fileName: name, data: fc.base64String() }),
  'billing.imports': nothing,
  'billing.remove': fc.record({ importId: id }),
  'billing.match': fc.record({ from: instant, to: instant }, optional),
  'billing.nameKey': fc.record({ keyHint: fc.constant('…8f2c'), keyName: fc.option(name) }),
  'billing.settle': fc.record({ from: instant, to: instant, entryIds: fc.array(id, { minLength: 1 }) }),
  'billing.takeBack': fc.record({ entryIds: fc.array(id, { minLength: 1 }) }),
}
const notAnObject = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.array(fc.anything()),
)
const routes = Object.keys(requestSchemas) as Route[]
const client = { id: 'window-1' }

/** Handlers that answer each route with what they were asked, and note that they were. */
function echoingHandlers(asked: string[]): Handlers {
  const entries = routes.map((route) => [
    route,
    (request: unknown, from: { id: string }) => {
      asked.push(`${route} from ${from.id}`)
      return { route, request }
    },
  ])
  return Object.fromEntries(entries) as Handlers
}

function throwingRouter(error: unknown) {
  const logged: unknown[][] = []
  const handlers = {
    'app.state': () => {
      throw error
    },
  } as unknown as Handlers
  return { dispatch: createRouter(handlers, (...line) => logged.push(line)), logged }
}

describe.each(routes)('%s', (route) => {
  test('passes what the contract allows on to its own handler', async () => {
    const asked: string[] = []
    const dispatch = createRouter(echoingHandlers(asked), () => {})
    await fc.assert(
      fc.asyncProperty(valid[route] as fc.Arbitrary<unknown>, async (request) => {
        const result = await dispatch(route, request, client)
        expect(result).toMatchObject({ ok: true, value: { route } })
        expect(asked.pop()).toBe(`${route} from window-1`)
      }),
      { numRuns: 25 },
    )
  })

  test('refuses junk and unknown fields before its handler sees them', async () => {
    const asked: string[] = []
    const dispatch = createRouter(echoingHandlers(asked), () => {})
    const withExtra = (valid[route] as fc.Arbitrary<object>).map((request) =>
      Object.assign({ 'not a field': 1 }, request),
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(notAnObject, withExtra), async (request) => {
        const result = await dispatch(route, request, client)
        expect(result).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
        expect(asked).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

test('a route that is not in the contract is refused, also when every object has it', async () => {
  const dispatch = createRouter(echoingHandlers([]), () => {})
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.anything(), fc.constantFrom('toString', '__proto__', 'keys.get')),
      async (route) => {
        fc.pre(!routes.includes(route as Route))
        expect(await dispatch(route, {}, client)).toMatchObject({
          ok: false,
          error: { code: 'UNKNOWN_ROUTE' },
        })
      },
    ),
  )
})

test('a refused request names the field', async () => {
  const dispatch = createRouter(echoingHandlers([]), () => {})
  const result = await dispatch('runs.list', { limit: 0 }, client)
  expect(result).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('"limit" of runs.list') },
  })
})

test('a FathomError keeps code, message and details', async () => {
  const { dispatch, logged } = throwingRouter(new FathomError('RUN_GONE', 'This run is gone.', { cost: 12n }))
  expect(await dispatch('app.state', {}, client)).toEqual({
    ok: false,
    error: { code: 'RUN_GONE', message: 'This run is gone.', details: { cost: '12' } },
  })
  expect(logged).toEqual([])
})

test('any other error becomes a plain sentence; what it was goes to the log only', async () => {
  const { dispatch, logged } = throwingRouter(new TypeError('x.y is not a function'))
  const result = await dispatch('app.state', {}, client)
  expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
  expect(JSON.stringify(result)).not.toContain('x.y')
  expect(logged).toEqual([['app.state failed unexpectedly', expect.any(TypeError)]])
})

test('an API key in an error never leaves main', async () => {
  const key = 'sk-0123456789abcdef'
  const { dispatch } = throwingRouter(
    new FathomError('WRONG_KEY', `${key} was refused.`, { sent: { header: key } }),
  )
  expect(JSON.stringify(await dispatch('app.state', {}, client))).not.toContain('0123')
})

test('details that JSON cannot carry are left out rather than thrown', async () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const { dispatch } = throwingRouter(new FathomError('ROUND', 'Round and round.', circle))
  expect(await dispatch('app.state', {}, client)).toEqual({
    ok: false,
    error: { code: 'ROUND', message: 'Round and round.' },
  })
})

test('what a field lacks is said in the language of the window', async () => {
  const dispatch = createRouter(echoingHandlers([]), () => {})
  setLanguage('zh-CN')
  try {
    const result = await dispatch('search.find', { text: 7 }, client)
    expect(result.ok ? '' : kept(result.error.message)).toBe(
      'Fathom 无法使用search.find 的字段“text”：无效输入：期望 string，实际接收 数字。没有任何改动。',
    )
  } finally {
    setLanguage('en')
  }
})
