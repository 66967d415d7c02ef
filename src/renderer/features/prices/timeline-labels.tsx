import { t } from '../../../contract/i18n/t.ts'
import { formatExact } from '../../lib/format.ts'
import { PLOT, type Scale, TOP } from './timeline-scale.ts'
import type { Family, Step } from './timeline-steps.ts'

import styles from './timeline.module.css'

interface Line {
  readonly family: Family
  readonly steps: readonly Step[]
}

interface Label {
  readonly text: string
  readonly family: Family
  readonly x: number
  readonly y: number
}

const HEIGHT = 14
const WIDTH_OF_LETTER = 6.2

interface TimelineLabelsProps {
  readonly lines: readonly Line[]
  readonly now: number
  readonly scale: Scale
}

/** Names each price on its own line, where it fits without covering another. */
export function TimelineLabels({ lines, now, scale }: TimelineLabelsProps) {
  return placeLabels(lines, now, scale).map((label) => (
    <text
      key={`${label.x} ${label.y}`}
      x={label.x}
      y={label.y}
      data-family={label.family}
      className={styles.price}
    >
      {label.text}
    </text>
  ))
}

/** Newest prices first: where two labels would meet, the older one gives way. */
function placeLabels(lines: readonly Line[], now: number, scale: Scale): readonly Label[] {
  const placed: Label[] = []
  const wanted = lines
    .flatMap(({ family, steps }) => steps.flatMap((step, index) => labelsOf(family, step, steps[index - 1])))
    .sort((left, right) => right.step.from - left.step.from)
  for (const { family, step, price, text } of wanted) {
    const x = scale.x(step.from) + 8
    const width = text.length * WIDTH_OF_LETTER
    if (x + width > Math.min(scale.x(step.until), scale.x(now)) + 2) continue
    const line = scale.y(price)
    const fits = (each: number) => each < TOP + PLOT && !placed.some((other) => meets(x, each, width, other))
    const y = [line + HEIGHT, line - 5].find(fits)
    if (y !== undefined) placed.push({ text, family, x, y })
  }
  return placed
}

function meets(x: number, y: number, width: number, other: Label): boolean {
  const otherWidth = other.text.length * WIDTH_OF_LETTER
  return Math.abs(y - other.y) < HEIGHT - 2 && x < other.x + otherWidth && other.x < x + width
}

interface Wanted {
  readonly family: Family
  readonly step: Step
  readonly price: number
  readonly text: string
}

function labelsOf(family: Family, step: Step, before: Step | undefined): Wanted[] {
  const one = step.low === step.high
  const changed = (side: 'low' | 'high') => before?.[side] !== step[side]
  const price = formatExact(step.lowText, 2)
  const low = one ? `${family} ${price}` : t('{family} off-peak {price}', { family, price })
  const labels: Wanted[] = changed('low') || one ? [{ family, step, price: step.low, text: low }] : []
  if (!one && changed('high')) {
    labels.push({
      family,
      step,
      price: step.high,
      text: t('{family} peak {price}', { family, price: formatExact(step.highText, 2) }),
    })
  }
  return labels
}
