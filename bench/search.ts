import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemClock } from '../src/main/clock.ts'
import { openDatabase } from '../src/main/db/database.ts'
import { createHistory } from '../src/main/history/history.ts'
import { createSearch } from '../src/main/search/search.ts'
import { timeWork } from './own-work.ts'
import { PROMPTS, RUNS, writeLibrary } from './search/write-library.ts'

// What it costs to find a text, and to see a page of the history, in a library that years of work leave behind.
const ROUNDS = 15
const PAGE = 100

/** Prints the median and the 95th of a hundred of some rounds, in ms, and returns the median. */
function measure(name: string, work: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => timeWork(work).cpu).toSorted((x, y) => x - y)
  const at = (share: number): number => rounds[Math.min(ROUNDS - 1, Math.floor(share * ROUNDS))] ?? Number.NaN
  console.log(`${name.padEnd(46)} ${at(0.5).toFixed(1).padStart(8)} ${at(0.95).toFixed(1).padStart(8)}`)
  return at(0.5)
}

const folder = mkdtempSync(join(tmpdir(), 'fathom-bench-search-'))
const database = openDatabase({ folder, clock: systemClock, log: () => {}, restores: false })
try {
  writeLibrary(database)
  const search = createSearch(database)
  const history = createHistory({ database, clock: systemClock, batchesOf: () => new Map() })

  let took = 0
  let longest = 0
  const state = { more: true }
  while (state.more) {
    const step = timeWork(() => {
      state.more = search.indexSome(25)
    }).cpu
    took += step
    longest = Math.max(longest, step)
  }
  console.log(`${PROMPTS} prompts, ${RUNS} runs`)
  console.log(`index, ms per 1,000 texts: ${((took / (PROMPTS + RUNS)) * 1000).toFixed(0)}`)
  console.log(`index, the longest step of 25 texts, ms: ${longest.toFixed(1)}`)

  console.log(`\n${''.padEnd(46)} ${'p50'.padStart(8)} ${'p95'.padStart(8)}`)
  const find = (
    name: string,
    text: string,
    query: { kind?: 'run'; promptId?: string; offset?: number } = {},
  ) => measure(name, () => search.find({ text, limit: 50, offset: 0, ...query }))
  const views = [
    find('find, a rare word', 'halyard4711'),
    find('find, two words', 'harbour tide'),
    find('find, Chinese', '潮汐港口'),
    find('find, a word of every text', 'the'),
    find('find, a letter', 't'),
    find('find, a word of every run, one prompt', 'the', { kind: 'run', promptId: 'prompt-17' }),
    find('find, page 1,000', 'the', { offset: 50_000 }),
  ]
  const list = (name: string, filter: Parameters<typeof history.list>[0]['filter'], offset = 0): number =>
    measure(name, () => history.list({ filter, offset, limit: PAGE }))
  views.push(
    list('history, everything', {}),
    list('history, scrolled to the end', {}, RUNS - PAGE),
    list('history, one prompt', { promptId: 'prompt-17' }),
    list('history, one model, failed, real', { model: 'deepseek-v4-pro', status: 'failed', practice: false }),
    list('history, one month', { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }),
    list('history, words', { text: 'harbour tide' }),
    list('history, a word of every run', { text: 'the' }),
    list('history, run 50,000', { number: 50_000 }),
    measure('history, names of models', () => history.models()),
  )
  console.log(`\nslowest median, ms: ${Math.max(...views).toFixed(1)}`)
} finally {
  database.close()
  rmSync(folder, { recursive: true, force: true })
}
