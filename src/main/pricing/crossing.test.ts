import { describe, expect, it } from 'vitest'

import { crossingNote, crossingOf } from './crossing.ts'
import { requestHorizonMs } from './estimate-cost.ts'
import { at, shippedBook } from './test-book.ts'

const flash = 'deepseek-flash'
/** The end of a Monday's peak hours. */
const EDGE = at('2026-11-23T10:00:00Z')

describe('a request that may meet another price', () => {
  it('is told of for just as long as a request may take, to the millisecond', () => {
    expect(crossingOf(shippedBook, flash, EDGE - requestHorizonMs - 1)).toBeNull()
    expect(crossingOf(shippedBook, flash, EDGE - requestHorizonMs)).toMatchObject({
      at: EDGE,
      reading: { band: 'off-peak', certain: true },
      documented: null,
    })
    expect(crossingOf(shippedBook, flash, EDGE - 1)?.at).toBe(EDGE)
    expect(crossingOf(shippedBook, flash, EDGE)).toBeNull()
  })

  it('knows what DeepSeek documented in 2025', () => {
    const before = at('2025-07-01T16:29:00Z')
    const crossing = crossingOf(shippedBook, 'deepseek-chat', before)
    expect(crossing).toMatchObject({ documented: 'completed', reading: { band: 'off-peak' } })
    expect(crossingNote(shippedBook, 'deepseek-chat', before)).toContain('documented')
  })

  it('is not told of where the price stays the same, or where there is none', () => {
    expect(crossingOf(shippedBook, 'deepseek-x', EDGE - 1)).toBeNull()
    // All day one price: before there were peak hours.
    expect(crossingOf(shippedBook, flash, at('2026-08-10T09:59:00Z'))).toBeNull()
    expect(crossingNote(shippedBook, flash, EDGE)).toBeNull()
  })

  it('says that the band becomes uncertain where the holidays of a year are not known', () => {
    const note = crossingNote(shippedBook, flash, at('2027-01-04T00:59:00Z'))
    expect(note).toContain('when the band becomes uncertain')
  })
})
