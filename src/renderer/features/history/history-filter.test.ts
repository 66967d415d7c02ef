import { expect, test } from 'vitest'

import { historyRequest, isFiltered, noFilters } from './history-filter.ts'

const NOW = Date.parse('2026-11-22T20:00:00Z')

test('no filter asks for everything, white space is no word', () => {
  expect(historyRequest(noFilters, NOW, 'UTC')).toEqual({})
  expect(historyRequest({ ...noFilters, words: '  ' }, NOW, 'UTC')).toEqual({})
  expect(isFiltered({ ...noFilters, words: ' ' })).toBe(false)
})

test('each filter becomes its own part, and days are those of the zone', () => {
  const filters = { ...noFilters, kind: 'real', status: 'failed', words: ' tide ' } as const
  expect(historyRequest(filters, NOW, 'UTC')).toEqual({ practice: false, status: 'failed', text: 'tide' })
  // In Beijing it is the 23rd already.
  expect(historyRequest({ ...noFilters, period: 'today' }, NOW, 'Asia/Shanghai')).toEqual({
    from: '2026-11-22T16:00:00.000Z',
  })
  expect(isFiltered(filters)).toBe(true)
})
