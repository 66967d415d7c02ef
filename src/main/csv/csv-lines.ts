/** A cell that this program computed is a number, and may begin with a minus; text may not. */
export type Cell = string | number | null

/**
 * CSV after RFC 4180 with CRLF. Text that a spreadsheet would take for a formula (= + - @, tab, return at its start)
 * gets an apostrophe in front: names and reasons are typed by people, and model names come from files.
 */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r\n]/.test(cell) && !isAmount(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A plain negative decimal is no formula: an exact amount that a number could not hold. */
function isAmount(cell: string): boolean {
  return /^-\d+(\.\d+)?$/.test(cell)
}
