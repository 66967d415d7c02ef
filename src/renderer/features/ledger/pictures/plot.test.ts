import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { labelled, quartiles, scaleOf, ticksBetween } from './plot.ts'

test('ticks are round, in order, and hold the whole range', () => {
  expect(ticksBetween(0, 0.196)).toEqual([0, 0.05, 0.1, 0.15, 0.2])
  expect(ticksBetween(40.2, 51.6)).toEqual([40, 45, 50, 55])
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), (high) => {
      const ticks = ticksBetween(0, high)
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high * 0.999999)
      expect(ticks.length).toBeLessThanOrEqual(6)
    }),
  )
})

test('labels never stand closer than their room, the newest has one, and none is pushed onto the next by the edge', () => {
  const places = [...labelled(30, 480, 60)]
  expect(places).toContain(29)
  expect(places.length).toBeLessThanOrEqual(8)
  expect([...labelled(25, 520, 58)].toSorted((a, b) => a - b)[0]).toBe(3)
})

test('quarters are of the values, not of the range: one dear day does not blank the others', () => {
  expect(quartiles([1, 2, 3, 1000])).toEqual([2, 3, 1000])
})

test('a flat line has its place on the scale', () => {
  expect(scaleOf(5, 5, 100, 0)(5)).toBe(100)
})
