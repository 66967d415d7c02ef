import type { DraftChange, Variables, VariableValue } from '../../contract/drafts.ts'

/** The values with another one for a name; null takes it away. */
export function withVariable(variables: Variables, name: string, value: VariableValue | null): Variables {
  const { [name]: _before, ...others } = variables
  return value === null ? others : { ...others, [name]: value }
}

export function sameVariables(left: Variables, right: Variables): boolean {
  return left === right || changedNames(left, right).length === 0
}

/** Three values of each name become one: ours where we changed it, theirs otherwise. */
export function mergedVariables(base: Variables, theirs: Variables, ours: Variables): Variables {
  return changedNames(base, ours).reduce(
    (merged, name) => withVariable(merged, name, ours[name] ?? null),
    theirs,
  )
}

/** What leads from some values to others. */
export function variableChanges(from: Variables, to: Variables): DraftChange[] {
  return changedNames(from, to).map((name) => ({ kind: 'set-variable', name, value: to[name] ?? null }))
}

function changedNames(left: Variables, right: Variables): string[] {
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].filter((name) => !sameVariable(left[name], right[name]))
}

/** Texts of megabytes are compared as they are. */
function sameVariable(left: VariableValue | undefined, right: VariableValue | undefined): boolean {
  return left === right || (left?.file === right?.file && left?.text === right?.text)
}
