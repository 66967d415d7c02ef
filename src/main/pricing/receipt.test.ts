import { describe, expect, it } from 'vitest'

import { canonicalJson, requestHash, sha256 } from './canonical-json.ts'
import { estimateCost, possibleRows } from './estimate-cost.ts'
import { pricesAt } from './price-at.ts'
import { addRow } from './price-book-edits.ts'
import type { Receipt } from './receipt-types.ts'
import { billReceipt, estimateReceipt, receiptHash } from './receipt.ts'
import { at, shippedBook as book } from './test-book.ts'
import { verifyReceipt } from './verify-receipt.ts'

const instant = at('2026-11-23T06:12:07Z')
const hashes = {
  request: requestHash({ model: 'deepseek-flash', messages: [{ role: 'user', content: 'Hi' }] }),
  text: sha256('the encoded prompt'),
  vocabulary: sha256(new Uint8Array([1, 2, 3])),
  profile: sha256('v4.1'),
}
const subject = {
  model: { requested: 'deepseek-flash', served: 'DeepSeek-V4.1-Flash-1017' },
  profile: 'v4.1',
  hashes,
  practice: false,
  prices: pricesAt(book, 'deepseek-flash', instant),
  notes: [],
}
const bill = billReceipt(subject, '184', { hit: 1792, miss: 569, completion: 615 }, 'sent')
const bounds = estimateCost(2361, 8192, subject.prices.rows, possibleRows(book, 'deepseek-flash', instant))
const estimate = estimateReceipt(subject, { tokens: 2361, exact: true }, 8192, bounds)
const model = { served: 'DeepSeek-V4.1-Flash-1017', profile: 'v4.1' }
const all = { book, hashes, model, again: null }
const stamped = (receipt: Receipt): Receipt => ({ ...receipt, sha256: receiptHash(receipt) })

describe('a receipt', () => {
  it('shows tokens x rate = amount for each part, in both currencies, to the last digit', () => {
    expect(bill.sheets.map(({ currency, total }) => [currency, total])).toEqual([
      ['USD', '0.000919452'],
      ['CNY', '0.00612968'],
    ])
    expect(bill.sheets[0]?.lines).toEqual([
      { kind: 'hit', tokens: 1792, per1M: '0.006', amount: '0.000010752' },
      { kind: 'miss', tokens: 569, per1M: '0.3', amount: '0.0001707' },
      { kind: 'output', tokens: 615, per1M: '1.2', amount: '0.000738' },
    ])
    expect(bill.band).toEqual({
      band: 'peak',
      certain: true,
      why: 'Monday, working day',
      beijing: '2026-11-23 14:12',
      decidedBy: 'sent',
    })
  })

  it('of an estimate holds each bound as a sum of its own', () => {
    expect(
      estimate.sheets
        .filter(({ currency }) => currency === 'USD')
        .map(({ scenario, total }) => [scenario, total]),
    ).toEqual([
      ['all-miss', '0.0007083'],
      ['all-hit', '0.000014166'],
      ['worst-case', '0.0105387'],
    ])
  })

  it('is plain JSON and is found right after a round through text', () => {
    for (const receipt of [bill, estimate]) {
      const read = JSON.parse(JSON.stringify(receipt)) as unknown
      expect(read).toEqual(receipt)
      expect(verifyReceipt(read, all)).toMatchObject({ same: true, differences: [] })
    }
    const again = verifyReceipt(estimate, { ...all, again: estimate })
    expect(again).toEqual({ same: true, differences: [], unchecked: [] })
  })

  it('names what it could not check instead of calling it right', () => {
    expect(verifyReceipt(bill, { ...all, hashes: { vocabulary: hashes.vocabulary } }).unchecked).toEqual([
      'request hash',
      'text hash',
      'profile hash',
      'prompt tokens',
      'served model',
      'run',
      'practice',
      'deciding instant',
      'notes',
    ])
  })

  it('shows a forged amount, even where its stamp was made anew', () => {
    const [first, ...others] = bill.sheets
    const lines = first!.lines.map((line) =>
      Object.assign({}, line, line.kind === 'output' && { tokens: 6150 }),
    )
    const forged = { ...bill, sheets: [{ ...first!, lines }, ...others] }
    expect(verifyReceipt(forged, all).differences.map(({ what }) => what)).toEqual([
      'stamp of the receipt',
      'billed USD, amount of output',
      'billed CNY, tokens of output',
    ])
    expect(verifyReceipt(stamped(forged), all).differences).toEqual([
      { what: 'billed USD, amount of output', receipt: '0.000738', now: '0.00738' },
      { what: 'billed CNY, tokens of output', receipt: '615', now: '6150' },
    ])
  })

  it('names each field that was changed, though its stamp was made anew', () => {
    for (const [receipt, again] of [
      [bill, null],
      [estimate, null],
      [estimate, estimate],
    ] as const) {
      const { unchecked } = verifyReceipt(receipt, { ...all, again })
      for (const path of fieldsOf(receipt)) {
        const { differences } = verifyReceipt(stamped(tampered(receipt, path)), { ...all, again })
        const known = differences.length > 0 || unchecked.some((what) => freeFields[what] === path.join('.'))
        expect(known, `${receipt.kind}: ${path.join('.')}`).toBe(true)
      }
    }
  })

  it('shows a request, a vocabulary or a count that is another now', () => {
    const other = { ...hashes, request: sha256('other'), text: null }
    const { rows } = subject.prices
    const shorter = estimateReceipt(subject, { tokens: 2360, exact: true }, 8192, {
      ...estimateCost(2360, 8192, rows, possibleRows(book, 'deepseek-flash', instant)),
    })
    const { differences } = verifyReceipt(estimate, { ...all, hashes: other, again: shorter })
    expect(differences.slice(0, 3).map(({ what, now }) => [what, now])).toEqual([
      ['request hash', sha256('other')],
      ['text hash', 'none'],
      ['prompt tokens', '2360'],
    ])
  })

  it('shows a corrected price: its own row still stands, another is in force', () => {
    const { book: corrected, row } = addRow(
      book,
      {
        model: 'deepseek-flash',
        currency: 'USD',
        band: 'peak',
        effectiveFrom: '2026-11-01T00:00:00Z',
        effectiveUntil: null,
        cacheHit: '0.006',
        cacheMiss: '0.3',
        output: '1.25',
        source: 'my invoice',
        confidence: 'high',
        precision: 'instant',
        note: '',
      },
      at('2026-12-01T00:00:00Z'),
    )
    expect(verifyReceipt(bill, { ...all, book: corrected }).differences).toEqual([
      { what: 'price row in force, USD', receipt: 'deepseek-flash/USD/peak/2026-09-10', now: row.id },
    ])
  })

  it('shows a price row that was tampered with or is not there', () => {
    const tampered = {
      ...book,
      rows: book.rows.map((row) => (row.band === 'peak' ? { ...row, output: row.cacheMiss } : row)),
    }
    const whats = verifyReceipt(bill, { ...all, book: tampered }).differences.map(({ what }) => what)
    expect(whats).toContain('price row deepseek-flash/USD/peak/2026-09-10, hash')
    expect(whats).toContain('price row deepseek-flash/USD/peak/2026-09-10, output per 1M')
    const empty = verifyReceipt(bill, { ...all, book: { ...book, rows: [] } }).differences
    expect(empty[0]?.now).toBe('not in this price book')
  })

  it('refuses what is no receipt', () => {
    for (const json of [null, {}, [], { ...bill, sheets: 'none' }]) {
      expect(() => verifyReceipt(json, all)).toThrow(/The receipt cannot be read/)
    }
  })
})

/** Fields that only the request or the run could tell, by the name under which they are listed as unchecked. */
const freeFields: Readonly<Record<string, string>> = {
  'prompt tokens': 'prompt.tokens',
  'certainty of the count': 'prompt.exact',
  'served model': 'model.served',
  run: 'run',
  practice: 'practice',
  'deciding instant': 'band.decidedBy',
}

/** Every field but the stamp, the format and the question itself: for which model and instant it was asked. */
function fieldsOf(receipt: Receipt): readonly (readonly string[])[] {
  const walk = (value: object, path: readonly string[]): (readonly string[])[] =>
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null ? walk(inner, [...path, key]) : [[...path, key]],
    )
  return walk(receipt, []).filter(([first]) => !['sha256', 'format', 'at'].includes(first ?? ''))
}

function tampered(receipt: Receipt, path: readonly string[]): Receipt {
  const copy = structuredClone(receipt)
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Json, copy as unknown as Json)
  const key = path.at(-1) ?? ''
  parent[key] = otherThan(parent[key], key)
  return copy
}

type Json = Record<string, unknown>

const choices: Readonly<Record<string, readonly string[]>> = {
  kind: ['bill', 'estimate'],
  scenario: ['all-hit', 'all-miss'],
  currency: ['USD', 'CNY'],
  band: ['peak', 'off-peak'],
  decidedBy: ['sent', 'completed'],
}

/** Another value that a receipt may have there. */
function otherThan(value: unknown, key: string): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (['hit', 'miss', 'output'].includes(String(value))) return value === 'miss' ? 'hit' : 'miss'
  const choice = choices[key]?.find((each) => each !== value)
  if (choice !== undefined) return choice
  return /^\d+(\.\d+)?$/.test(String(value)) ? String(Number(value) + 1) : `${String(value)}x`
}

describe('canonical JSON', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x', u: undefined })).toBe(
      '{"a":"x","b":[{"c":null,"d":1}]}',
    )
    expect(canonicalJson({ a: 'x', b: [{ c: null, d: 1 }] })).toBe(
      canonicalJson({ b: [{ d: 1, c: null }], a: 'x' }),
    )
  })

  it('refuses what JSON cannot hold', () => {
    for (const value of [1n, Number.NaN, undefined, Symbol('x')]) {
      expect(() => canonicalJson([value])).toThrow(/plain JSON/)
    }
  })

  it('keeps the order of keys in a request hash, which the prompt depends on', () => {
    expect(requestHash({ a: 1, b: 2 })).not.toBe(requestHash({ b: 2, a: 1 }))
    expect(requestHash(JSON.parse('{ "a": 1 }'))).toBe(requestHash({ a: 1 }))
  })
})
