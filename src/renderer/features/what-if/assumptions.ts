import type { Forecast } from '../../../contract/forecasts.ts'

/** What the panel assumes of a run that was not sent. */
export interface Assumptions {
  /** Epoch ms; null is now. */
  readonly at: number | null
  /** Output tokens of one run; null is what history says, or `WITHOUT_HISTORY`. */
  readonly output: number | null
  readonly runs: number
}

export const atFirst: Assumptions = { at: null, output: null, runs: 1 }

/** Assumed where no run of this prompt has ended yet: a number to start from, and named as that. */
const WITHOUT_HISTORY = 1_000

/** The bounds of the contract. */
export const MOST_OUTPUT = 393_216
export const MOST_RUNS = 1_000_000

export interface AssumedOutput {
  readonly tokens: number
  readonly from: 'typed' | 'history' | 'nothing'
}

/** Output tokens of one run: as typed, else the middle of what earlier runs wrote, else a number to start from. */
export function assumedOutput({ output }: Assumptions, forecast: Forecast | null): AssumedOutput {
  if (output !== null) return { tokens: output, from: 'typed' }
  const middle = forecast?.columns[0]?.output.output?.p50.tokens
  if (middle !== undefined) return { tokens: middle, from: 'history' }
  return { tokens: WITHOUT_HISTORY, from: 'nothing' }
}

/** Reads a whole number as people write it, separators included; null where it is none or out of bounds. */
export function readCount(text: string, least: number, most: number): number | null {
  const digits = text.replaceAll(/[\s,._\u00A0\u202F]/g, '')
  if (!/^\d{1,9}$/.test(digits)) return null
  const value = Number(digits)
  return value >= least && value <= most ? value : null
}
