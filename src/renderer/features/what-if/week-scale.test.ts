import { describe, expect, it } from 'vitest'

import type { BandSpan } from '../../../contract/prices.ts'
import {
  edgeBeside,
  instantOf,
  midnights,
  paintedSpans,
  spanAt,
  STEP,
  STEPS,
  stepOf,
  weekFrom,
} from './week-scale.ts'

const NOW = Date.parse('2026-11-23T06:20:30Z')
const week = weekFrom(NOW)

function span(from: string, until: string, band: BandSpan['band'], holiday: string | null = null): BandSpan {
  return { from: `2026-11-${from}:00.000Z`, until: `2026-11-${until}:00.000Z`, band, holiday }
}

const spans = [
  span('23T06:15', '23T10:00', 'peak'),
  span('23T10:00', '24T01:00', 'off-peak'),
  span('24T01:00', '24T04:00', null),
]

describe('the week of the slider', () => {
  it('begins with the running quarter of an hour, whose step means now', () => {
    expect(new Date(week.from).toISOString()).toBe('2026-11-23T06:15:00.000Z')
    expect(week.until - week.from).toBe(7 * 24 * 3_600_000)
    expect(instantOf(week, 0)).toBeNull()
    expect(instantOf(week, 1)).toBe(week.from + STEP)
    expect(instantOf(week, STEPS + 5)).toBe(week.until)
  })

  it('keeps a chosen instant where it is while time goes on, and falls back to now once it is past', () => {
    const chosen = week.from + 4 * STEP
    expect(stepOf(week, chosen)).toBe(4)
    expect(stepOf(weekFrom(NOW + 2 * STEP), chosen)).toBe(2)
    expect(stepOf(weekFrom(NOW + 9 * STEP), chosen)).toBe(0)
    expect(stepOf(week, null)).toBe(0)
  })

  it('paints every stretch in its place, cut at the ends of the week', () => {
    const early = { ...span('23T00:00', '23T06:30', 'peak'), from: '2026-11-22T00:00:00.000Z' }
    const [first] = paintedSpans(week, [early])
    expect(first).toMatchObject({ left: 0, width: 100 / STEPS })
    expect(paintedSpans(week, [span('20T00:00', '21T00:00', 'peak')])).toEqual([])
    const painted = paintedSpans(week, spans)
    expect(painted.map(({ band }) => band)).toEqual(['peak', 'off-peak', null])
    expect(painted[1]?.left).toBeCloseTo((painted[0]?.left ?? 0) + (painted[0]?.width ?? 0), 10)
  })

  it('finds what holds at an instant, half-open, and the edges beside it', () => {
    const edge = Date.parse('2026-11-23T10:00:00Z')
    expect(spanAt(spans, edge - 1)?.band).toBe('peak')
    expect(spanAt(spans, edge)?.band).toBe('off-peak')
    expect(edgeBeside(week, spans, NOW, 'after')).toBe(edge)
    expect(edgeBeside(week, spans, edge, 'after')).toBe(Date.parse('2026-11-24T01:00:00Z'))
    expect(edgeBeside(week, spans, edge, 'before')).toBeNull()
  })

  it('names the days of each zone, but for one that has no room at the end', () => {
    expect(midnights(week, 'Asia/Shanghai').map(({ at }) => new Date(at).toISOString())).toEqual(
      ['23', '24', '25', '26', '27', '28'].map((day) => `2026-11-${day}T16:00:00.000Z`),
    )
    expect(midnights(week, 'UTC')[0]?.at).toBe(Date.parse('2026-11-24T00:00:00Z'))
    expect(midnights(week, 'UTC')).toHaveLength(6)
  })
})
