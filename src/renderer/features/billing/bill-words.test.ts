import { expect, test } from 'vitest'

import type { UsageImport } from '../../../contract/billing.ts'
import { daysWords, monthsOf } from './bill-words.ts'

const imported = (from: string, until: string): UsageImport => ({
  id: from,
  fileName: 'usage.zip',
  importedAt: until,
  from,
  until,
  rows: 1,
  notes: [],
})

test('a day is named as it is cut: with its hour where that is not midnight here', () => {
  expect(daysWords('2026-11-21T16:00:00.000Z', '2026-11-22T16:00:00.000Z', 'Asia/Shanghai')).toBe('22 Nov')
  expect(daysWords('2026-11-20T16:00:00.000Z', '2026-11-22T16:00:00.000Z', 'Asia/Shanghai')).toBe(
    '21 Nov – 22 Nov',
  )
  expect(daysWords('2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 'Asia/Shanghai')).toBe(
    '22 Nov 08:00 – 23 Nov',
  )
})

test('every month that an import reaches into can be chosen once, as the zone cuts it', () => {
  const imports = [
    imported('2026-09-30T16:00:00.000Z', '2026-11-22T16:00:00.000Z'),
    imported('2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'),
  ]
  expect(monthsOf(imports, 'Asia/Shanghai')).toEqual(['2026-12', '2026-11', '2026-10'])
  expect(monthsOf(imports, 'UTC')).toEqual(['2026-12', '2026-11', '2026-10', '2026-09'])
})
