import { expect, test } from 'vitest'

import { balanceCurrency } from './balance-currency.ts'
import { marksWithRoom } from './mark-words.ts'

const rise = { key: 1, x: 150, y: 20, drop: false, amount: 5, text: 'top-up +5.00' }
const drop = { key: 2, x: 190, y: 24, drop: true, amount: 0.4, text: '−0.40 unexplained' }

test('a rise and a drop at one height are both named, as long as their words stand apart', () => {
  const words = marksWithRoom([rise, drop], 320)
  expect(words.get(1)).toMatchObject({ anchor: 'end', x: 143 })
  expect(words.get(2)).toMatchObject({ anchor: 'start', x: 197 })
})

test('of two drops beside each other the larger one is named', () => {
  const words = marksWithRoom([drop, { ...drop, key: 3, x: 200, amount: 2 }], 320)
  expect([...words.keys()]).toEqual([3])
})

test('words stay inside: a drop at the right edge to its left, a rise at the left edge to its right', () => {
  const words = marksWithRoom(
    [
      { ...rise, x: 4 },
      { ...drop, x: 316, y: 60 },
    ],
    320,
  )
  expect(words.get(1)).toMatchObject({ anchor: 'start', x: 11 })
  expect(words.get(2)).toMatchObject({ anchor: 'end', x: 309 })
})

test('an account in another currency than the screen is drawn in its own', () => {
  const series = [{ currency: 'CNY', readings: [], marks: [] }] as const
  expect(balanceCurrency({ series }, 'USD')).toBe('CNY')
  expect(balanceCurrency({ series }, 'CNY')).toBe('CNY')
  expect(balanceCurrency({ series: [] }, 'USD')).toBe('USD')
})
