import { describe, expect, it } from 'vitest'

import type { LedgerFilter } from '../../contract/ledger.ts'
import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { charge, entry, usageOf } from './test-entries.ts'

const REAL: LedgerFilter = { practice: false }
const NOW = Date.UTC(2026, 10, 22, 12)

function newLedger(): { database: Database; ledger: Ledger } {
  const database = testDatabase()
  return { database, ledger: createLedger({ database, clock: () => NOW }) }
}

function listed(ledger: Ledger, filter: LedgerFilter = REAL): ReturnType<Ledger['list']> {
  return ledger.list({ filter, zone: 'UTC', offset: 0, limit: 1000 })
}

describe('recording', () => {
  it('keeps what a run cost, exactly, with its raw usage', () => {
    const { ledger } = newLedger()
    const usage = { ...usageOf(128, 1000, 50, 20), something_new: { kept: true } }
    const { entryId } = ledger.record(
      entry(1, { usage, remainder: 3, charges: { USD: charge(1n), CNY: charge(0n) } }),
    )
    expect(listed(ledger).entries).toEqual([
      {
        id: entryId,
        run: 'run-1',
        runNumber: 1,
        at: '2026-11-22T03:00:00.001Z',
        day: '2026-11-22',
        prompt: 'Tide check',
        promptId: 'prompt-1',
        model: 'deepseek-flash',
        band: 'peak',
        status: 'completed',
        practice: false,
        keyHint: '…8f2c',
        keyName: null,
        timing: { sentAt: '2026-11-22T03:00:00.001Z', firstByteAt: null, completedAt: null },
        estimatedTokens: 110,
        exact: true,
        estimatedCost: {},
        usage,
        atLeast: null,
        USD: '0.000000000001',
        CNY: '0',
        atLeastCost: {},
        priced: true,
        remainder: 3,
        causes: [],
        corrected: null,
      },
    ])
  })

  it('books one run, and one answer of the API, only once', () => {
    const { ledger } = newLedger()
    const first = ledger.record(entry(1))
    const sameRun = ledger.record(entry(1, { responseId: 'another' }))
    const sameAnswer = ledger.record(entry(2, { responseId: 'response-1' }))
    expect([sameRun, sameAnswer]).toEqual([
      { entryId: first.entryId, recorded: false },
      { entryId: first.entryId, recorded: false },
    ])
    ledger.record(entry(3, { responseId: null }))
    ledger.record(entry(4, { responseId: null }))
    ledger.record(entry(5, { responseId: 'response-1', practice: true }))
    expect(listed(ledger).totals.entries).toBe(3)
  })

  it('calls an unknown price unpriced and never 0, and counts per currency', () => {
    const { ledger } = newLedger()
    ledger.record(entry(1))
    ledger.record(entry(2, { charges: { CNY: charge(5n) } }))
    ledger.record(entry(3, { charges: {}, usage: null, atLeast: { promptTokens: 110, completionTokens: 7 } }))
    const { entries, totals } = listed(ledger)
    expect(entries.map(({ USD, CNY, priced }) => [USD, CNY, priced])).toEqual([
      [null, null, false],
      [null, '0.000000000005', false],
      ['0.000093', '0.00062', true],
    ])
    expect(entries[0]).toMatchObject({ usage: null, atLeast: { promptTokens: 110, completionTokens: 7 } })
    expect(totals).toMatchObject({ entries: 3, priced: 1, unpriced: 2, pricedIn: { USD: 1, CNY: 2 } })
  })

  it('books a usage that contradicts itself without a split', () => {
    const { database, ledger } = newLedger()
    ledger.record(entry(1, { usage: { ...usageOf(0, 110, 50), prompt_cache_hit_tokens: 500 } }))
    const row = database
      .prepare('SELECT prompt_tokens, hit_tokens, miss_tokens, output_tokens FROM ledger_entries')
      .get()
    expect(row).toEqual({ prompt_tokens: 110, hit_tokens: null, miss_tokens: null, output_tokens: 50 })
  })

  it('never adds practice to real spend', () => {
    const { ledger } = newLedger()
    ledger.record(entry(1))
    ledger.record(entry(2, { practice: true, charges: { USD: charge(7n), CNY: charge(7n) } }))
    expect(listed(ledger).totals).toMatchObject({ entries: 1, USD: '0.000093' })
    expect(listed(ledger, { practice: true }).totals).toMatchObject({ entries: 1, USD: '0.000000000007' })
    expect(ledger.spendOfDay({ at: NOW, zone: 'UTC', practice: false }).USD).toBe('0.000093')
  })
})

describe('the table', () => {
  it.each([
    ['changed', "UPDATE ledger_entries SET usd_pico = 0 WHERE run_id = 'run-1'"],
    ['deleted', 'DELETE FROM ledger_entries'],
    ['replaced', "INSERT OR REPLACE INTO ledger_entries SELECT * FROM ledger_entries WHERE run_id = 'run-1'"],
  ])('refuses that a row is %s', (_, sql) => {
    const { database, ledger } = newLedger()
    ledger.record(entry(1))
    const before = listed(ledger)
    expect(() => database.prepare(sql).run()).toThrow('the ledger is insert-only')
    expect(listed(ledger)).toEqual(before)
  })

  it('answers views from indexes alone, so that 100,000 wide rows are never read', () => {
    const { database, ledger } = newLedger()
    listed(ledger)
    const plan = database
      .prepare<{ detail: string }>(
        `EXPLAIN QUERY PLAN SELECT sum(usd_pico), sum(cny_pico), sum(counts_priced), sum(estimated_tokens)
         FROM ledger_entries WHERE practice = 0 AND sent_at >= 1 AND band = 'peak' AND status = 'completed'`,
      )
      .all()
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING COVERING INDEX ledger_view/)
  })
})

describe('corrections', () => {
  const settled = { USD: charge(9n, 'later'), CNY: charge(90n, 'later') }

  it('settle a run that was cut short, in its own day, and leave its entry as it was', () => {
    const { database, ledger } = newLedger()
    const atLeast = { promptTokens: 110, completionTokens: 7 }
    const { entryId } = ledger.record(
      entry(1, { status: 'cut-short', usage: null, atLeast, charges: {}, remainder: null }),
    )
    const usage = usageOf(0, 110, 60)
    ledger.correct({
      corrects: entryId,
      reason: 'Settled from the usage export.',
      usage,
      charges: settled,
      remainder: 0,
    })

    const { entries, totals, days } = listed(ledger)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      id: entryId,
      usage,
      atLeast: null,
      USD: '0.000000000009',
      priced: true,
      remainder: 0,
    })
    expect(totals).toMatchObject({
      entries: 1,
      priced: 1,
      unpriced: 0,
      billedTokens: 110,
      estimatedTokens: 110,
      exact: 1,
    })
    expect(days).toEqual([
      {
        day: '2026-11-22',
        from: '2026-11-22T00:00:00.000Z',
        until: '2026-11-23T00:00:00.000Z',
        entries: 1,
        priced: 1,
        pricedIn: { USD: 1, CNY: 1 },
        USD: '0.000000000009',
        CNY: '0.00000000009',
      },
    ])
    expect(database.prepare("SELECT usd_pico FROM ledger_entries WHERE kind = 'run'").get()).toEqual({
      usd_pico: null,
    })
  })

  it('and their reverse give back the same figures, unpriced included', () => {
    const { ledger } = newLedger()
    const priced = ledger.record(entry(1)).entryId
    const unpriced = ledger.record(entry(2, { charges: {}, remainder: 2 })).entryId
    const before = listed(ledger)
    for (const corrects of [priced, unpriced]) {
      ledger.correct({ corrects, reason: 'Priced anew.', charges: settled, remainder: 0 })
    }
    expect(listed(ledger).totals).toMatchObject({ USD: '0.000000000018', priced: 2 })
    const { charges } = entry(1)
    ledger.correct({ corrects: priced, reason: 'Taken back.', charges, remainder: 0 })
    ledger.correct({ corrects: unpriced, reason: 'Taken back.', charges: {}, remainder: 2 })
    const entries = before.entries.map((each) => ({ ...each, corrected: 'Taken back.' }))
    expect(listed(ledger)).toEqual({ ...before, entries })
  })

  it('of something that is no run are refused', () => {
    const { ledger } = newLedger()
    const { entryId } = ledger.record(entry(1))
    const correction = ledger.correct({ corrects: entryId, reason: 'One.', charges: settled, remainder: 0 })
    for (const corrects of ['none', correction.entryId]) {
      expect(() => ledger.correct({ corrects, reason: 'Two.', charges: {}, remainder: 0 })).toThrow(
        expect.objectContaining({ code: 'ENTRY_NOT_FOUND' }),
      )
    }
  })
})

describe('views', () => {
  it('follow what is recorded at once, by another process too', () => {
    const { database, ledger } = newLedger()
    const other = createLedger({ database, clock: () => NOW })
    for (const count of [1, 2, 3]) {
      other.record(entry(count))
      expect(listed(ledger).totals.entries).toBe(count)
      expect(listed(ledger).entries[0]?.run).toBe(`run-${count}`)
    }
  })

  it('cost one step for an entry that a wrong clock dated a century off', () => {
    const { ledger } = newLedger()
    ledger.record(entry(1, { sentAt: Date.UTC(1926, 0, 1) }))
    ledger.record(entry(2, { sentAt: Date.UTC(2126, 0, 1) }))
    expect(listed(ledger).days.map(({ day }) => day)).toEqual(['2126-01-01', '1926-01-01'])
  })

  it('group by run, model and prompt under the prompt’s present name', () => {
    const { database, ledger } = newLedger()
    database
      .prepare("INSERT INTO prompts (id, name, created_at, renamed_at) VALUES ('prompt-1', 'Renamed', 0, 0)")
      .run()
    ledger.record(entry(1))
    ledger.record(
      entry(2, { model: { requested: 'deepseek-v4-pro', served: null }, promptId: null, promptName: null }),
    )
    const view = { filter: REAL, zone: 'UTC' } as const
    const labels = (grouping: 'run' | 'day' | 'model' | 'prompt'): unknown =>
      ledger.totalsBy(grouping, view).map(({ key, label, totals }) => [key, label, totals.entries])
    expect(labels('run')).toEqual([
      ['run-2', '2', 1],
      ['run-1', '1', 1],
    ])
    expect(labels('day')).toEqual([['2026-11-22', '2026-11-22', 2]])
    expect(labels('model')).toEqual([
      ['deepseek-flash', 'deepseek-flash', 1],
      ['deepseek-v4-pro', 'deepseek-v4-pro', 1],
    ])
    expect(labels('prompt')).toEqual([
      [null, null, 1],
      ['prompt-1', 'Renamed', 1],
    ])
    database.prepare("UPDATE prompts SET removed_at = 1 WHERE id = 'prompt-1'").run()
    database.prepare("DELETE FROM prompts WHERE id = 'prompt-1'").run()
    expect(labels('prompt')).toEqual([
      [null, null, 1],
      ['prompt-1', entry(1).promptName, 1],
    ])
  })
})

describe('exports', () => {
  it('hold every row, neutralise what people typed, and name practice in the file name', () => {
    const { ledger } = newLedger()
    const { entryId } = ledger.record(entry(1, { promptName: '=cmd|calc' }))
    ledger.correct({
      corrects: entryId,
      reason: '-1 was wrong',
      charges: { USD: charge(3_000_000n) },
      remainder: 0,
    })
    const { fileName, text } = ledger.exportCsv({ filter: REAL, zone: 'Asia/Shanghai' })
    expect(fileName).toBe('fathom-ledger-2026-11-22.csv')
    expect(ledger.exportCsv({ filter: { practice: true }, zone: 'UTC' }).fileName).toBe(
      'fathom-practice-2026-11-22.csv',
    )
    const [header, run, correction] = text.split('\r\n').map((line) => line.split(','))
    const cell = (row: string[] | undefined, column: string): string | undefined =>
      row?.[header?.indexOf(column) ?? -1]
    expect(cell(run, 'prompt')).toBe("'=cmd|calc")
    expect(cell(correction, 'reason')).toBe("'-1 was wrong")
    expect([cell(run, 'USD'), cell(correction, 'USD')]).toEqual(['0.000093', '-0.00009'])
    expect([cell(run, 'CNY'), cell(correction, 'CNY')]).toEqual(['0.00062', '-0.00062'])
  })

  it('as JSON say the same as the list', () => {
    const { ledger } = newLedger()
    const { entryId } = ledger.record(entry(1))
    ledger.record(entry(2, { charges: {} }))
    ledger.correct({ corrects: entryId, reason: 'Priced anew.', charges: { USD: charge(1n) }, remainder: 0 })
    const { entries, totals, corrections } = JSON.parse(ledger.exportJson({ filter: REAL, zone: 'UTC' }).text)
    const page = listed(ledger)
    expect(entries).toEqual(page.entries)
    expect(totals).toEqual(page.totals)
    expect(corrections).toMatchObject([
      { corrects: entryId, reason: 'Priced anew.', recordedAt: new Date(NOW).toISOString() },
    ])
  })
})

describe('parts of an export', () => {
  it('are bounded, join to the whole file, and say how far they are', () => {
    const { database, ledger } = newLedger()
    database.transaction(() => {
      for (let number = 1; number <= 1_203; number += 1) ledger.record(entry(number, { sentAt: number >> 2 }))
    })
    const parts = []
    for (let after: string | null = null, first = true; first || after !== null; first = false) {
      const part = ledger.exportPart({ filter: REAL, zone: 'UTC', format: 'csv', after })
      parts.push(part)
      after = part.next
    }
    expect(parts.map(({ done, total }) => [done, total])).toEqual([
      [500, 1203],
      [1000, 1203],
      [1203, 1203],
    ])
    const text = parts.map((part) => part.text).join('')
    expect(text).toBe(ledger.exportCsv({ filter: REAL, zone: 'UTC' }).text)
    expect(new Set(text.match(/run-\d+/g))).toHaveProperty('size', 1_203)
  })

  it('that nobody began are refused', () => {
    const { ledger } = newLedger()
    const request = { filter: REAL, zone: 'UTC', format: 'csv' } as const
    for (const after of ['', 'x', 'runs 1 2 3', 'runs 1 2 3 4 5 6', "runs 1' 2 3 4 5"]) {
      expect(() => ledger.exportPart({ ...request, after })).toThrow(
        expect.objectContaining({ code: 'EXPORT_LOST' }),
      )
    }
  })
})

describe('filters', () => {
  it('offer what occurs, real and practice apart', () => {
    const { ledger } = newLedger()
    ledger.record(entry(1, { keyHint: '…77aa' }))
    ledger.record(entry(2, { model: { requested: 'deepseek-v4-pro', served: null } }))
    ledger.record(entry(3, { practice: true, keyHint: null }))
    expect(ledger.facets(false)).toEqual({
      models: ['deepseek-flash', 'deepseek-v4-pro'],
      keys: ['…77aa', '…8f2c'].map((hint) => ({
        profileId: null,
        name: null,
        removed: false,
        hints: [hint],
      })),
    })
    expect(ledger.facets(true)).toEqual({ models: ['deepseek-flash'], keys: [] })
  })
})

describe('a settlement that is taken back', () => {
  it('leaves the entry as it was: not reported, with its lower bounds', () => {
    const { ledger } = newLedger()
    const { entryId } = ledger.record(
      entry(1, {
        status: 'cut-short',
        usage: null,
        charges: {},
        atLeast: { promptTokens: 90, completionTokens: 5 },
        leastCost: { USD: charge(7n).amount },
        remainder: null,
      }),
    )
    const before = listed(ledger)
    expect(before.entries[0]).toMatchObject({
      atLeastCost: { USD: '0.000000000007' },
      atLeast: { promptTokens: 90 },
    })
    const usage = usageOf(0, 100, 9)
    ledger.correct({
      corrects: entryId,
      reason: 'Settled.',
      usage,
      charges: { USD: charge(9n) },
      remainder: 0,
    })
    expect(listed(ledger).entries[0]).toMatchObject({
      usage,
      atLeast: null,
      atLeastCost: {},
      corrected: 'Settled.',
    })
    ledger.correct({ corrects: entryId, reason: 'Back.', usage: null, charges: {}, remainder: null })
    const entries = before.entries.map((each) => ({ ...each, corrected: 'Back.' }))
    expect(listed(ledger)).toEqual({ ...before, entries })
  })
})
