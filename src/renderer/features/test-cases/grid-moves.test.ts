import { expect, test } from 'vitest'

import { movedBy } from './grid-moves.ts'

const move = (key: string, row: number, column: number, far = false) =>
  movedBy({ key, ctrlKey: far, metaKey: false }, { row, column }, 20, 4)

test('arrow keys go one cell and stop at the edges', () => {
  expect(move('ArrowDown', 0, 1)).toEqual({ row: 1, column: 1 })
  expect(move('ArrowUp', 0, 1)).toEqual({ row: 0, column: 1 })
  expect(move('ArrowRight', 3, 3)).toEqual({ row: 3, column: 3 })
  expect(move('ArrowLeft', 3, 0)).toEqual({ row: 3, column: 0 })
  expect(move('PageDown', 15, 2)).toEqual({ row: 19, column: 2 })
})

test('Home and End stay in the row, with Control they go to the corners', () => {
  expect(move('Home', 7, 2)).toEqual({ row: 7, column: 0 })
  expect(move('End', 7, 2, true)).toEqual({ row: 19, column: 3 })
})

test('other keys are not taken', () => {
  expect(move('a', 0, 0)).toBeNull()
  expect(move('Enter', 0, 0)).toBeNull()
})
