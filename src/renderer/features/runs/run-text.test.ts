import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createRunText } from './run-text.ts'
import { textPieces } from './text-pieces.ts'

const short = fc.string({ maxLength: 5 })
const piece = fc.record({ index: fc.constantFrom(0, 1), arguments: short })
const chunk = fc.record({ content: short, reasoning: short, toolCalls: fc.array(piece, { maxLength: 2 }) })
type Piece = { readonly index: number; readonly arguments: string }

/** The arguments of each call, as far as pieces of it came. */
function callsOf(pieces: readonly Piece[]) {
  return [0, 1].flatMap((index) => {
    const mine = pieces.filter((each) => each.index === index)
    return mine.length === 0
      ? []
      : [{ id: '', name: '', arguments: mine.map((each) => each.arguments).join('') }]
  })
}

describe('run text', () => {
  it('shows every character once and in order, whatever comes late, twice, or only in a snapshot', () => {
    fc.assert(
      fc.property(
        fc.array(chunk, { minLength: 1, maxLength: 20 }),
        fc.array(fc.record({ pick: fc.nat(19), snapshot: fc.boolean() }), { maxLength: 40 }),
        (chunks, arrivals) => {
          const first = { index: 0, arguments: '' }
          const upTo = (seq: number) => ({
            seq,
            content: chunks
              .slice(0, seq)
              .map(({ content }) => content)
              .join(''),
            reasoning: chunks
              .slice(0, seq)
              .map(({ reasoning }) => reasoning)
              .join(''),
            // The second call never begins before the first.
            toolCalls: callsOf([first, ...chunks.slice(0, seq).flatMap(({ toolCalls }) => toolCalls)]),
          })
          const run = createRunText()
          let drawn = ''
          run.follow('content', (text, whole) => {
            drawn = whole ? text : drawn + text
          })
          for (const { pick, snapshot } of arrivals) {
            const seq = (pick % chunks.length) + 1
            const delta = chunks[seq - 1]
            if (snapshot) run.snapshot(upTo(seq))
            else if (delta !== undefined) {
              const begins = seq === 1 ? [first] : []
              run.delta({ seq, ...delta, toolCalls: [...begins, ...delta.toolCalls] })
            }
            expect(upTo(chunks.length).content.startsWith(drawn)).toBe(true)
          }
          run.snapshot(upTo(chunks.length))
          expect(run.text('content')).toBe(upTo(chunks.length).content)
          expect(run.text('reasoning')).toBe(upTo(chunks.length).reasoning)
          expect(drawn).toBe(upTo(chunks.length).content)
          expect(run.calls()).toEqual(upTo(chunks.length).toolCalls)
        },
      ),
    )
  })

  it('asks for a snapshot when deltas are missing, and goes on from it', () => {
    const run = createRunText()
    expect(run.delta({ seq: 1, content: 'a', reasoning: '', toolCalls: [] })).toBe('appended')
    expect(run.delta({ seq: 3, content: 'c', reasoning: '', toolCalls: [] })).toBe('gap')
    run.snapshot({ seq: 2, content: 'ab', reasoning: '', toolCalls: [] })
    expect(run.text('content')).toBe('abc')
    expect(run.delta({ seq: 3, content: 'c', reasoning: '', toolCalls: [] })).toBe('known')
  })

  it('does not go back to an older snapshot', () => {
    const run = createRunText()
    run.snapshot({ seq: 2, content: 'ab', reasoning: '', toolCalls: [] })
    run.snapshot({ seq: 1, content: 'a', reasoning: '', toolCalls: [] })
    expect(run.text('content')).toBe('ab')
  })
})

describe('text pieces', () => {
  it('joined by line feeds gives the text back, however it arrives', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '汉'), maxLength: 200 })
    fc.assert(
      fc.property(fc.array(text, { maxLength: 10 }), (arrivals) => {
        const blocks = ['']
        for (const arrival of arrivals) {
          const [first = '', ...rest] = textPieces(blocks.at(-1)?.length ?? 0, arrival, 50)
          blocks[blocks.length - 1] += first
          blocks.push(...rest)
        }
        expect(blocks.join('\n')).toBe(arrivals.join(''))
      }),
    )
  })

  it('closes a block at the first line end after it is long enough, so that old text is not laid out again', () => {
    expect(textPieces(0, 'abcdef\ngh\nij', 4)).toEqual(['abcdef', 'gh\nij'])
    expect(textPieces(3, 'a\nb', 4)).toEqual(['a', 'b'])
    expect(textPieces(0, 'a\nb', 4)).toEqual(['a\nb'])
  })
})
