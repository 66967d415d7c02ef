import { useState } from 'react'

import { message, t } from '../../../contract/i18n/t.ts'
import type { PriceListRow } from '../../../contract/prices.ts'
import type { Currency } from '../../../contract/values.ts'
import { Segmented } from '../../components/ui/segmented.tsx'
import { translateLabels } from '../../lib/translate-labels.ts'
import { useWidth } from '../../lib/use-width.ts'
import { Changes, Future, Grid, Months } from './timeline-axes.tsx'
import { TimelineLabels } from './timeline-labels.tsx'
import { BOTTOM, LEFT, PLOT, type Scale, TOP } from './timeline-scale.ts'
import { type Family, familySteps, niceTicks, type RateKind, type Step } from './timeline-steps.ts'

import styles from './timeline.module.css'

const DAY = 86_400_000
const AHEAD = 18 * DAY
const families: readonly Family[] = ['pro', 'flash']

const kinds: readonly { readonly value: RateKind; readonly label: string }[] = [
  { value: 'output', label: message('Output') },
  { value: 'cacheMiss', label: message('Miss') },
  { value: 'cacheHit', label: message('Hit') },
]

interface TimelineProps {
  readonly rows: readonly PriceListRow[]
  readonly currency: Currency
  readonly now: number
}

/** What flash and pro cost over time: steps, drawn downwards, since deeper is dearer. */
export function Timeline({ rows, currency, now }: TimelineProps) {
  const [kind, setKind] = useState<RateKind>('output')
  const [ref, width] = useWidth<HTMLDivElement>()
  const name = t(kinds.find(({ value }) => value === kind)?.label ?? '')
  return (
    <section className={styles.section} aria-label={t('Prices over time')}>
      <div className={styles.head}>
        <h2>{t('{name}, {currency} per 1M tokens', { name, currency })}</h2>
        <span className={styles.note}>{t('deeper is dearer; Beijing time')}</span>
        <div className={styles.kinds}>
          <Segmented
            label={t('Rate')}
            hideLabel
            value={kind}
            options={translateLabels(kinds)}
            onChange={setKind}
          />
        </div>
      </div>
      <div ref={ref} className={styles.plot}>
        {width > 0 && <Plot {...{ rows, currency, now, kind, width }} />}
      </div>
    </section>
  )
}

interface PlotProps extends TimelineProps {
  readonly kind: RateKind
  readonly width: number
}

function Plot({ rows, currency, now, kind, width }: PlotProps) {
  const end = now + AHEAD
  const lines = families.map((family) => ({
    family,
    steps: familySteps(rows, family, currency, kind, end),
  }))
  const steps = lines.flatMap((line) => line.steps)
  if (steps.length === 0)
    return (
      <p className={styles.note}>{t('No price of flash or pro is known in {currency}.', { currency })}</p>
    )
  const from = Math.min(...steps.map((step) => step.from)) - 4 * DAY
  const ticks = niceTicks(Math.max(...steps.map((step) => step.high)))
  const deepest = ticks.at(-1) ?? 1
  const right = width - 16
  const scale: Scale = {
    x: (at) => Math.round(LEFT + ((at - from) / (end - from)) * (right - LEFT)) + 0.5,
    y: (price) => Math.round(TOP + (price / deepest) * PLOT) + 0.5,
    right,
  }
  const description = lines.map(({ family, steps: each }) => describe(family, each)).join(' ')
  return (
    <svg
      width={width}
      height={TOP + PLOT + BOTTOM}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing, described in words
      role="img"
      aria-label={description}
      className={styles.svg}
    >
      <Grid ticks={ticks} scale={scale} />
      <Months from={from} until={end} scale={scale} />
      {lines.map(({ family, steps: each }) => (
        <Line key={family} family={family} steps={each} scale={scale} />
      ))}
      <Future now={now} scale={scale} />
      <Changes steps={steps} now={now} scale={scale} />
      <TimelineLabels lines={lines} now={now} scale={scale} />
    </svg>
  )
}

function describe(family: Family, steps: readonly Step[]): string {
  const last = steps.at(-1)
  if (!last) return t('{family}: no price.', { family })
  const price =
    last.low === last.high
      ? last.lowText
      : t('{low} off-peak, {high} peak', { low: last.lowText, high: last.highText })
  return t('{family}: {steps} prices over time, now {price}.', { family, steps: steps.length, price })
}

interface LineProps {
  readonly family: Family
  readonly steps: readonly Step[]
  readonly scale: Scale
}

/** The zone between the two bands, tinted, and a line at each; equal bands are one line. */
function Line({ family, steps, scale }: LineProps) {
  return (
    <g data-family={family} className={styles.line}>
      {steps.map((step) => (
        <rect
          key={step.from}
          x={scale.x(step.from)}
          y={scale.y(step.low)}
          width={Math.max(0, scale.x(step.until) - scale.x(step.from))}
          height={scale.y(step.high) - scale.y(step.low)}
        />
      ))}
      <path d={stepPath(steps, scale, 'low')} />
      <path d={stepPath(steps, scale, 'high')} />
    </g>
  )
}

function stepPath(steps: readonly Step[], scale: Scale, side: 'low' | 'high'): string {
  let path = ''
  let reached = Number.NaN
  for (const step of steps) {
    const y = scale.y(step[side])
    // A gap in the book is a gap in the line.
    path += step.from === reached ? `V${y}` : `M${scale.x(step.from)} ${y}`
    path += `H${scale.x(step.until)}`
    reached = step.until
  }
  return path
}
