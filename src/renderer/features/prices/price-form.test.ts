import { expect, test } from 'vitest'

import type { PriceListRow } from '../../../contract/prices.ts'
import { correctionOf, emptyPrice, type PriceFields, readPrice, suspiciousFactor } from './price-form.ts'
import { tariffsOf } from './tariffs.ts'

const now = Date.parse('2026-11-23T06:20:00Z')
const usd = { cacheHit: '0.1', cacheMiss: '7', output: '9' }
const none = { cacheHit: '', cacheMiss: '', output: '' }
const full: PriceFields = {
  ...emptyPrice(now, 'Asia/Shanghai'),
  model: ' deepseek-flash ',
  band: 'peak',
  rates: { USD: usd, CNY: none },
  source: 'an invoice',
}
const read = (change: Partial<PriceFields>) => readPrice({ ...full, ...change }, 'Asia/Shanghai')

test('a form begins with the first moment of today on the clocks of the zone', () => {
  expect(full.from).toBe('2026-11-23T00:00')
  expect(read({}).drafts).toEqual([
    {
      model: 'deepseek-flash',
      band: 'peak',
      source: 'an invoice',
      note: '',
      currency: 'USD',
      ...usd,
      effectiveFrom: '2026-11-22T16:00:00.000Z',
      effectiveUntil: null,
    },
  ])
  expect(emptyPrice(Date.parse('2026-11-22T17:00:00Z'), 'UTC').from).toBe('2026-11-22T00:00')
})

test('a currency that is left empty has no row, one half filled is asked for the rest', () => {
  expect(read({ rates: { USD: usd, CNY: usd } }).drafts.map(({ currency }) => currency)).toEqual([
    'USD',
    'CNY',
  ])
  const half = read({ rates: { USD: usd, CNY: { ...none, output: '9' } } })
  expect(half.drafts).toEqual([])
  expect(Object.keys(half.problems)).toEqual(['CNY cacheHit', 'CNY cacheMiss'])
  expect(Object.keys(read({ rates: { USD: none, CNY: none } }).problems)).toEqual(['USD cacheHit'])
})

test('a forgotten hit rate is no tariff without a cache: that has to be said', () => {
  const rates = { USD: { ...usd, cacheHit: '' }, CNY: none }
  expect(Object.keys(read({ rates }).problems)).toEqual(['USD cacheHit'])
  expect(read({ rates, noCache: true }).drafts[0]?.cacheHit).toBeNull()
})

test.each(['0,3', '-1', '1e3', '.5', '1.', '0.1234567', 'free', '1 000'])('"%s" is no rate', (output) => {
  const { drafts, problems } = read({ rates: { USD: { ...usd, output }, CNY: none } })
  expect(drafts).toEqual([])
  expect(problems['USD output']).toContain('six decimals')
})

test('times and names that are missing or turned around are said at their field', () => {
  expect(Object.keys(read({ model: ' ', source: ' ' }).problems)).toEqual(['model', 'source'])
  expect(read({ from: '' }).problems.from).toContain('the day and the time')
  expect(read({ until: '2026-11-23T00:00' }).problems.until).toContain('ends before it begins')
  expect(read({ until: '2026-11-23T00:01' }).drafts[0]?.effectiveUntil).toBe('2026-11-22T16:01:00.000Z')
})

test('a correction begins with what the tariff says, without its source', () => {
  const row: PriceListRow = {
    id: 'a',
    model: 'deepseek-chat',
    currency: 'CNY',
    band: 'all-day',
    inForce: false,
    own: false,
    effectiveFrom: '2024-05-06T00:00:00.000Z',
    effectiveUntil: '2024-08-01T16:00:00.000Z',
    cacheHit: null,
    cacheMiss: '1',
    output: '2',
    source: 'the page',
    confidence: 'high',
    recordedAt: '2026-11-22T00:00:00.000Z',
    withdrawn: false,
    holds: [],
    note: '',
  }
  const [tariff] = tariffsOf([row])
  const fields = correctionOf(tariff!, 'UTC')
  expect(fields).toMatchObject({
    noCache: true,
    from: '2024-05-06T00:00',
    until: '2024-08-01T16:00',
    source: '',
  })
  expect(readPrice({ ...fields, source: 'mine' }, 'UTC').drafts).toMatchObject([
    { currency: 'CNY', cacheHit: null, cacheMiss: '1', effectiveFrom: row.effectiveFrom },
  ])
})

test('a rate eight times off smells of a misplaced point, twice does not', () => {
  expect(suspiciousFactor('0.006', '0.06')).toBe(10)
  expect(suspiciousFactor('3', '0.3')).toBe(10)
  expect(suspiciousFactor('0.3', '0.6')).toBeNull()
  expect(suspiciousFactor('0', '5')).toBeNull()
  expect(suspiciousFactor(null, '5')).toBeNull()
})
