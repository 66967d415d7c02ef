import type { Assertion } from '../../contract/test-assertions.ts'
import type {
  BreakEven,
  TestCell,
  TestFilter,
  TestRow,
  TestSetup,
  TestTable,
  TestTarget,
} from '../../contract/test-cases.ts'
import type { CaseStore, StoredCase } from './case-store.ts'
import { hashText } from './case-store.ts'
import { describeFinding } from './check-words.ts'
import type { ResultStore, StoredResult } from './result-store.ts'
import { breakEvenOf, type TalliedCell, tallyCells } from './tallies.ts'
import type { Target } from './targets.ts'

/** The cases of a prompt with their newest results: another object after each change, by which what was made of it is known to be old. */
export interface TableSnapshot {
  readonly cases: readonly StoredCase[]
  /** By case, then by target. */
  readonly results: ReadonlyMap<string, ReadonlyMap<string, StoredResult>>
}

/** Of one cell that waits or runs: said instead of its old result. */
export type PendingCells = ReadonlyMap<string, 'waiting' | 'running'>

export const pendingKey = (caseId: string, target: string): string => `${caseId} ${target}`

export interface Snapshots {
  of(promptId: string): TableSnapshot
  /** A result was written: thousands come while tests run, and none may cost a reading of all. */
  wrote(result: StoredResult): void
  /** Values, name or rules of a case were changed. */
  edited(row: StoredCase): void
  /** Cases came or went. */
  forget(promptId: string): void
}

interface Kept extends TableSnapshot {
  readonly promptId: string
  readonly cases: StoredCase[]
  readonly results: Map<string, Map<string, StoredResult>>
}

/** Reads the table of the prompt that is looked at, once, and keeps it true. */
export function createSnapshots(
  cases: Pick<CaseStore, 'list'>,
  results: Pick<ResultStore, 'list'>,
): Snapshots {
  // A table of thousands of rows is some megabytes: only one is kept.
  let kept: Kept | null = null
  const put = (target: Kept['results'], result: StoredResult): void => {
    const mine = target.get(result.caseId) ?? new Map<string, StoredResult>()
    target.set(result.caseId, mine.set(result.target, result))
  }
  return {
    of: (promptId) => {
      if (kept?.promptId === promptId) return kept
      const found: Kept = { promptId, cases: [...cases.list(promptId)], results: new Map() }
      for (const result of results.list(promptId)) put(found.results, result)
      kept = found
      return found
    },
    wrote: (result) => {
      if (kept === null) return
      put(kept.results, result)
      kept = { ...kept }
    },
    edited: (row) => {
      const index = kept?.cases.findIndex(({ id }) => id === row.id) ?? -1
      if (kept === null || index === -1) return
      kept.cases[index] = row
      kept = { ...kept }
    },
    forget: (promptId) => {
      if (kept?.promptId === promptId) kept = null
    },
  }
}

/** What must hold of a case, as one short word. */
export function rulesHash(all: readonly Assertion[], own: readonly Assertion[]): string {
  return hashText(JSON.stringify([...all, ...own]))
}

export interface TableView {
  readonly setup: TestSetup
  readonly targets: readonly Target[]
  readonly snapshot: TableSnapshot
  readonly pending: PendingCells
}

/** The cells that a filter leaves, in the order of the table, with their numbers from 1. */
export function filterCases(
  { targets, snapshot }: TableView,
  filter: TestFilter,
  search: string,
): readonly { readonly number: number; readonly row: StoredCase }[] {
  const wanted = search.trim().toLowerCase()
  return snapshot.cases
    .map((row, index) => ({ number: index + 1, row }))
    .filter(({ row }) => wanted === '' || contains(row, wanted))
    .filter(({ row }) => filter === 'all' || passesFilter(filter, resultsOf(snapshot, targets, row)))
}

function resultsOf(
  { results }: TableSnapshot,
  targets: readonly Target[],
  { id }: StoredCase,
): StoredResult[] {
  return targets.flatMap(({ key }) => results.get(id)?.get(key) ?? [])
}

function passesFilter(filter: 'failures' | 'different', results: readonly StoredResult[]): boolean {
  if (filter === 'failures') return results.some(({ outcome }) => outcome === 'fail')
  const ended = results.filter(({ state }) => state === 'ended')
  return new Set(ended.map(({ answerHash, outcome }) => `${answerHash ?? ''} ${outcome}`)).size > 1
}

function contains({ name, values }: StoredCase, wanted: string): boolean {
  return [name, ...Object.values(values)].some((text) => text.toLowerCase().includes(wanted))
}

/** A value in the table is a line; the editor has it whole. */
const SHOWN = 240

export function viewRow(view: TableView, row: StoredCase, number: number): TestRow {
  const { id, name, values, assertions } = row
  const cells = view.targets.flatMap((target): (readonly [string, TestCell])[] => {
    const cell = viewCell(view, row, target)
    return cell === null ? [] : [[target.key, cell]]
  })
  return {
    id,
    number,
    name,
    values: Object.fromEntries(
      Object.entries(values).map(([column, text]) => [column, text.slice(0, SHOWN)]),
    ),
    ownAssertions: assertions.length,
    cells: Object.fromEntries(cells),
  }
}

/** Null where a case has no result in a column, and none is on its way. */
export function viewCell(
  { setup, snapshot, pending }: TableView,
  row: StoredCase,
  target: Target,
): TestCell | null {
  const result = snapshot.results.get(row.id)?.get(target.key)
  const state = pending.get(pendingKey(row.id, target.key))
  if (result === undefined) return state === undefined ? null : { ...NOTHING, state }
  const { prompt, answer } = result.subject
  const { values, source, rules } = result.hash
  const failed = result.findings.find(({ outcome }) => outcome === 'fail')
  return {
    state: state ?? result.state,
    practice: result.practice,
    runId: result.runId,
    outcome: result.outcome,
    stale:
      values !== row.hash || source !== target.hash || rules !== rulesHash(setup.assertions, row.assertions),
    promptTokens: answer?.promptTokens ?? prompt.tokens,
    outputTokens: answer?.outputTokens ?? null,
    bill: answer === null || Object.keys(answer.bill).length === 0 ? null : answer.bill,
    latencyMs: answer?.latencyMs ?? null,
    finishReason: answer?.finishReason ?? null,
    answer: result.answer,
    failure: result.error?.message ?? (failed === undefined ? null : describeFinding(failed).message),
    grade: result.grade,
  }
}

const NOTHING: Omit<TestCell, 'state'> = {
  practice: false,
  runId: null,
  outcome: null,
  stale: false,
  promptTokens: null,
  outputTokens: null,
  bill: null,
  latencyMs: null,
  finishReason: null,
  answer: '',
  failure: null,
  grade: null,
}

/** By snapshot, then by column: sums are asked for again and again while nothing changes. */
const talliedCells = new WeakMap<TableSnapshot, Map<string, TalliedCell[]>>()

function tallied({ snapshot }: TableView, { key }: Target): TalliedCell[] {
  const known = talliedCells.get(snapshot) ?? new Map<string, TalliedCell[]>()
  talliedCells.set(snapshot, known)
  const cells = known.get(key) ?? readTallied(snapshot, key)
  known.set(key, cells)
  return cells
}

function readTallied(snapshot: TableSnapshot, key: string): TalliedCell[] {
  return snapshot.cases.flatMap(({ id }) => {
    const result = snapshot.results.get(id)?.get(key)
    if (result?.state !== 'ended') return []
    const { answer } = result.subject
    const { practice, outcome } = result
    return [{ caseId: id, practice, outcome, bill: answer?.bill ?? {}, latencyMs: answer?.latencyMs ?? null }]
  })
}

/** The runs whose bills `viewTargets` sums up for a column. */
export function endedRuns({ snapshot }: TableView, target: string, practice: boolean): readonly string[] {
  return snapshot.cases.flatMap(({ id }) => {
    const result = snapshot.results.get(id)?.get(target)
    return result?.state === 'ended' && result.practice === practice ? (result.runId ?? []) : []
  })
}

export function viewTargets(view: TableView): readonly TestTarget[] {
  return view.targets.map((target) => {
    const { key, versionId, versionName, model } = target
    return { key, versionId, versionName, model, tallies: tallyCells(tallied(view, target)) }
  })
}

/** For each version that both models answered, real and practice apart. */
export function viewBreakEvens(
  view: TableView,
  isCheap: (model: string) => boolean,
  isDear: (model: string) => boolean,
): readonly BreakEven[] {
  const versions = [...new Set(view.targets.map(({ versionId }) => versionId))]
  return versions.flatMap((versionId) => {
    const mine = view.targets.filter((target) => target.versionId === versionId)
    const cheap = mine.find(({ model }) => isCheap(model))
    const dear = mine.find(({ model }) => isDear(model))
    if (cheap === undefined || dear === undefined) return []
    const [low, high] = [cheap, dear].map((target) => ({ key: target.key, cells: tallied(view, target) }))
    if (low === undefined || high === undefined) return []
    return [false, true].flatMap((practice) => breakEvenOf(cheap.versionName, practice, low, high) ?? [])
  })
}

/** Variables of what is tested, then the other columns. */
export function viewColumns({ setup, targets }: Pick<TableView, 'setup' | 'targets'>): TestTable['columns'] {
  const names = [...new Set(targets.flatMap(({ template }) => template.names))]
  const others = setup.columns.filter((name) => !names.includes(name))
  return [
    ...names.map((name) => ({ name, inPrompt: true, fallback: fallbackOf(targets, name) })),
    ...others.map((name) => ({ name, inPrompt: false, fallback: null })),
  ]
}

/** Null where a version needs a value. */
function fallbackOf(targets: readonly Target[], name: string): string | null {
  if (targets.some(({ template }) => template.needed.includes(name))) return null
  return targets.map(({ template }) => template.fallback(name)).find((text) => text !== null) ?? null
}
