/** A cell of the table: its row among those shown, its column from 0 (the number and name come first). */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

interface GridKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

const PAGE = 10

/** Where a key leads from a cell; null where it is none that moves. Never outside of the table. */
export function movedBy(
  { key, ctrlKey, metaKey }: GridKey,
  { row, column }: GridPlace,
  rows: number,
  columns: number,
): GridPlace | null {
  const far = ctrlKey || metaKey
  const next = {
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    PageDown: { row: row + PAGE, column },
    PageUp: { row: row - PAGE, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? rows - 1 : row, column: columns - 1 },
  }[key]
  if (next === undefined) return null
  return { row: clamp(next.row, rows), column: clamp(next.column, columns) }
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value))
}
