import { expect, test } from 'vitest'

import type { PromptSummary } from '../../../contract/prompts.ts'
import { filteredRows, libraryRows, type LibraryRow } from './library-rows.ts'

function prompt(name: string, folder = '', tags: readonly string[] = []): PromptSummary {
  return { id: name, name, folder, tags, sample: false, runs: 0, updatedAt: '2026-11-22T00:00:00.000Z' }
}

const drawn = (rows: readonly LibraryRow[]) =>
  rows.map((row) =>
    row.kind === 'folder'
      ? `${' '.repeat(row.depth)}${row.open ? '-' : '+'} ${row.name} ${row.count}`
      : `${' '.repeat(row.depth)}${row.prompt.name}`,
  )

const prompts = [
  prompt('newest'),
  prompt('refund', 'Support/Refunds', ['urgent', '中文']),
  prompt('greeting', 'Support', ['Draft']),
  prompt('oldest'),
]
const folders = ['Empty', 'Support', 'Support/Refunds']

test('folders come first, each with what is in it, and every prompt stands once', () => {
  expect(drawn(libraryRows(prompts, folders, new Set()))).toEqual([
    '- Empty 0',
    '- Support 2',
    ' - Refunds 1',
    '  refund',
    ' greeting',
    'newest',
    'oldest',
  ])
})

test('a closed folder hides what is in it and still counts it', () => {
  expect(drawn(libraryRows(prompts, folders, new Set(['Support'])))).toEqual([
    '- Empty 0',
    '+ Support 2',
    'newest',
    'oldest',
  ])
})

test('a filter finds names, folders and tags, in any folder', () => {
  expect(drawn(filteredRows(prompts, 'REF'))).toEqual(['refund'])
  expect(drawn(filteredRows(prompts, 'support gree'))).toEqual(['greeting'])
  expect(drawn(filteredRows(prompts, '#dra'))).toEqual(['greeting'])
  expect(drawn(filteredRows(prompts, '#中 ref'))).toEqual(['refund'])
  expect(drawn(filteredRows(prompts, 'none'))).toEqual([])
})
