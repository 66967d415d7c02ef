import { fileURLToPath } from 'node:url'

import * as fc from 'fast-check'

import type { LedgerFilter } from '../../contract/ledger.ts'
import type { Zone } from '../../contract/values.ts'
import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { openBooks } from '../estimates/books.ts'
import type { Pico } from '../pricing/money.ts'
import { type NewEntry, NOT_BILLED } from './ledger-entry.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { charge, entry, usageOf } from './test-entries.ts'

// A week around the change to winter time, so that local days differ in length where the machine has them; every three
// hours, so that the bounds of filters and days often fall exactly on an entry.
export const START = Date.UTC(2026, 9, 22)
export const END = START + 8 * 24 * 3_600_000
export const books = openBooks(fileURLToPath(new URL('../../../resources', import.meta.url)))
export const instant = fc.integer({ min: 0, max: 7 * 8 }).map((step) => START + step * 3 * 3_600_000)
const amount = fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: undefined })
const model = fc.constantFrom('deepseek-flash', 'deepseek-v4-pro', 'deepseek-chat')
const band = fc.constantFrom('peak', 'off-peak', 'all-day')
const status = fc.constantFrom('completed', 'cut-short', 'failed')
const promptId = fc.constantFrom('prompt-1', 'prompt-2')
const key = fc.constantFrom('…8f2c', '…77aa')
/** The key …77aa has a name; every other run was sent from a version. */
export const WORK = 'work'
const keyProfile = fc.constantFrom(WORK, 'nobody')
const versionId = fc.constantFrom('version-1', 'version-2')
const tokens = fc.option(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(1_000_000)), { nil: null })

// Rows of the book, one of another currency, one that no book has, and what was not billed.
const rowId = fc.constantFrom(
  'deepseek-flash/USD/peak/2026-09-10',
  'deepseek-flash/CNY/off-peak/2026-09-10',
  'gone',
  NOT_BILLED,
)

const charges = fc.record({ USD: amount, CNY: amount, rowId }).map(({ USD, CNY, rowId: by }) => {
  const inDollars = USD === undefined ? {} : { USD: charge(USD, by) }
  return Object.assign(inDollars, CNY === undefined ? {} : { CNY: charge(CNY, by) })
})
const leastCost = fc.record({ USD: amount, CNY: amount }).map(({ USD, CNY }): NewEntry['leastCost'] => ({
  ...(USD !== undefined && { USD: USD as Pico }),
  ...(CNY !== undefined && { CNY: CNY as Pico }),
}))

const run = fc
  .record({
    sentAt: instant,
    model,
    band,
    status,
    promptId,
    key,
    tokens,
    charges,
    leastCost,
    practice: fc.boolean(),
  })
  .map(({ model: requested, tokens: counts, key: keyHint, ...rest }): Partial<NewEntry> => {
    const usage = counts === null ? null : usageOf(...counts)
    // The list shows a prompt by its name, so here the name is the id.
    const figures = {
      model: { requested, served: null },
      promptName: rest.promptId,
      keyHint,
      estimatedTokens: 3,
      usage,
    }
    return Object.assign(figures, rest)
  })

const correction = fc.record({ of: fc.nat(), charges, tokens })

// At half hours too, which cut an hour's sum in two.
const isoInstant = fc
  .tuple(instant, fc.constantFrom(0, 1_800_000))
  .map(([at, more]) => new Date(at + more).toISOString())
const narrowFilter: fc.Arbitrary<LedgerFilter> = fc.record(
  {
    from: isoInstant,
    to: isoInstant,
    model,
    band,
    status,
    promptId,
    versionId,
    key,
    keyProfile,
    practice: fc.boolean(),
  },
  { requiredKeys: ['practice'] },
)

// Half of the filters are wide, or most would match next to nothing.
export const filter = fc.oneof(fc.constant<LedgerFilter>({ practice: false }), narrowFilter)

export const zone = fc.constantFrom<Zone>('Asia/Shanghai', 'local', 'UTC')

/** A ledger with these runs, some of them corrected, some of those again. */
export const ledgerWithDatabase = fc
  .record({ runs: fc.array(run, { maxLength: 25 }), corrections: fc.array(correction, { maxLength: 10 }) })
  .map(({ runs, corrections }): { readonly book: Ledger; readonly database: Database } => {
    const database = testDatabase()
    const filled = createLedger({ database, clock: () => START })
    nameKeyAndVersions(database, runs.length)
    const ids = runs.map((given, index) => filled.record(entry(index, given)).entryId)
    for (const { of, tokens: counts, ...rest } of corrections) {
      const corrects = ids[of % Math.max(ids.length, 1)]
      // A third of them take a usage back: then it counts as not reported.
      const usage = counts === null ? (of % 3 === 0 ? { usage: null } : {}) : { usage: usageOf(...counts) }
      if (corrects) filled.correct({ corrects, reason: 'Tried.', remainder: null, ...rest, ...usage })
    }
    return { book: filled, database }
  })
export const ledger = ledgerWithDatabase.map(({ book }) => book)

function nameKeyAndVersions(database: Database, runs: number): void {
  database
    .prepare("INSERT INTO key_profiles VALUES (?, 'Work', 'https://api.deepseek.com', 's', 1, 0, 1, NULL)")
    .run(WORK)
  database.prepare("INSERT INTO key_profile_hints VALUES ('…77aa', ?, 0)").run(WORK)
  const insert = database.prepare(
    `INSERT INTO runs (id, practice, base_url, request_json, estimate_json, status, model_requested, sent_at, version_id)
     VALUES (?, 0, '', '{}', '{}', 'completed', 'deepseek-flash', 0, ?)`,
  )
  for (let number = 0; number < runs; number += 1) insert.run(`run-${number}`, versionOf(number))
}

export function versionOf(number: number): string | null {
  return number % 2 === 0 ? `version-${1 + (number % 4) / 2}` : null
}
