import { expect, test } from 'vitest'

import { daysOf, filterRequest, isFiltered, monthPeriod, noFilters, type Period } from './ledger-filter.ts'

const now = Date.parse('2026-11-23T06:20:00Z')

const request = (period: Period) => filterRequest({ ...noFilters, period }, now, 'Asia/Shanghai')
const from = (period: Period) => request(period).from

test('a period begins at midnight of the zone, today included', () => {
  expect(from('today')).toBe('2026-11-22T16:00:00.000Z')
  expect(from('week')).toBe('2026-11-16T16:00:00.000Z')
  expect(from('month')).toBe('2026-10-24T16:00:00.000Z')
})

test('one day gives one filter, so that a minute does not start the list anew', () => {
  const filters = { ...noFilters, period: 'week' as const }
  expect(filterRequest(filters, now, 'UTC')).toEqual(filterRequest(filters, now + 3_600_000, 'UTC'))
})

test('what is not in force is not sent', () => {
  expect(filterRequest(noFilters, now, 'UTC')).toEqual({ practice: false })
})

test('practice is a view of its own, not a filter to clear', () => {
  expect(isFiltered({ ...noFilters, practice: true })).toBe(false)
  expect(isFiltered({ ...noFilters, band: 'peak' })).toBe(true)
})

test('chosen days are whole days of the zone, both included, and a month ends where the next begins', () => {
  expect(request({ first: '2026-11-01', last: '2026-11-02' })).toMatchObject({
    from: '2026-10-31T16:00:00.000Z',
    to: '2026-11-02T16:00:00.000Z',
  })
  expect(request('this-month')).toEqual({ practice: false, from: '2026-10-31T16:00:00.000Z' })
  expect(request('last-month')).toMatchObject({
    from: '2026-09-30T16:00:00.000Z',
    to: '2026-10-31T16:00:00.000Z',
  })
})

test('a month of a zone ends where the next begins, December too', () => {
  expect(monthPeriod('2026-12', 'UTC')).toEqual({
    from: '2026-12-01T00:00:00.000Z',
    to: '2027-01-01T00:00:00.000Z',
  })
  expect(monthPeriod('2026-02', 'Asia/Shanghai').to).toBe('2026-02-28T16:00:00.000Z')
})

test('a bar that is opened gives the days that it stands for', () => {
  expect(daysOf('2026-10-31T16:00:00.000Z', '2026-11-02T16:00:00.000Z', 'Asia/Shanghai')).toEqual({
    first: '2026-11-01',
    last: '2026-11-02',
  })
})
