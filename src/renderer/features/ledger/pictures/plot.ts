/** Round steps for an axis from 0 or from `low`, at most five of them. */
export function ticksBetween(low: number, high: number): readonly number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough
  const first = Math.floor(low / step) * step
  const count = Math.ceil((high - first) / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => Number((first + index * step).toPrecision(12)))
}

/** An axis figure: short, and never rounded to a wrong one. */
export function tickLabel(tick: number): string {
  return String(Number(tick.toPrecision(6)))
}

/** Maps a value onto pixels. */
export function scaleOf(low: number, high: number, from: number, to: number): (value: number) => number {
  const span = high - low || 1
  return (value) => from + ((value - low) / span) * (to - from)
}

/** Which of so many places get a label, so that labels stay `room` pixels apart and inside; the last one always does. */
export function labelled(count: number, width: number, room: number): ReadonlySet<number> {
  const every = Math.max(1, Math.ceil((count * room) / Math.max(width, 1)))
  const places = new Set<number>([count - 1])
  const isInside = (place: number): boolean => ((place + 0.5) * width) / count >= room / 2
  for (let place = count - 1 - every; place >= 0 && isInside(place); place -= every) places.add(place)
  return places
}

/** Thresholds that part values into four like groups: the lowest value of the second, third and fourth. */
export function quartiles(values: readonly number[]): readonly [number, number, number] {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Infinity
  return [at(0.25), at(0.5), at(0.75)]
}
