import type { ComparisonColumn, ComparisonSetup } from '../../../contract/compare.ts'

const [LEAST, MOST] = [2, 4]

/** One column more, like the last; null where there are as many as there can be. */
export function addColumn(
  setup: ComparisonSetup,
  newId: () => string = () => crypto.randomUUID(),
): ComparisonSetup | null {
  const last = setup.columns.at(-1)
  if (last === undefined || setup.columns.length >= MOST) return null
  return { ...setup, columns: [...setup.columns, { ...last, id: newId() }] }
}

/** One column less; null where none can be spared. */
export function removeColumn(setup: ComparisonSetup, columnId: string): ComparisonSetup | null {
  if (setup.columns.length <= LEAST) return null
  return { ...setup, columns: setup.columns.filter(({ id }) => id !== columnId) }
}

export function changeColumn(setup: ComparisonSetup, changed: ComparisonColumn): ComparisonSetup {
  return { ...setup, columns: setup.columns.map((column) => (column.id === changed.id ? changed : column)) }
}

/**
 * What columns are called: by their model, with the version that they send, and a number where several ask the same.
 * `versions`: numbers by id.
 */
export function columnNames(
  columns: readonly ComparisonColumn[],
  versions: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, string> {
  const nameOf = ({ parameters: { model, versionId } }: ComparisonColumn): string => {
    const version = versionId ? versions.get(versionId) : undefined
    return version === undefined ? model : `${model} v${version}`
  }
  return new Map(
    columns.map((column) => {
      const name = nameOf(column)
      const alike = columns.filter((other) => nameOf(other) === name)
      const place = alike.findIndex(({ id }) => id === column.id) + 1
      return [column.id, alike.length === 1 ? name : `${name} ${place}`]
    }),
  )
}
