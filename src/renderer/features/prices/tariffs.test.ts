import { expect, test } from 'vitest'

import type { PriceListRow } from '../../../contract/prices.ts'
import { coveredFrom, splitTariffs, tariffsOf } from './tariffs.ts'

const autumn = '2026-09-10T04:00:00.000Z'
const november = '2026-11-01T00:00:00.000Z'
const now = Date.parse('2026-11-23T06:20:00Z')

function row(given: Partial<PriceListRow>): PriceListRow {
  const from = given.effectiveFrom ?? autumn
  return {
    id: 'shipped',
    model: 'deepseek-flash',
    currency: 'USD',
    band: 'peak',
    effectiveFrom: from,
    effectiveUntil: null,
    cacheHit: '0.006',
    cacheMiss: '0.3',
    output: '1.2',
    source: 'the page',
    confidence: 'high',
    note: '',
    recordedAt: autumn,
    inForce: false,
    own: false,
    withdrawn: false,
    holds: [{ from, until: null }],
    ...given,
  }
}

test('both currencies of a tariff stand in one line, an own price in a line of its own', () => {
  const own = { id: 'own', own: true, recordedAt: november }
  const tariffs = tariffsOf([row({}), row({ id: 'cny', currency: 'CNY', recordedAt: november }), row(own)])
  expect(tariffs.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['shipped', 'cny'], ['own']])
})

test('two own prices of one time are two lines, and neither hides the other', () => {
  const own = { own: true, recordedAt: november }
  const again = { ...own, id: 'again', recordedAt: '2026-11-02T00:00:00.000Z' }
  expect(tariffsOf([row({ ...own, id: 'own' }), row(again)])).toHaveLength(2)
})

test('what is covered wholly or withdrawn is past, what holds later is to come', () => {
  const tariffs = tariffsOf([
    row({ id: 'covered', holds: [{ from: autumn, until: november }] }),
    row({ id: 'own', own: true, effectiveFrom: november }),
    row({ id: 'gone', own: true, withdrawn: true, recordedAt: november, holds: [] }),
    row({ id: 'later', model: 'deepseek-v4-pro', effectiveFrom: '2026-12-01T00:00:00.000Z' }),
  ])
  const { current, coming, past } = splitTariffs(tariffs, now)
  const ids = (list: typeof current) => list.map(({ rows }) => rows[0]?.id)
  expect([ids(current), ids(coming), ids(past)]).toEqual([['own'], ['later'], ['gone', 'covered']])
})

test('a row says from when another one counts in its time', () => {
  expect(coveredFrom(row({}))).toBeNull()
  expect(coveredFrom(row({ holds: [{ from: autumn, until: november }] }))).toBe(november)
  expect(coveredFrom(row({ holds: [{ from: november, until: null }] }))).toBe(autumn)
  expect(coveredFrom(row({ holds: [] }))).toBe(autumn)
})
