import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createDocument } from './incremental-document.ts'
import { adversarialText, atoms } from './testing/adversarial-text.ts'
import { tokenizer } from './testing/vocabulary.ts'

const runs = ['1', '中', 'a', ' ', '!', '\r\n', '\u200d', '\n', '\u{1f600}', 'ab ', '日本']

/** What an edit puts in: little things, long runs without a boundary, and pastes up to 10 KB. */
const insertion = fc.oneof(
  { weight: 6, arbitrary: adversarialText(8) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...runs), fc.nat(400)).map(([run, times]) => run.repeat(times)),
  },
  { weight: 1, arbitrary: adversarialText(1500).map((text) => text.slice(0, 10_000)) },
)

const edit = fc.record({
  at: fc.noBias(fc.nat(999_999)),
  remove: fc.nat(600),
  insert: insertion,
})

describe('an incremental document', () => {
  test('equals a full recount after each of 10,000 random edits', () => {
    let edits = 0
    fc.assert(
      fc.property(
        adversarialText(600),
        fc.array(edit, { minLength: 100, maxLength: 100 }),
        (start, changes) => {
          let text = start
          const document = createDocument(text, tokenizer)
          for (const { at, remove, insert } of changes) {
            const from = Math.floor((at / 999_999) * text.length)
            const to = Math.min(from + remove, text.length)
            text = text.slice(0, from) + insert + text.slice(to)
            document.edit(from, to, insert)
            edits++
            expect(document.tokens).toBe(tokenizer.count(text))
          }
          expect(document.text()).toBe(text)
          expect(document.length).toBe(text.length)
          const located = document.locate(0, text.length)
          expect(located).toEqual({ ...tokenizer.locate(text), before: 0 })
        },
      ),
      { numRuns: 100, seed: 20_261_122, endOnFailure: true },
    )
    expect(edits).toBeGreaterThanOrEqual(10_000)
  }, 180_000)

  test.each(['d', '7', '中', '!', ' ', '\n', ''])(
    'is exact when %j is typed over any one character',
    (typed) => {
      const text = 'A word, 12 中文字 and\n  \u{1d7ce}9 \u{1f600}more...\r\n'.repeat(40)
      for (let at = 0; at < text.length; at++) {
        const document = createDocument(text, tokenizer)
        document.edit(at, at, typed)
        const inserted = text.slice(0, at) + typed + text.slice(at)
        expect(document.tokens).toBe(tokenizer.count(inserted))
        document.edit(at, Math.min(at + typed.length + 1, inserted.length), typed)
        expect(document.tokens).toBe(tokenizer.count(text.slice(0, at) + typed + text.slice(at + 1)))
      }
    },
  )

  test('locates any range, and says the depth of any offset, as a full count does', () => {
    fc.assert(
      fc.property(adversarialText(900), fc.nat(), fc.nat(), (text, one, other) => {
        const document = createDocument(text, tokenizer)
        const [from, to] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ]
        const whole = tokenizer.locate(text)
        const before = whole.starts.filter((start) => start < from).length
        const wanted = [...whole.starts.keys()].filter(
          (index) => whole.starts[index]! >= from && whole.starts[index]! < to,
        )
        const located = document.locate(from, to)
        expect([...located.ids]).toEqual(wanted.map((index) => whole.ids[index]))
        expect([...located.starts]).toEqual(wanted.map((index) => whole.starts[index]))
        expect(located.before).toBe(before)
        expect(document.depthAt(from)).toBe(before)
        const byNumber = document.locateTokens(before, before + wanted.length)
        expect([...byNumber.ids]).toEqual([...located.ids])
      }),
      { numRuns: 300 },
    )
  })

  test('counts a long run in slices, and an edit between two slices does not spoil the count', () => {
    const run = `${'!'.repeat(300_000)}${' '.repeat(300_000)}`
    const document = createDocument(`start ${run}`, tokenizer)
    expect(document.pending).toBe(true)
    expect(document.settle()).toBe(false)
    document.edit(100_000, 100_001, 'x中')
    document.settle()
    document.edit(2, 3, 'ÄÖ')
    let slices = 0
    while (!document.settle()) slices++
    expect(slices).toBeGreaterThan(1)
    const text = document.text()
    expect(text.length).toBe(6 + 600_000 + 2)
    expect(document.tokens).toBe(tokenizer.count(text))
  })

  test('goes on with the count of a long text from where an edit broke in', () => {
    const text = 'A line of prose, 中文 and 12345.\n'.repeat(20_000)
    const document = createDocument(text, tokenizer)
    let slices = 0
    while (!document.settle()) {
      if (slices++ % 3 === 0) document.edit(10, 10, 'typed ')
    }
    expect(slices).toBeGreaterThan(5)
    expect(document.tokens).toBe(tokenizer.count(document.text()))
  })

  test('keeps the two halves of a character together when they are typed one by one', () => {
    const document = createDocument('', tokenizer)
    for (const atom of atoms)
      for (const unit of atom.split('')) document.edit(document.length, document.length, unit)
    expect(document.text()).toBe(atoms.join(''))
    expect(document.tokens).toBe(tokenizer.count(atoms.join('')))
  })

  test('refuses an edit outside of the text and stays as it was', () => {
    const document = createDocument('abc', tokenizer)
    expect(() => document.edit(2, 9, '')).toThrow(/outside of a text of 3 characters/)
    expect(document.text()).toBe('abc')
  })
})
