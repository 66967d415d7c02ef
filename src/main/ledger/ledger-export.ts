import type { LedgerEntry } from '../../contract/ledger.ts'
import type { Zone } from '../../contract/values.ts'
import { type Cell, csvLines } from '../csv/csv-lines.ts'
import { dayOf } from './days.ts'
import { amountOrNull, type EntryRow, numberOrNull } from './ledger-entry.ts'
import type { Totals } from './ledger-sums.ts'

type KeyNames = ReadonlyMap<string, string>

/** Each column of the CSV file with what stands in it. */
const COLUMNS: readonly (readonly [string, (row: EntryRow, zone: Zone, keyNames: KeyNames) => Cell])[] = [
  ['entry', (row) => row.id],
  ['kind', (row) => row.kind],
  ['corrects', (row) => row.corrects],
  ['reason', (row) => row.reason],
  ['run', (row) => row.run_id],
  ['run number', (row) => Number(row.run_number)],
  ['sent at', (row) => instant(row.sent_at)],
  ['first byte at', (row) => instant(row.first_byte_at)],
  ['completed at', (row) => instant(row.completed_at)],
  ['day', (row, zone) => dayOf(Number(row.sent_at), zone).day],
  ['prompt', (row) => row.prompt_name],
  ['prompt id', (row) => row.prompt_id],
  ['model requested', (row) => row.model_requested],
  ['model served', (row) => row.model_served],
  ['profile', (row) => row.profile],
  ['band', (row) => row.band],
  ['key', (row) => row.key_hint],
  ['key name', (row, _zone, keyNames) => keyNames.get(row.key_hint ?? '') ?? null],
  ['status', (row) => row.status],
  ['practice', (row) => (row.practice === 1n ? 'practice' : 'real')],
  ['estimated tokens', (row) => numberOrNull(row.estimated_tokens)],
  ['estimate exact', (row) => (row.estimate_exact === 1n ? 'yes' : 'no')],
  ['prompt tokens', (row) => numberOrNull(row.prompt_tokens)],
  ['cache hit tokens', (row) => numberOrNull(row.hit_tokens)],
  ['cache miss tokens', (row) => numberOrNull(row.miss_tokens)],
  ['output tokens', (row) => numberOrNull(row.output_tokens)],
  ['reasoning tokens', (row) => numberOrNull(row.reasoning_tokens)],
  ['at least prompt tokens', (row) => numberOrNull(row.at_least_prompt)],
  ['at least output tokens', (row) => numberOrNull(row.at_least_output)],
  ['estimated USD from', (row) => amountOrNull(row.low_usd_pico)],
  ['estimated USD to', (row) => amountOrNull(row.high_usd_pico)],
  ['USD', (row) => amountOrNull(row.usd_pico)],
  ['USD price row', (row) => row.usd_price_row],
  ['estimated CNY from', (row) => amountOrNull(row.low_cny_pico)],
  ['estimated CNY to', (row) => amountOrNull(row.high_cny_pico)],
  ['CNY', (row) => amountOrNull(row.cny_pico)],
  ['CNY price row', (row) => row.cny_price_row],
  ['remainder', (row) => numberOrNull(row.remainder)],
  ['response id', (row) => row.response_id],
]

export function csvHead(): string {
  return csvLines([COLUMNS.map(([name]) => name)])
}

/** Rows as they stand in the ledger, corrections as rows of their own: each column adds up to its total. */
export function csvRows(rows: readonly EntryRow[], zone: Zone, keyNames: KeyNames): string {
  return csvLines(rows.map((row) => COLUMNS.map(([, cell]) => cell(row, zone, keyNames))))
}

/** The beginning of the JSON file, up to where its entries stand. */
export function jsonHead(zone: Zone): string {
  return `{\n"zone": ${JSON.stringify(zone)},\n"entries": [\n`
}

/** Entries with their corrections already in, one a line; `first` is false when others stand before them. */
export function jsonEntries(entries: readonly LedgerEntry[], first: boolean): string {
  return jsonItems(entries, first)
}

/** What stands between the entries and the corrections. */
export const jsonMiddle = '\n],\n"corrections": [\n'

/** Corrections beside the entries that they change; amounts are differences. */
export function jsonCorrections(rows: readonly EntryRow[], first: boolean): string {
  return jsonItems(
    rows.map((row) => ({
      id: row.id,
      corrects: row.corrects,
      reason: row.reason,
      recordedAt: instant(row.recorded_at),
      USD: amountOrNull(row.usd_pico),
      CNY: amountOrNull(row.cny_pico),
    })),
    first,
  )
}

export function jsonEnd(totals: Totals): string {
  return `\n],\n"totals": ${JSON.stringify(totals)}\n}\n`
}

function jsonItems(items: readonly unknown[], first: boolean): string {
  if (items.length === 0) return ''
  return `${first ? '' : ',\n'}${items.map((item) => JSON.stringify(item)).join(',\n')}`
}

function instant(at: bigint | null): string | null {
  return at === null ? null : new Date(Number(at)).toISOString()
}
