import { setImmediate as breathe } from 'node:timers/promises'

import type { ImportNote } from '../../contract/billing.ts'
import { csvRecords } from '../csv/csv-records.ts'
import { FathomError } from '../errors.ts'
import { redact } from '../redact.ts'
import { formatDecimal, parseDecimal } from './decimal.ts'
import { dayBetween, utcDay } from './read-days.ts'
import { type ReadableColumn, readHeader, type UsageHeader } from './usage-columns.ts'
import type { UsageAmount, UsageCost, UsageDay, UsageExport } from './usage-types.ts'

/** A month of one account has a few thousand; years of them fit. */
const MOST_ROWS = 200_000
const MOST_NOTES = 200
/** Records read before other work may go on. */
const SLICE = 4_000
const LONGEST_NAME = 200

/**
 * Reads one CSV file of an export in either format. What is not understood becomes a note that repeats nothing of the
 * line: in a line that is shifted, any cell may hold a key.
 * @throws FathomError `EXPORT_TOO_LARGE`
 */
export async function parseUsage(file: string, text: string): Promise<UsageExport> {
  const amounts: UsageAmount[] = []
  const costs: UsageCost[] = []
  const notes = createNotes(file)
  let header: UsageHeader | null = null
  let places = new Set<number>()
  let read = 0
  for (const { line, cells } of csvRecords(text, (column) => header === null || places.has(column))) {
    if ((read += 1) % SLICE === 0) await breathe()
    if (header === null) {
      header = cells && readHeader(cells)
      if (header === null) return { amounts, costs, notes: [notOurs(file)] }
      places = new Set(header.places.values())
      if (header.unknown.length > 0)
        notes.add(null, `Columns that Fathom does not know: ${named(header.unknown)}.`)
      continue
    }
    if (amounts.length + costs.length >= MOST_ROWS) throw tooLarge()
    const problem = takeRow(header, cells, amounts, costs)
    if (problem !== null) notes.add(line, problem)
  }
  if (header === null) return { amounts, costs, notes: [notOurs(file)] }
  return { amounts, costs, notes: notes.all() }
}

/** Adds the row of a record; a sentence where it is not understood. */
function takeRow(
  header: UsageHeader,
  cells: readonly (string | undefined)[] | null,
  amounts: UsageAmount[],
  costs: UsageCost[],
): string | null {
  if (cells === null) return 'A field is broken: a quote is not closed, or it is far too long.'
  if (cells.length !== header.columns) return `It has ${cells.length} fields where ${header.columns} belong.`
  const cell = (name: ReadableColumn): string => cells[header.places.get(name) ?? -1]?.trim() ?? ''
  const day = header.places.has('start_time_iso')
    ? dayBetween(cell('start_time_iso'), cell('end_time_iso'))
    : utcDay(cell('utc_date'))
  if (day === null) return 'Its day cannot be read.'
  const model = cleanName(cell('model'))
  if (model === '') return 'It names no model.'
  if (header.kind === 'cost') {
    const cost = parseDecimal(cell('cost'))
    if (cost === null) return 'Its cost is not a decimal number of at least 0.'
    const currency = cleanName(cell('currency')).toUpperCase()
    costs.push({ ...day, model, wallet: cleanName(cell('wallet_type')), currency, cost: formatDecimal(cost) })
    return null
  }
  return takeAmount(day, model, cell, amounts)
}

function takeAmount(
  day: UsageDay,
  model: string,
  cell: (name: ReadableColumn) => string,
  amounts: UsageAmount[],
): string | null {
  const type = cleanName(cell('type'))
  if (type === '') return 'It names no type.'
  const amount = wholeNumber(cell('amount'))
  if (amount === null) return 'Its amount is not a whole number of at least 0.'
  const price = cell('price') === '' ? null : parseDecimal(cell('price'))
  if (cell('price') !== '' && price === null) return 'Its price is not a decimal number of at least 0.'
  const keyName = cleanName(cell('api_key_name'))
  amounts.push({ ...day, model, keyName, type, price: price === null ? null : formatDecimal(price), amount })
  return null
}

function wholeNumber(text: string): number | null {
  const match = /^(\d{1,16})(?:\.0*)?$/.exec(text)
  const value = Number(match?.[1] ?? Number.NaN)
  return Number.isSafeInteger(value) ? value : null
}

/** Names are the user's own words: bounded, on one line, and never a key that was put in the wrong column. */
function cleanName(text: string): string {
  return redact(text.slice(0, LONGEST_NAME).replaceAll(/\p{Cc}+/gu, ' ')).trim()
}

function named(names: readonly string[]): string {
  return names
    .slice(0, 8)
    .map((name) => cleanName(name).slice(0, 40) || 'one without a name')
    .join(', ')
}

interface Notes {
  add(line: number | null, sentence: string): void
  all(): readonly ImportNote[]
}

/** A file of nothing but broken lines is said once, not two hundred thousand times. */
function createNotes(file: string): Notes {
  const notes: ImportNote[] = []
  let more = 0
  return {
    add: (line, sentence) => {
      if (notes.length < MOST_NOTES) notes.push({ file, line, sentence })
      else more += 1
    },
    all: () =>
      more === 0
        ? notes
        : [...notes, { file, line: null, sentence: `${more} more lines were not understood.` }],
  }
}

function notOurs(file: string): ImportNote {
  return { file, line: null, sentence: 'Its header is not that of a usage export, so it was not read.' }
}

function tooLarge(): FathomError {
  return new FathomError(
    'EXPORT_TOO_LARGE',
    `This export has more than ${MOST_ROWS.toLocaleString('en')} rows. Nothing was imported. Export a shorter time on the platform.`,
  )
}
