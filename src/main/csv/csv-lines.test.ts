import { expect, it } from 'vitest'

import { csvLines } from './csv-lines.ts'

it.each(['=HYPERLINK("http://x")', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '-', '- list'])(
  'text %j is never a formula in a spreadsheet',
  (text) => {
    const cell = csvLines([['head'], [text]])
      .split('\r\n')
      .slice(1, -1)
      .join('\r\n')
    expect(cell.replace(/^"/, '')).toMatch(/^'/)
  },
)

it('leaves negative amounts, plain text and empty cells as they are', () => {
  expect(
    csvLines([
      ['a', 'b', 'c', 'd', 'e'],
      ['-0.000001', -5, null, 'a-b', '价格'],
    ]),
  ).toBe('a,b,c,d,e\r\n-0.000001,-5,,a-b,价格\r\n')
})

it('quotes separators, quotes and line ends', () => {
  expect(csvLines([['a'], ['x, "y"\nz']])).toBe('a\r\n"x, ""y""\nz"\r\n')
})
