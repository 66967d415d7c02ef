import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Balance } from '../../contract/balance.ts'
import type { GateRefusal, NewBudget } from '../../contract/budgets.ts'
import { type Database, openDatabase } from '../db/database.ts'
import type { FathomError } from '../errors.ts'
import { assembleEstimate } from '../estimates/assemble.ts'
import { resolveModel } from '../pricing/model-book.ts'
import { formatAmount, parseAmount, type Pico } from '../pricing/money.ts'
import { books, removeFolder, testFolder } from '../testing/test-services.ts'
import { createBudgetStore } from './budget-store.ts'
import { worstCase } from './fits.ts'
import { createGate, type Gate, type GatedRequest } from './gate.ts'
import type { ReadSpend } from './spend.ts'

/** 14:00 in Beijing on a Monday, a peak hour with four hours to off-peak at 18:00. */
const AT = Date.parse('2026-11-23T06:00:00Z')
const PROMPT_TOKENS = 1_000
const NEVER_CHECKED: Balance = { entries: null, asOf: null, available: null, failure: null }

let folder: string
let database: Database
let balance: Balance
let gone: { billed: Pico; inFlight: Pico }
const spend: ReadSpend = (of) => ({ of, runs: 0, atLeast: 0n as Pico, unknown: 0, ...gone })

beforeEach(() => {
  folder = testFolder()
  database = openDatabase({ folder, clock: () => AT })
  balance = NEVER_CHECKED
  gone = { billed: 0n as Pico, inFlight: 0n as Pico }
})
afterEach(() => {
  database.close()
  removeFolder(folder)
})

const ACCOUNT = { baseUrl: 'https://api.deepseek.com', keyHint: '…8f2c' }

function requestTo(model: string, maxTokens = 10_000): GatedRequest {
  const messages = [{ role: 'user', content: 'How deep?' }]
  const body = JSON.stringify({ model, messages, max_tokens: maxTokens })
  return { body, model, promptId: 'p1', account: ACCOUNT }
}

function openGate(exact = true): Gate {
  return createGate({
    database,
    books,
    budgets: createBudgetStore(database),
    spend,
    balance: () => balance,
    zone: () => 'Asia/Shanghai',
    estimate: async (body, at) => {
      const { model: requested, max_tokens: maxTokens } = JSON.parse(body)
      const model = resolveModel(books.models, requested, at)
      const count = { tokens: PROMPT_TOKENS, exact, segments: [], notes: [] }
      return assembleEstimate(books.prices, { requested, model, count, maxTokens }, at)
    },
  })
}

function limit(amount: string, change: Partial<NewBudget> = {}): void {
  createBudgetStore(database).save({
    period: 'day',
    promptId: null,
    currency: 'USD',
    limit: amount,
    level: 'block',
    ...change,
  })
}

async function refusalOf(
  requests: readonly GatedRequest[],
  allowOnce = false,
  gate = openGate(),
): Promise<GateRefusal | null> {
  const error = await gate.check(requests, AT, allowOnce).catch((thrown: FathomError) => thrown)
  return error === undefined ? null : (error.details?.['gate'] as GateRefusal)
}

function worstOf(model: string, maxTokens: number, at = AT): Pico {
  const weighed = { promptId: null, model, exact: true, promptTokens: PROMPT_TOKENS, maxTokens }
  return worstCase(books.prices, weighed, at).USD?.paid ?? (0n as Pico)
}

const told = (currency: 'USD' | 'CNY', total: string): Balance => ({
  entries: [{ currency, total, granted: '0', toppedUp: total }],
  asOf: new Date(AT - 60_000).toISOString(),
  available: true,
  failure: null,
})

describe('the gate', () => {
  const PRO = 'deepseek-v4-pro'
  const exactly = (): string => formatAmount(worstOf(PRO, 10_000))
  const short = (): string => formatAmount((worstOf(PRO, 10_000) - 1n) as Pico)
  const cases: readonly {
    readonly name: string
    readonly arrange: () => void
    readonly model?: string
    readonly exact?: boolean
    readonly verdict: GateRefusal['verdict'] | null
    readonly reason?: string
    readonly afterAllowing: 'sent' | 'refused'
  }[] = [
    { name: 'without a budget and a balance', arrange: () => {}, verdict: null, afterAllowing: 'sent' },
    {
      name: 'a worst case of exactly the limit',
      arrange: () => limit(exactly()),
      verdict: null,
      afterAllowing: 'sent',
    },
    {
      name: 'one pico-unit over a block',
      arrange: () => limit(short()),
      verdict: 'blocked',
      reason: 'over',
      afterAllowing: 'refused',
    },
    {
      name: 'one pico-unit over a warning',
      arrange: () => limit(short(), { level: 'warn' }),
      verdict: 'asks',
      reason: 'over',
      afterAllowing: 'sent',
    },
    {
      name: 'a block beside a warning',
      arrange: () => {
        limit(short(), { level: 'warn' })
        limit(short(), { period: 'month' })
      },
      verdict: 'blocked',
      reason: 'over',
      afterAllowing: 'refused',
    },
    {
      name: 'a budget of another prompt',
      arrange: () => limit('0.000001', { promptId: 'p2' }),
      verdict: null,
      afterAllowing: 'sent',
    },
    {
      name: 'a budget of this prompt',
      arrange: () => limit('0.000001', { promptId: 'p1' }),
      verdict: 'blocked',
      reason: 'over',
      afterAllowing: 'refused',
    },
    {
      name: 'what is in flight',
      arrange: () => {
        limit(exactly())
        gone = { ...gone, inFlight: 1n as Pico }
      },
      verdict: 'blocked',
      reason: 'over',
      afterAllowing: 'refused',
    },
    {
      name: 'an unpriced model under a budget',
      arrange: () => limit('100'),
      model: 'no-such-model',
      verdict: 'asks',
      reason: 'unpriced',
      afterAllowing: 'sent',
    },
    {
      name: 'an unpriced model without a budget',
      arrange: () => {},
      model: 'no-such-model',
      verdict: null,
      afterAllowing: 'sent',
    },
    {
      name: 'a prompt that cannot be counted',
      arrange: () => limit('100'),
      exact: false,
      verdict: 'asks',
      reason: 'uncounted',
      afterAllowing: 'sent',
    },
    {
      name: 'a budget in a currency that the account is not billed in',
      arrange: () => {
        limit('100')
        balance = told('CNY', '100')
      },
      verdict: 'asks',
      reason: 'currency',
      afterAllowing: 'sent',
    },
    {
      name: 'a balance that is too small',
      arrange: () => void (balance = told('USD', '0.001')),
      verdict: 'asks',
      reason: 'over',
      afterAllowing: 'sent',
    },
    {
      name: 'a balance that is enough',
      arrange: () => void (balance = told('USD', exactly())),
      verdict: null,
      afterAllowing: 'sent',
    },
  ]

  for (const { name, arrange, model = PRO, exact = true, verdict, reason, afterAllowing } of cases) {
    it(`${verdict ?? 'passes'}: ${name}`, async () => {
      arrange()
      const refusal = await refusalOf([requestTo(model)], false, openGate(exact))
      expect(refusal?.verdict ?? null).toBe(verdict)
      expect(refusal?.reasons[0]?.kind).toBe(reason)
      const allowed = await refusalOf([requestTo(model)], true, openGate(exact))
      expect(allowed === null ? 'sent' : 'refused').toBe(afterAllowing)
    })
  }

  it('offers the largest max_tokens that fits, to the token', async () => {
    limit(formatAmount(((worstOf(PRO, 4_321) + worstOf(PRO, 4_322)) / 2n) as Pico))
    const refusal = await refusalOf([requestTo(PRO)])
    expect(refusal?.fits).toContainEqual({
      kind: 'max-tokens',
      value: 4_321,
      was: 10_000,
      sheet: expect.objectContaining({ total: formatAmount(worstOf(PRO, 4_321)) }),
    })
  })

  it('offers flash and off-peak only where they fit, with their worst case', async () => {
    const later = Date.parse('2026-11-23T10:00:00Z')
    limit(formatAmount(worstOf(PRO, 10_000, later)))
    const refusal = await refusalOf([requestTo(PRO)])
    expect(refusal?.fits.map(({ kind }) => kind)).toEqual(['max-tokens', 'model', 'off-peak'])
    expect(refusal?.fits[2]).toEqual({
      kind: 'off-peak',
      at: new Date(later).toISOString(),
      sheet: expect.objectContaining({ total: formatAmount(worstOf(PRO, 10_000, later)) }),
    })
    expect(
      (await refusalOf([requestTo('deepseek-flash', 390_000)]))?.fits.map(({ kind }) => kind),
    ).not.toContain('model')
  })

  it('holds all runs of a comparison together', async () => {
    limit(formatAmount(worstOf(PRO, 10_000)))
    expect(await refusalOf([requestTo(PRO)])).toBeNull()
    const refusal = await refusalOf([requestTo(PRO), requestTo('deepseek-flash')])
    expect(refusal).toMatchObject({ verdict: 'blocked', runs: 2 })
    const [reason] = refusal?.reasons ?? []
    if (reason?.kind !== 'over') throw new Error('it is over')
    const { sheet, worst } = reason
    expect([sheet.runs, sheet.priced, sheet.total]).toEqual([2, 2, worst])
    const lines = sheet.groups.map(({ row, lines: [hit, miss, output], total }) => [
      row?.model,
      row?.band,
      hit?.tokens,
      miss?.tokens,
      output?.tokens,
      total,
    ])
    expect(lines).toEqual([
      [PRO, 'peak', 0, PROMPT_TOKENS, 10_000, formatAmount(worstOf(PRO, 10_000))],
      ['deepseek-flash', 'peak', 0, PROMPT_TOKENS, 10_000, formatAmount(worstOf('deepseek-flash', 10_000))],
    ])
  })

  it('offers nothing where the budget is spent', async () => {
    limit('0.0001')
    gone = { ...gone, billed: parseAmount('0.0001') }
    const refusal = await refusalOf([requestTo(PRO)])
    expect(refusal?.fits).toEqual([])
    expect(refusal?.reasons[0]).toMatchObject({ left: '0' })
  })

  it('lets no sequence of runs exceed a block budget by bills within their worst cases', async () => {
    limit('0.05')
    const gate = openGate()
    const step = fc.record({
      model: fc.constantFrom('deepseek-flash', PRO),
      maxTokens: fc.integer({ min: 1, max: 40_000 }),
      /** How much of its worst case it is billed, in thousandths; it ends after so many further steps. */
      billed: fc.integer({ min: 0, max: 1_000 }),
      lasts: fc.integer({ min: 0, max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        let flying: { worst: bigint; bill: bigint; lasts: number }[] = []
        let billed = 0n
        for (const { model, maxTokens, billed: share, lasts } of steps) {
          const landed = flying.filter((run) => run.lasts === 0)
          billed += landed.reduce((sum, { bill }) => sum + bill, 0n)
          flying = flying.filter((run) => run.lasts > 0).map((run) => ({ ...run, lasts: run.lasts - 1 }))
          gone = {
            billed: billed as Pico,
            inFlight: flying.reduce((sum, { worst }) => sum + worst, 0n) as Pico,
          }
          const refused = await refusalOf([requestTo(model, maxTokens)], true, gate)
          if (refused !== null) continue
          const worst = worstOf(model, maxTokens)
          flying.push({ worst, bill: (worst * BigInt(share)) / 1_000n, lasts })
        }
        const all = billed + flying.reduce((sum, { worst }) => sum + worst, 0n)
        expect(all <= parseAmount('0.05')).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
