import { t } from '../../contract/i18n/t.ts'
import { csvLines } from '../csv/csv-lines.ts'
import { csvRecords } from '../csv/csv-records.ts'
import { FathomError } from '../errors.ts'
import type { CaseContent, ReadCases } from './case-content.ts'

/** The column of a case's own name; the variables of a prompt are seldom called so. */
const NAME = '__name'
/** As promptfoo calls it. */
const OTHER_NAME = '__description'

/** A value may be a document; a quote that is never closed must still end somewhere. */
const LIMITS = { longestField: 4_000_000, mostFields: 200 }

/** CSV of cases: names where there are any, then one column a variable. A cell that a spreadsheet would run is defused. */
export function writeCaseCsv(columns: readonly string[], cases: readonly CaseContent[]): string {
  // A line of nothing but one empty cell would be read as no line.
  const named = columns.length < 2 || cases.some(({ name }) => name !== '')
  const head = [...(named ? [NAME] : []), ...columns]
  const rows = cases.map(({ name, values }) => [
    ...(named ? [defuse(name)] : []),
    ...columns.map((column) => defuse(values[column] ?? '')),
  ])
  return csvLines([head, ...rows])
}

/** `csvLines` puts an apostrophe before a formula; one that is there already gets another, so that both come back as they were. */
function defuse(text: string): string {
  return /^'+[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}

function restore(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

/** Error FILE_NOT_UNDERSTOOD when the first line names no columns. */
export function readCaseCsv(text: string): ReadCases {
  const marked = text.startsWith('\ufeff') ? text.slice(1) : text
  const records = csvRecords(marked, () => true, { ...LIMITS, separator: separatorOf(marked) })
  const first = records.next()
  const head =
    (first.done === true ? null : first.value.cells)?.map((cell) => restore(cell ?? '').trim()) ?? []
  checkHead(head)
  const cases: CaseContent[] = []
  const skipped: string[] = []
  for (const { line, cells } of records) {
    if (cells === null) skipped.push(t('Line {line, number} is no CSV.', { line }))
    else if (cells.length > head.length)
      skipped.push(t('Line {line, number} has more cells than the first line has names.', { line }))
    else
      cases.push(
        caseOf(
          head,
          cells.map((cell) => restore(cell ?? '')),
        ),
      )
  }
  return { cases, skipped }
}

/** What parts the names of the first line: a comma wherever there is one. */
function separatorOf(text: string): (typeof separators)[number] {
  const parts = (separator: (typeof separators)[number]): boolean => {
    const first = csvRecords(text, () => true, { ...LIMITS, separator }).next()
    return first.done !== true && (first.value.cells?.length ?? 0) > 1
  }
  return separators.find(parts) ?? ','
}

const separators = [',', ';', '\t'] as const

function checkHead(head: readonly string[]): void {
  const names = head.filter((name) => name !== '')
  if (names.length === 0 || names.length < head.length)
    throw new FathomError(
      'FILE_NOT_UNDERSTOOD',
      t('The first line of a CSV file names its columns, and one here has no name. Name each column.'),
    )
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined)
    throw new FathomError(
      'FILE_NOT_UNDERSTOOD',
      t('Two columns are called “{name}”. Give each its own name.', { name: twice }),
    )
}

function caseOf(head: readonly string[], cells: readonly string[]): CaseContent {
  // A line that is too short lacks its last values.
  const all = cells.map((cell, index) => [head[index] ?? '', cell] as const)
  const name = all.find(([column]) => column === NAME || column === OTHER_NAME)?.[1] ?? ''
  const values = all.filter(([column]) => column !== NAME && column !== OTHER_NAME)
  return { name, values: Object.fromEntries(values), assertions: [] }
}
