import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { csvRecords } from './csv-records.ts'

const every = (): boolean => true
const cellsOf = (text: string) => [...csvRecords(text, every)].map(({ cells }) => cells)

describe('CSV records', () => {
  it('come with quotes, commas and line ends inside, and with any line end between', () => {
    expect(cellsOf('a,"b, ""c""\nd",e\r\nf,,\r"",g')).toEqual([
      ['a', 'b, "c"\nd', 'e'],
      ['f', '', ''],
      ['', 'g'],
    ])
  })

  it('know their line, over records of several lines and empty ones', () => {
    const lines = [...csvRecords('a\n\n"b\nc"\r\n\r\nd\n', every)].map(({ line }) => line)
    expect(lines).toEqual([1, 3, 6])
  })

  it('never take out what is not wanted', () => {
    const [record] = csvRecords('name,sk-secret,5', (column) => column !== 1)
    expect(record?.cells).toEqual(['name', undefined, '5'])
  })

  it('that are broken cost one line, not the file', () => {
    expect(cellsOf('a,"never closed\nb,c\n"x"y,z\nd,e')).toEqual([null, ['b', 'c'], null, ['d', 'e']])
    expect(cellsOf(`${'x'.repeat(5_000)}\nb`)).toEqual([null, ['b']])
    expect(cellsOf(`${','.repeat(100)}\nb`)).toEqual([null, ['b']])
  })

  it('of a hostile file come to an end: quotes without number, lines that never close', () => {
    expect(cellsOf('"'.repeat(400_001))).toEqual([null])
    expect(cellsOf('"a\n'.repeat(100_000))).toHaveLength(100_000)
    expect(cellsOf(',"'.repeat(200_000))).toEqual([null])
  })

  it('written by any cells are read back as they were', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '价'), maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        (rows) => {
          const text = rows
            .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
            .join('\r\n')
          expect(cellsOf(text)).toEqual(rows)
        },
      ),
    )
  })
})
