import type { PriceListRow, Stretch } from '../../../contract/prices.ts'
import type { Currency } from '../../../contract/values.ts'
import { holdsAt } from './tariffs.ts'

export type RateKind = 'output' | 'cacheMiss' | 'cacheHit'
export type Family = 'flash' | 'pro'

/** One step of a family's price: the lower and the higher of its bands, equal where there is one price. */
export interface Step {
  readonly from: number
  readonly until: number
  readonly low: number
  readonly high: number
  readonly lowText: string
  readonly highText: string
}

const NAMES: Readonly<Record<Family, readonly string[]>> = {
  // Where two names of one family are priced at once they share a card; the first found draws it.
  flash: ['deepseek-flash', 'deepseek-v4-flash'],
  pro: ['deepseek-v4-pro'],
}

/** The price of a family over time as steps, oldest first; a gap in the book is a gap in the steps. */
export function familySteps(
  rows: readonly PriceListRow[],
  family: Family,
  currency: Currency,
  kind: RateKind,
  end: number,
): readonly Step[] {
  const members = rows.filter((row) => NAMES[family].includes(row.model) && row.currency === currency)
  const holds = members.flatMap((row) => row.holds)
  const edges = [...new Set(holds.flatMap((span) => bounds(span, end)))].sort((a, b) => a - b)
  const steps = edges.slice(0, -1).flatMap((from, index) => {
    const until = edges[index + 1] ?? end
    const step = stepAt(members, family, kind, from)
    return step ? [{ from, until, ...step }] : []
  })
  return joinEqual(steps)
}

/** A row that goes on at the same price is no step. */
function joinEqual(steps: readonly Step[]): readonly Step[] {
  const joined: Step[] = []
  for (const step of steps) {
    const last = joined.at(-1)
    const same = last && last.until === step.from && last.low === step.low && last.high === step.high
    if (same) joined[joined.length - 1] = { ...last, until: step.until }
    else joined.push(step)
  }
  return joined
}

function bounds({ from, until }: Stretch, end: number): number[] {
  const at = (edge: string): number => Math.min(end, Date.parse(edge))
  return [at(from), until === null ? end : at(until)]
}

function stepAt(
  members: readonly PriceListRow[],
  family: Family,
  kind: RateKind,
  at: number,
): Omit<Step, 'from' | 'until'> | null {
  const inForce = members.filter((row) => holdsAt(row, at))
  const name = NAMES[family].find((model) => inForce.some((row) => row.model === model))
  const texts = inForce
    .filter((row) => row.model === name)
    .flatMap((row) => row[kind] ?? [])
    .sort((a, b) => Number(a) - Number(b))
  const [lowText, highText] = [texts[0], texts.at(-1)]
  if (lowText === undefined || highText === undefined) return null
  return { low: Number(lowText), high: Number(highText), lowText, highText }
}

/** Round marks from 0 to at least `max`: at most six. */
export function niceTicks(max: number): readonly number[] {
  if (!(max > 0)) return [0]
  const rough = max / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? power
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step)
}

const dayMonth = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
})

/** The first instant of each Beijing month inside a span. Beijing is UTC+8 all year. */
export function monthStarts(from: number, until: number): readonly number[] {
  const [year = 0, month = 1] = dayMonth.format(from).split('-').map(Number)
  const starts: number[] = []
  for (let index = 0; ; index += 1) {
    const at = Date.UTC(year, month - 1 + index, 1) - 8 * 3_600_000
    if (at >= until) return starts
    if (at > from) starts.push(at)
  }
}
