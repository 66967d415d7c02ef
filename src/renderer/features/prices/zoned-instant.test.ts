import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { instantOf, wallTime } from './zoned-instant.ts'

test('what the clocks of a zone show leads back to the instant', () => {
  const minutes = fc.integer({ min: Date.UTC(2024, 4) / 60_000, max: Date.UTC(2030, 0) / 60_000 })
  fc.assert(
    fc.property(minutes, fc.constantFrom('Asia/Shanghai', 'UTC'), (minute, zone) => {
      expect(instantOf(wallTime(minute * 60_000, zone), zone)).toBe(new Date(minute * 60_000).toISOString())
    }),
    { numRuns: 30 },
  )
})

test('the same time means another instant in another zone', () => {
  expect(instantOf('2026-11-23T08:00', 'Asia/Shanghai')).toBe('2026-11-23T00:00:00.000Z')
  expect(instantOf('2026-11-23T08:00', 'UTC')).toBe('2026-11-23T08:00:00.000Z')
})

test.each(['', '2026-11-23', '2026-02-30T00:00', '2026-11-23T24:00', 'tomorrow'])(
  '"%s" is no time',
  (text) => {
    expect(instantOf(text, 'UTC')).toBeNull()
  },
)
