import { describe, expect, it } from 'vitest'

import type { Forecast } from '../../../contract/forecasts.ts'
import type { WhatIfCase, WhatIfCell, WhatIfEffort } from '../../../contract/prices.ts'
import { assumedOutput, atFirst, readCount } from './assumptions.ts'
import { haveSameColumns, whatIfGroups } from './what-if-rows.ts'

const efforts: readonly WhatIfEffort[] = ['off', 'low', 'high', 'max']

function casesOf(model: string): WhatIfCase[] {
  return efforts.map((effort) => ({ model, effort, promptTokens: 97, exact: true, warmTokens: 0 }))
}

function cellsOf(model: string, bands: readonly WhatIfCell['band'][]): WhatIfCell[] {
  return efforts.flatMap((effort) =>
    bands.flatMap((band) =>
      (['cold', 'warm'] as const).map((cache) => ({
        model,
        effort,
        band,
        cache,
        inForce: band === bands[0],
        cost: {},
      })),
    ),
  )
}

describe('the what-if tables', () => {
  it('give each model a row an effort and a pair of columns a band, whatever bands each has', () => {
    const groups = whatIfGroups({
      cases: [...casesOf('deepseek-flash'), ...casesOf('old')],
      cells: [...cellsOf('deepseek-flash', ['peak', 'off-peak']), ...cellsOf('old', ['all-day'])],
    })
    expect(groups.map(({ model, bands }) => [model, bands.length])).toEqual([
      ['deepseek-flash', 2],
      ['old', 1],
    ])
    const [flash, old] = groups
    expect(flash && haveSameColumns(flash, old)).toBe(false)
    expect(flash && haveSameColumns(flash, { ...flash, model: 'other' })).toBe(true)
    expect(flash?.rows.map(({ counted, cells }) => [counted.effort, cells.length])).toEqual(
      efforts.map((effort) => [effort, 4]),
    )
    expect(flash?.rows[2]?.cells.map(({ band, cache }) => `${band} ${cache}`)).toEqual([
      'peak cold',
      'peak warm',
      'off-peak cold',
      'off-peak warm',
    ])
    expect(flash?.bands).toEqual([
      { band: 'peak', inForce: true },
      { band: 'off-peak', inForce: false },
    ])
  })
})

describe('what a run is assumed to write', () => {
  const forecast = {
    columns: [{ output: { output: { p50: { tokens: 640, atLeast: false } } } }],
  } as unknown as Forecast

  it('is what was typed, else the middle of history, and never passes a guess off as history', () => {
    expect(assumedOutput({ ...atFirst, output: 0 }, forecast)).toEqual({ tokens: 0, from: 'typed' })
    expect(assumedOutput(atFirst, forecast)).toEqual({ tokens: 640, from: 'history' })
    expect(assumedOutput(atFirst, null)).toEqual({ tokens: 1_000, from: 'nothing' })
  })

  it('reads a number with its separators and refuses what is none', () => {
    expect(readCount('8,192', 0, 393_216)).toBe(8_192)
    expect(readCount('8 192', 0, 393_216)).toBe(8_192)
    expect(readCount('0', 1, 1_000)).toBeNull()
    expect(readCount('1e3', 0, 1_000)).toBeNull()
    expect(readCount('', 0, 1_000)).toBeNull()
    expect(readCount('393217', 0, 393_216)).toBeNull()
  })
})
