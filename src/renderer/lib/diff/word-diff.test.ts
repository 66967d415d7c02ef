import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { keptTokens } from './myers.ts'
import { diffSize, type DiffPart, tokensOf, wordDiff } from './word-diff.ts'

const only = (parts: readonly DiffPart[], kinds: readonly DiffPart['kind'][]): string =>
  parts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('')

/** Few words, so that they often meet. */
const text = fc
  .array(
    fc.constantFrom('depth', 'sounding', 'lead', 'the', ' ', '\n', '\n\n', ', ', '连', '接', '\ud83d', 'é'),
    {
      maxLength: 60,
    },
  )
  .map((words) => words.join(''))

/** The length of a longest common subsequence, the slow and plain way. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let row = Array.from({ length: right.length + 1 }, () => 0)
  for (const token of left) {
    const next = [0]
    for (const [j, other] of right.entries()) {
      next.push(token === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

function long(word: string): string {
  return Array.from({ length: 9_000 }, (_, index) => `${word}${index}`).join(' ')
}

describe('the word diff', () => {
  test('without what was added it is the first text, without what was removed the second', () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'binary' })),
        fc.oneof(text, fc.string()),
        (before, after) => {
          const parts = wordDiff(before, after)
          expect(only(parts, ['same', 'removed'])).toBe(before)
          expect(only(parts, ['same', 'added'])).toBe(after)
        },
      ),
    )
  })

  test('keeps as many tokens as can be kept', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })
    fc.assert(
      fc.property(words, words, (left, right) => {
        const kept = keptTokens(left, right)
        const keptLeft = left.filter((_, index) => kept.left[index] === 1)
        expect(keptLeft).toEqual(right.filter((_, index) => kept.right[index] === 1))
        expect(keptLeft).toHaveLength(longestCommon(left, right))
      }),
    )
  })

  test('of a text with itself is one same part', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(wordDiff(same, same)).toEqual(same === '' ? [] : [{ kind: 'same', text: same }])
      }),
    )
  })

  test('names one changed word and leaves the sentence around it alone', () => {
    expect(wordDiff('The pool had 16 connections.', 'The pool had 160 connections.')).toEqual([
      { kind: 'same', text: 'The pool had ' },
      { kind: 'removed', text: '16' },
      { kind: 'added', text: '160' },
      { kind: 'same', text: ' connections.' },
    ])
  })

  test('makes a rewritten sentence one change, and stops at a paragraph', () => {
    expect(wordDiff('red green blue.\n\nEnd', 'one two three.\n\nFinish')).toEqual([
      { kind: 'removed', text: 'red green blue' },
      { kind: 'added', text: 'one two three' },
      { kind: 'same', text: '.\n\n' },
      { kind: 'removed', text: 'End' },
      { kind: 'added', text: 'Finish' },
    ])
  })

  test('compares Chinese character by character and counts its characters as words', () => {
    const parts = wordDiff('连接池变更', '连接数变更')
    expect(only(parts, ['removed'])).toBe('池')
    expect(diffSize(parts)).toEqual({ same: 4, removed: 1, added: 1 })
  })

  test('splits a text without losing a character of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(tokensOf(any).join('')).toBe(any)
      }),
    )
  })

  test('of long texts goes line by line first: what is alike is found however much differs', () => {
    const lines = (own: string): string[] =>
      Array.from({ length: 900 }, (_, index) =>
        index % 3 === 0
          ? `Line ${index} says the same in both of them.`
          : `${own} ${index} is ${own} alone, ${own}!`,
      )
    const [before, after] = [lines('left').join('\n'), lines('right').join('\n')]
    const parts = wordDiff(before, after)
    expect(only(parts, ['same', 'removed'])).toBe(before)
    expect(only(parts, ['same', 'added'])).toBe(after)
    expect(only(parts, ['same']).match(/says the same in both of them/g)).toHaveLength(300)
    expect(diffSize(parts).same).toBeGreaterThan(3_000)
    const changed = before.replace('left 601 is left alone', 'left 601 is not alone')
    expect(wordDiff(before, changed).filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'left' },
      { kind: 'added', text: 'not' },
    ])
  })

  test('two long texts with nothing in common are one replacement, and soon', () => {
    const parts = wordDiff(long('left'), long('right'))
    expect(only(parts, ['same', 'removed'])).toBe(long('left'))
    expect(only(parts, ['same', 'added'])).toBe(long('right'))
  })
})
