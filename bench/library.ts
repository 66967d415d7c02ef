import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemClock } from '../src/main/clock.ts'
import { type Database, openDatabase } from '../src/main/db/database.ts'
import { createDrafts, type Drafts } from '../src/main/drafts/drafts.ts'
import { createLibrary, type Library } from '../src/main/drafts/library.ts'
import { createPrompts, type Prompts } from '../src/main/drafts/prompts.ts'
import { createVersions, type Versions } from '../src/main/versions/versions.ts'
import { filteredRows, libraryRows } from '../src/renderer/features/prompts/library-rows.ts'
import { measureLibrary } from './library/scroll.ts'
import { timeWork } from './own-work.ts'

// A library of 10,000 prompts with 100,000 runs stays fluid, and so do 1,000 versions and a draft of 4 MB.
const PROMPTS = 10_000
const RUNS = 100_000
const FOLDERS = 200
const VERSIONS = 1_000
const LONG_DRAFT = 4 * 1024 * 1024
const ROUNDS = 15

interface Opened {
  readonly database: Database
  readonly drafts: Drafts
  readonly prompts: Prompts
  readonly library: Library
  readonly versions: Versions
}

function open(folder: string): Opened {
  const database = openDatabase({ folder, clock: systemClock })
  const drafts = createDrafts({ database, clock: systemClock })
  const prompts = createPrompts({ database, clock: systemClock, drafts })
  const versions = createVersions({
    database,
    clock: systemClock,
    drafts,
    counted: () => null,
    estimate: () => Promise.reject(new Error('not measured here')),
  })
  return {
    database,
    drafts,
    prompts,
    library: createLibrary({ database, clock: systemClock, prompts }),
    versions,
  }
}

/** Prompts in folders and with tags, each with its runs; one has a thousand versions, another a draft of 4 MB. */
function fill({ database, library, drafts, versions }: Opened): { versioned: string; long: string } {
  const ids = database.transaction(() =>
    Array.from({ length: PROMPTS }, (_, index) => {
      const folder = index % 10 === 0 ? '' : `Team ${index % 20}/Project ${index % FOLDERS}`
      const { id } = library.create(`Prompt ${index} for case ${(index * 7919) % PROMPTS}`, folder)
      library.tag(id, index % 3 === 0 ? ['production', `owner ${index % 12}`] : [])
      return id
    }),
  )
  const run =
    database.prepare(`INSERT INTO runs (id, prompt_id, practice, base_url, request_json, estimate_json, status,
    model_requested, sent_at) VALUES (?, ?, 1, '', '{}', '{}', 'completed', 'deepseek-flash', ?)`)
  database.transaction(() => {
    for (let index = 0; index < RUNS; index += 1)
      run.run(`run ${index}`, ids[(index * 31) % PROMPTS] ?? null, index)
  })
  const [versioned = '', long = ''] = ids
  database.transaction(() => {
    for (let index = 0; index < VERSIONS; index += 1) {
      type(drafts, versioned, `word ${index} `)
      versions.save({
        promptId: versioned,
        revision: drafts.head(versioned).revision,
        note: `change ${index}`,
      })
    }
  })
  type(drafts, long, 'All work and no play makes Jack a dull boy.\n'.repeat(LONG_DRAFT / 44))
  return { versioned, long }
}

function type(drafts: Drafts, promptId: string, insert: string): void {
  const { revision, messages } = drafts.get(promptId)
  drafts.edit(promptId, revision, [{ messageId: messages[0]?.id ?? '', from: 0, to: 0, insert }])
}

function report(name: string, work: (round: number) => unknown): void {
  const figures = Array.from({ length: ROUNDS }, (_, round) => timeWork(() => work(round)))
  const at = (kind: 'wall' | 'cpu', share: number): string => {
    const sorted = figures.map((figure) => figure[kind]).toSorted((left, right) => left - right)
    return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2).padStart(8)
  }
  console.log(
    `${name.padEnd(52)} p50 ${at('wall', 0.5)} ms (CPU ${at('cpu', 0.5)} ms)   worst ${at('wall', 1)} ms`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'fathom-bench-library-'))
try {
  const opened = open(folder)
  const { prompts, library, drafts, versions } = opened
  const { versioned, long } = fill(opened)
  const listed = prompts.list()
  const folders = library.folders()
  console.log(
    `${listed.length} prompts in ${folders.length} folders, ${RUNS} runs, ${VERSIONS} versions of one prompt`,
  )
  report('the whole library, from the database', () => prompts.list())
  report('one prompt renamed, and what windows are told', (round) =>
    prompts.rename(versioned, `Name ${round}`),
  )
  report('one prompt put into another folder', (round) => library.move(versioned, `Team ${round}`))
  report('a folder of 450 prompts renamed', (round) =>
    library.renameFolder(round % 2 === 0 ? 'Team 1' : 'Team one', round % 2 === 0 ? 'Team one' : 'Team 1'),
  )
  report('rows of the tree, all folders open', () => libraryRows(listed, folders, new Set()))
  report('rows that a filter leaves', () => filteredRows(listed, 'case 99 #prod'))
  report(`the list of ${VERSIONS} versions`, () => versions.list(versioned))
  report('a draft of 4 MB held against its versions', () => versions.status(long))
  report('a version of a draft of 4 MB saved', () => {
    type(drafts, long, '.')
    versions.save({ promptId: long, revision: drafts.head(long).revision, note: '' })
  })
  opened.database.close()
  const scrolled = await measureLibrary(folder)
  if (scrolled === null) console.log('The window was not measured: build it first (npm run build).')
  else {
    const frames = scrolled.frames.toSorted((left, right) => left - right)
    const p95 = frames[Math.floor(0.95 * (frames.length - 1))] ?? 0
    console.log(
      `the library on screen after ${Math.round(scrolled.shownAfter)} ms; ${frames.length} frames of scrolling: p95 ${p95.toFixed(1)} ms, longest task ${Math.round(scrolled.longestTask)} ms`,
    )
    console.log(
      `a filter typed key by key: longest ${Math.round(scrolled.filter)} ms until the rows are there`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
