import { type BilledRun, billedAt } from './ledger-runs.ts'
import { type UsageAmount, type UsageDay, usageTypeOf } from './usage-types.ts'

/** Counts of one day x model x key. */
export interface Counts {
  readonly hit: number
  readonly miss: number
  readonly output: number
}

/** What both sides say of one day x model x key. */
export interface BillCell {
  readonly day: UsageDay
  readonly model: string
  /** Null: the ledger's key has no known name. */
  readonly keyName: string | null
  readonly keyHints: readonly string[]
  readonly runs: readonly BilledRun[]
  /** Amounts by the export's own type, all prices together; empty where it says nothing. */
  readonly official: ReadonlyMap<string, number>
}

interface Draft extends Omit<BillCell, 'runs' | 'official' | 'keyHints'> {
  readonly keyHints: Set<string>
  readonly runs: BilledRun[]
  readonly official: Map<string, number>
}

/** Sorts both sides into the same cells. A run is under the name that the platform bills it by, as far as it shows. */
export function cellsOf(
  amounts: readonly UsageAmount[],
  runs: readonly BilledRun[],
  nameOf: (keyHint: string | null) => string | null,
): readonly BillCell[] {
  const cells = new Map<string, Draft>()
  const cell = (day: UsageDay, model: string, keyName: string | null, keyHint: string | null): Draft => {
    const key = JSON.stringify([day.from, model, keyName ?? { hint: keyHint }])
    const known = cells.get(key)
    if (known) return known
    const made = {
      day,
      model,
      keyName,
      keyHints: new Set<string>(),
      runs: [],
      official: new Map<string, number>(),
    }
    cells.set(key, made)
    return made
  }
  for (const row of amounts) {
    const { official } = cell({ from: row.from, until: row.until }, row.model, row.keyName, null)
    official.set(row.type, (official.get(row.type) ?? 0) + row.amount)
  }
  const days = daysOf(amounts)
  const models = new Map<number, Set<string>>()
  for (const { from, model } of amounts) models.set(from, (models.get(from) ?? new Set()).add(model))
  for (const run of runs) {
    const day = dayAt(days, billedAt(run))
    if (day === null) continue
    const found = cell(day, modelOf(run, models.get(day.from)), nameOf(run.keyHint), run.keyHint)
    found.runs.push(run)
    if (run.keyHint !== null) found.keyHints.add(run.keyHint)
  }
  return [...cells.values()]
    .map((found) => Object.assign(found, { keyHints: [...found.keyHints] }))
    .toSorted((a, b) => b.day.from - a.day.from || a.model.localeCompare(b.model, 'en'))
}

/** The days that an export covers, oldest first, each once. */
export function daysOf(rows: readonly UsageDay[]): readonly UsageDay[] {
  const days = new Map(rows.map(({ from, until }) => [from, { from, until }]))
  return [...days.values()].toSorted((a, b) => a.from - b.from)
}

/** The day in which an instant lies, by halving: years of days times many runs. */
function dayAt(days: readonly UsageDay[], at: number): UsageDay | null {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle]?.from ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  const day = days[low - 1]
  return day !== undefined && at < day.until ? day : null
}

/** The name that the answer gave is the one that is billed (a retired name is answered by its successor's). */
function modelOf({ served, requested }: BilledRun, billed: ReadonlySet<string> | undefined): string {
  if (served !== null && billed?.has(served)) return served
  return requested
}

/** What the runs of a cell say together, as far as they were reported. */
export function ledgerCounts(runs: readonly BilledRun[]): Counts {
  const sum = (key: keyof Counts): number => runs.reduce((total, { usage }) => total + (usage?.[key] ?? 0), 0)
  return { hit: sum('hit'), miss: sum('miss'), output: sum('output') }
}

/** What the export says of a type, by Fathom's word for it; undefined where it says nothing. */
export function officialOf(
  official: BillCell['official'],
  wanted: ReturnType<typeof usageTypeOf>,
): number | undefined {
  const found = [...official].filter(([name]) => usageTypeOf(name) === wanted)
  return found.length === 0 ? undefined : found.reduce((total, [, amount]) => total + amount, 0)
}
