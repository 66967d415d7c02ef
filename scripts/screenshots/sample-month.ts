import { createRandom } from '../../src/main/practice/random.ts'

/** The prompts of the sample workspace, as their files lie in `prompts/`. */
export const PROMPTS = [
  'Incidents/Incident brief',
  'Incidents/Timeline from logs',
  'Contracts/Clause digest',
  'Contracts/Redline notes',
  'Support/Order lookup',
  'Support/Reply draft',
  'Support/Ticket triage',
  'Release notes zh',
] as const
export type PromptPath = (typeof PROMPTS)[number]

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Monday, 23 November 2026, 14:20 in Beijing: peak, and off-peak at 18:00. */
export const MOMENT = Date.parse('2026-11-23T06:20:00Z')
/** Midnight in Beijing on that day. */
export const TODAY = Date.parse('2026-11-22T16:00:00Z')

export interface PlannedRun {
  readonly path: PromptPath
  readonly at: number
  readonly model: string
  readonly end: 'complete' | 'stopped' | 'settled' | 'broken' | 'drift'
}

/** What is sent most is named most often. */
const USE: readonly PromptPath[] = [
  ...PROMPTS,
  ...(['Support/Reply draft', 'Support/Ticket triage', 'Release notes zh'] as const),
  ...(['Support/Reply draft', 'Support/Ticket triage'] as const),
  ...Array<PromptPath>(6).fill('Incidents/Incident brief'),
]

/** The one run of some days that does not end as it should: by days before today and its number on that day. */
const ENDS: Readonly<Record<string, PlannedRun['end']>> = {
  '24/2': 'stopped',
  '17/1': 'broken',
  '12/3': 'settled',
  '5/2': 'stopped',
  '0/4': 'stopped',
  '0/6': 'drift',
}

/** What is sent on the last day, in its order. */
const LAST_DAY: readonly PromptPath[] = [
  'Support/Ticket triage',
  'Contracts/Clause digest',
  'Contracts/Clause digest',
  'Incidents/Timeline from logs',
  'Support/Reply draft',
  'Release notes zh',
  'Support/Reply draft',
  'Incidents/Incident brief',
  'Incidents/Incident brief',
]

/** The runs of a day, so many days before today, in the order of the day. */
export function planMonth(daysAgo: number): readonly PlannedRun[] {
  const midnight = TODAY - daysAgo * DAY
  const random = createRandom('month', String(daysAgo))
  const weekend = [0, 6].includes(new Date(midnight + 12 * HOUR).getUTCDay())
  const count = daysAgo === 0 ? LAST_DAY.length : weekend ? random.below(3) : 3 + random.below(6)
  const last = daysAgo === 0 ? 13.9 : 19.5
  const hours = Array.from({ length: count }, () => 9.1 + (random.below(1_000) * (last - 9.1)) / 1_000)
  return hours
    .toSorted((one, other) => one - other)
    .map((hour, index) => {
      const end = ENDS[`${daysAgo}/${index}`] ?? 'complete'
      const path =
        (daysAgo === 0 && LAST_DAY[index]) || (end === 'complete' ? random.pick(USE) : 'Support/Reply draft')
      const dear =
        path.startsWith('Contracts/') || (path === 'Incidents/Incident brief' && random.below(5) === 0)
      const at = midnight + Math.round(hour * HOUR)
      return { path, at, model: dear ? 'deepseek-v4-pro' : 'deepseek-flash', end }
    })
}
