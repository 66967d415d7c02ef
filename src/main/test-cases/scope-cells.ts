import type { TestEstimate, TestScope } from '../../contract/test-cases.ts'
import type { StoredCase } from './case-store.ts'
import type { DraftedRequest } from './drafted-request.ts'
import { assertionsOf } from './fill-assertions.ts'
import type { TableView } from './table-reader.ts'
import type { Target } from './targets.ts'

/** One cell of a scope with the request that it would be. */
export interface ScopeCell extends DraftedRequest {
  readonly row: StoredCase
  readonly target: Target
}

export interface ScopeCells {
  /** Case by case: what is compared runs side by side. */
  readonly cells: readonly ScopeCell[]
  /** Cases that lack a value; they are in no cell. */
  readonly missing: TestEstimate['missing']
}

/** The cells that a scope means, their variables filled in. */
export function cellsOf(view: TableView, scope: TestScope): ScopeCells {
  const cells: ScopeCell[] = []
  const missing: { case: number; names: string[] }[] = []
  for (const [index, row] of view.snapshot.cases.entries()) {
    const targets = view.targets.filter((target) => isMeant(view, scope, row, target))
    const lacking = lackingNames(targets, row.values)
    if (lacking.length > 0) {
      missing.push({ case: index + 1, names: lacking })
      continue
    }
    const { values } = row
    const assertions = targets.length === 0 ? [] : assertionsOf(view.setup.assertions, row.assertions, values)
    for (const target of targets)
      cells.push({ row, target, values, assertions, body: target.template.fill(values) })
  }
  return { cells, missing }
}

function isMeant({ snapshot }: TableView, scope: TestScope, { id }: StoredCase, { key }: Target): boolean {
  switch (scope.kind) {
    case 'all':
      return true
    case 'cases':
      return scope.caseIds.includes(id)
    case 'cell':
      return scope.caseId === id && scope.target === key
  }
  const result = snapshot.results.get(id)?.get(key)
  return result === undefined || result.state === 'checked' || result.outcome === 'fail'
}

function lackingNames(targets: readonly Target[], values: Readonly<Record<string, string>>): string[] {
  const needed = targets.flatMap(({ template }) => template.needed)
  return [...new Set(needed)].filter((name) => !Object.hasOwn(values, name))
}
