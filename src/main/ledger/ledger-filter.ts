import type { LedgerFilter } from '../../contract/ledger.ts'
import type { Value } from '../db/connection.ts'

/** Entries sent in the half-open interval [from, to), in epoch ms. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** A filter as SQL over `ledger_entries`; the same for the list, its totals and its export. */
export interface Condition {
  readonly sql: string
  readonly bindings: Readonly<Record<string, Value>>
}

// The range of ECMAScript dates, so that an open end is an ordinary bound.
const EVER: Period = { from: -8.64e15, to: 8.64e15 + 1 }

/** The period that a filter asks for. */
export function periodOf(filter: LedgerFilter): Period {
  return {
    from: filter.from === undefined ? EVER.from : Date.parse(filter.from),
    to: filter.to === undefined ? EVER.to : Date.parse(filter.to),
  }
}

/** The runs know their version; corrections follow their run. Found by numbers, which every index of the ledger holds. */
const OF_VERSION = `number IN (
  WITH entries AS (SELECT entry.number, entry.id FROM runs JOIN ledger_entries AS entry
    ON entry.run_id = runs.id AND entry.kind = 'run' WHERE runs.version_id = :version)
  SELECT number FROM entries
  UNION ALL SELECT correction.number FROM entries JOIN ledger_entries AS correction ON correction.corrects = entries.id)`

/** The condition of a filter. Real and practice entries never come together. */
export function conditionOf(filter: LedgerFilter): Condition {
  const parts = ['practice = :practice', 'sent_at >= :from', 'sent_at < :to']
  const bindings: Record<string, Value> = {
    practice: filter.practice ? 1 : 0,
    ...periodOf(filter),
  }
  const equal = (column: string, name: string, value: string | undefined): void => {
    if (value === undefined) return
    parts.push(`${column} = :${name}`)
    bindings[name] = value
  }
  equal('model_requested', 'model', filter.model)
  equal('prompt_id', 'prompt', filter.promptId)
  equal('band', 'band', filter.band)
  equal('status', 'status', filter.status)
  equal('key_hint', 'key', filter.key)
  if (filter.versionId !== undefined) {
    parts.push(OF_VERSION)
    bindings.version = filter.versionId
  }
  if (filter.keyProfile !== undefined) {
    parts.push('key_hint IN (SELECT hint FROM key_profile_hints WHERE profile_id = :keyProfile)')
    bindings.keyProfile = filter.keyProfile
  }
  return { sql: parts.join(' AND '), bindings }
}
