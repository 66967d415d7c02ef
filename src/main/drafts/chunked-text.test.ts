import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createChunkedText } from './chunked-text.ts'

// Long enough to cross chunk borders, and with characters of two UTF-16 units to fall into the middle of.
const longText = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer({ min: 0, max: 4000 }))
  .map(([text, times]) => text.repeat(times))

test('equals the same edits on a plain string, across chunk borders and inside surrogate pairs', () => {
  const edit = fc.tuple(fc.nat(), fc.nat(), longText)
  fc.assert(
    fc.property(longText, fc.array(edit, { maxLength: 30 }), (initial, edits) => {
      const text = createChunkedText(initial)
      let plain = initial
      for (const [a, b, insert] of edits) {
        const x = a % (plain.length + 1)
        const y = b % (plain.length + 1)
        const [from, to] = [Math.min(x, y), Math.max(x, y)]
        text.replace(from, to, insert)
        plain = plain.slice(0, from) + insert + plain.slice(to)
        expect(text.length()).toBe(plain.length)
      }
      // Not toBe on the whole: a failure would print megabytes.
      expect(text.toString() === plain).toBe(true)
      const middle = Math.floor(plain.length / 2)
      expect(text.slice(middle, plain.length - 1) === plain.slice(middle, plain.length - 1)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('an emptied text can be filled again', () => {
  const text = createChunkedText('x'.repeat(50_000))
  text.replace(0, 50_000, '')
  expect(text.toString()).toBe('')
  text.replace(0, 0, 'new')
  expect(text.toString()).toBe('new')
})
