import { expect, test } from 'vitest'

import { tabStopOf } from './virtual-table.tsx'

const drawn = [40, 41, 42, 43, 44].map((index) => ({ index }))

test('a table whose active row was scrolled away, or filtered away, is still reached by Tab', () => {
  expect(tabStopOf(42, drawn, 41)).toBe(42)
  expect(tabStopOf(0, drawn, 41), 'scrolled away').toBe(41)
  expect(tabStopOf(90_000, drawn, 41), 'filtered away').toBe(41)
})
