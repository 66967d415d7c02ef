import type { LedgerExportPart, LedgerFilter } from '../../contract/ledger.ts'
import type { Clock } from '../clock.ts'
import { dayOf } from './days.ts'
import { type ExportCursor, readCursor, writeCursor } from './export-cursor.ts'
import type { KeyOwners } from './key-owners.ts'
import type { LedgerBook } from './ledger-book.ts'
import type { EntryRow } from './ledger-entry.ts'
import {
  csvHead,
  csvRows,
  jsonCorrections,
  jsonEnd,
  jsonEntries,
  jsonHead,
  jsonMiddle,
} from './ledger-export.ts'
import type { LedgerSets } from './ledger-sets.ts'
import { totalsOf } from './ledger-sums.ts'
import type { Describe, LedgerView } from './ledger-view.ts'

export type ExportFormat = 'csv' | 'json'

export interface ExportRequest extends LedgerView {
  readonly format: ExportFormat
  /** `next` of the part before; null for the first. */
  readonly after: string | null
}

/** Runs in one part: some 20 ms of work, so that whoever waits beside it hardly notices. */
const RUNS_IN_A_PART = 500
/** No ECMAScript date is later. */
const LAST_INSTANT = 8.64e15

interface PartsOptions {
  readonly sets: LedgerSets
  readonly book: LedgerBook
  readonly describe: Describe
  readonly owners: KeyOwners
  readonly clock: Clock
}

/** Gives a file in parts; the reader asks for the next one when it wants it, and stops by not asking. */
export function createExportParts({ sets, book, describe, owners, clock }: PartsOptions) {
  return function exportPart({ filter, zone, format, after }: ExportRequest): LedgerExportPart {
    const cursor = after === null ? null : readCursor(after)
    const at = cursor ?? beginning(filter)
    const { upTo, total } = at
    const part = (text: string, next: ExportCursor | null): LedgerExportPart => ({
      fileName: fileName(filter, zone, format),
      text,
      next: next && writeCursor(next),
      done: next?.done ?? total,
      total,
    })
    return at.phase === 'runs' ? runsPart(at, cursor === null) : correctionsPart(at)

    function runsPart(from: ExportCursor, first: boolean): LedgerExportPart {
      const runs = sets.runsBefore(filter, from, RUNS_IN_A_PART)
      const corrections = correctionsUpTo(runs)
      const last = runs.at(-1)
      const next: ExportCursor | null =
        last !== undefined && runs.length === RUNS_IN_A_PART
          ? {
              ...from,
              sentAt: Number(last.sent_at),
              number: Number(last.number),
              done: from.done + runs.length,
            }
          : null
      if (format === 'csv') {
        const rows = runs.flatMap((run) => [run, ...(corrections.get(run.id) ?? [])])
        return part((first ? csvHead() : '') + csvRows(rows, zone, owners.names()), next)
      }
      const text = (first ? jsonHead(zone) : '') + jsonEntries(describe(runs, corrections, zone), first)
      if (next) return part(text, next)
      const done = from.done + runs.length
      return part(text + jsonMiddle, { ...from, phase: 'corrections', sentAt: 0, number: 0, done })
    }

    function correctionsPart(from: ExportCursor): LedgerExportPart {
      const rows = sets.correctionsAfter(filter, from, RUNS_IN_A_PART)
      const text = jsonCorrections(rows, from.number === 0)
      const last = rows.at(-1)
      if (last !== undefined && rows.length === RUNS_IN_A_PART)
        return part(text, { ...from, number: Number(last.number) })
      return part(text + jsonEnd(totalsOf(sets.sums(filter, upTo))), null)
    }

    function correctionsUpTo(runs: readonly EntryRow[]): Map<string, EntryRow[]> {
      const found = book.correctionsOf(runs.map(({ id }) => id))
      for (const [id, rows] of found)
        found.set(
          id,
          rows.filter(({ number }) => number <= BigInt(upTo)),
        )
      return found
    }
  }

  function beginning(filter: LedgerFilter): ExportCursor {
    const upTo = sets.newest()
    const total = Number(sets.sums(filter, upTo).runs)
    return { phase: 'runs', upTo, sentAt: LAST_INSTANT, number: upTo + 1, done: 0, total }
  }

  function fileName(filter: LedgerFilter, zone: LedgerView['zone'], extension: ExportFormat): string {
    return `fathom-${filter.practice ? 'practice' : 'ledger'}-${dayOf(clock(), zone).day}.${extension}`
  }
}
