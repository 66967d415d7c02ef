import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { LedgerFilter } from '../src/contract/ledger.ts'
import type { Zone } from '../src/contract/values.ts'
import { systemClock } from '../src/main/clock.ts'
import { type Database, openDatabase } from '../src/main/db/database.ts'
import { openBooks } from '../src/main/estimates/books.ts'
import type { NewEntry } from '../src/main/ledger/ledger-entry.ts'
import { createLedgerPictures } from '../src/main/ledger/ledger-pictures.ts'
import { createLedger, type Ledger } from '../src/main/ledger/ledger.ts'
import type { Pico } from '../src/main/pricing/money.ts'
import { measureScroll } from './ledger/scroll.ts'
import { timeWork, type Work } from './own-work.ts'

// Design section 6: a ledger of 100,000 runs, any view <= 50 ms. Each round asks a new ledger, which has no sums kept.
const ENTRIES = 100_000
const DAYS = 730
const ROUNDS = 9
const START = Date.UTC(2024, 10, 23)
const DAY = 86_400_000

const models = ['deepseek-flash', 'deepseek-v4-flash', 'deepseek-v4-pro', 'deepseek-chat'] as const
const bands = ['peak', 'off-peak', 'all-day'] as const
const statuses = ['completed', 'completed', 'completed', 'completed', 'cut-short', 'failed'] as const

/** The entry with this number; spread evenly over two years, the same at every run of the benchmark. */
function entryAt(index: number): NewEntry {
  const prompt = 200 + ((index * 7919) % 40_000)
  const hit = Math.floor((prompt * ((index * 31) % 90)) / 100 / 128) * 128
  const output = 50 + ((index * 104_729) % 3000)
  const status = statuses[index % statuses.length] ?? 'completed'
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: output,
    total_tokens: prompt + output,
    prompt_cache_hit_tokens: hit,
    prompt_cache_miss_tokens: prompt - hit,
    prompt_tokens_details: { cached_tokens: hit },
    completion_tokens_details: { reasoning_tokens: output >> 1 },
  }
  const sentAt = START + Math.floor((index / ENTRIES) * DAYS * DAY)
  return {
    runId: `run-${index}`,
    runNumber: index + 1,
    responseId: `response-${index}`,
    practice: index % 20 === 0,
    sentAt,
    firstByteAt: sentAt + 400,
    completedAt: sentAt + 9000,
    promptId: `prompt-${(index * 13) % 40}`,
    promptName: `Prompt ${(index * 13) % 40}`,
    model: {
      requested: models[index % models.length] ?? 'deepseek-flash',
      served: 'DeepSeek-V4.1-Flash-1017',
    },
    profile: 'v4.1',
    band: bands[index % bands.length] ?? 'peak',
    keyHint: index % 3 === 0 ? '…8f2c' : '…77aa',
    status,
    estimatedTokens: prompt,
    exact: true,
    usage: status === 'completed' ? usage : null,
    atLeast: status === 'completed' ? null : { promptTokens: prompt, completionTokens: output },
    charges:
      status === 'completed'
        ? {
            USD: { amount: BigInt(prompt * 300_000 + output * 1_200_000) as Pico, priceRowId: 'usd' },
            CNY: { amount: BigInt(prompt * 2_000_000 + output * 8_000_000) as Pico, priceRowId: 'cny' },
          }
        : {},
    remainder: status === 'completed' ? 0 : null,
    estimatedCost: {},
    leastCost: {},
  }
}

/** Prints the median and slowest of some rounds in ms, and returns the medians. */
function measure(name: string, work: () => unknown): Work {
  const rounds = Array.from({ length: ROUNDS }, () => timeWork(work))
  const sorted = (key: keyof Work): number[] => rounds.map((round) => round[key]).toSorted((x, y) => x - y)
  const median = (key: keyof Work): number => sorted(key)[ROUNDS >> 1] ?? Number.NaN
  const figures = [median('cpu'), median('wall'), sorted('wall').at(-1) ?? Number.NaN]
  console.log(`${name.padEnd(32)} ${figures.map((time) => time.toFixed(1).padStart(12)).join('')}`)
  return { wall: median('wall'), cpu: median('cpu') }
}

/** The median time of each view that the window or the command line shows. */
function measureViews(open: () => Ledger): Work[] {
  const list = (name: string, given: Partial<LedgerFilter>, zone: Zone, offset = 0): Work =>
    measure(`list, ${name}`, () =>
      open().list({ filter: { practice: false, ...given }, zone, offset, limit: 200 }),
    )
  const totals = (grouping: 'day' | 'model' | 'prompt'): Work =>
    measure(`totals by ${grouping}`, () =>
      open().totalsBy(grouping, { filter: { practice: false }, zone: 'Asia/Shanghai' }),
    )
  const kept = open()
  return [
    list('everything, Beijing days', {}, 'Asia/Shanghai'),
    list('everything, local days', {}, 'local'),
    list('everything, UTC days', {}, 'UTC'),
    list('scrolled to the end', {}, 'Asia/Shanghai', 94_000),
    list('one model', { model: 'deepseek-v4-pro' }, 'Asia/Shanghai'),
    list('one prompt and band', { promptId: 'prompt-3', band: 'peak' }, 'local'),
    list('cut short', { status: 'cut-short' }, 'Asia/Shanghai'),
    list('one month', { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'Asia/Shanghai'),
    list('practice', { practice: true }, 'Asia/Shanghai'),
    totals('day'),
    totals('model'),
    totals('prompt'),
    measure('next page while scrolling', () =>
      kept.entries({ filter: { practice: false }, zone: 'Asia/Shanghai', offset: 40_000, limit: 200 }),
    ),
    measure('spend of one day', () =>
      open().spendOfDay({ at: START + 700 * DAY, zone: 'Asia/Shanghai', practice: false }),
    ),
  ]
}

/** A file is no view: what counts is how long each part keeps main from other work. */
function measureExport(ledger: Ledger): void {
  const parts: number[] = []
  const start = performance.now()
  for (let after: string | null = null; ;) {
    const begun = performance.now()
    const part = ledger.exportPart({ filter: { practice: false }, zone: 'UTC', format: 'csv', after })
    parts.push(performance.now() - begun)
    if (part.next === null) break
    after = part.next
  }
  const whole = (performance.now() - start).toFixed(0)
  console.log(
    `CSV of everything: ${whole} ms in ${parts.length} parts, the longest ${Math.max(...parts).toFixed(0)} ms`,
  )
}

function measurePictures(database: Database): void {
  const { prices } = openBooks(new URL('../resources', import.meta.url).pathname)
  const pictures = createLedgerPictures({ database, prices: () => prices, clock: () => START + DAYS * DAY })
  measure('pictures of everything', () => pictures({ filter: { practice: false }, zone: 'Asia/Shanghai' }))
  const month = new Date(START + (DAYS - 30) * DAY).toISOString()
  measure('pictures of 30 days', () =>
    pictures({ filter: { practice: false, from: month }, zone: 'Asia/Shanghai' }),
  )
}

/** Frames of a screen with 60 a second take 16.7 ms. */
type Scrolled = NonNullable<Awaited<ReturnType<typeof measureScroll>>>[number]

function scrollLines({ step, frames, longestTask, processor }: Scrolled): string {
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1)
  const late = frames.filter((frame) => frame > 25).length
  const long = processor.filter((time) => time > 16.7).length
  return [
    `scrolling ${step} px a frame, ${frames.length} frames: median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${late} late, longest task ${longestTask.toFixed(0)} ms`,
    `  processor time: longest task ${Math.max(...processor).toFixed(1)} ms, ${long} tasks longer than a frame`,
  ].join('\n')
}

function verdict(wall: number, cpu: number): string {
  if (wall <= 50) return 'met'
  return cpu <= 50 ? 'met but for other work on this machine' : 'MISSED'
}

const folder = mkdtempSync(join(tmpdir(), 'fathom-bench-ledger-'))
try {
  const database = openDatabase({ folder, clock: systemClock })
  const ledger = createLedger({ database, clock: systemClock })
  const start = performance.now()
  database.transaction(() => {
    for (let index = 0; index < ENTRIES; index += 1) ledger.record(entryAt(index))
  })
  console.log(
    `${ENTRIES} entries over ${DAYS} days recorded in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  console.log(`${'milliseconds'.padEnd(32)}    cpu median wall median  wall worst`)
  const figures = measureViews(() => createLedger({ database, clock: systemClock }))
  const [cpu, wall] = [
    Math.max(...figures.map((figure) => figure.cpu)),
    Math.max(...figures.map((figure) => figure.wall)),
  ]
  measureExport(ledger)
  measurePictures(database)
  database.close()
  const scrolled = await measureScroll(folder)
  if (scrolled === null) console.log('scrolling: not measured, there is no build (npm run build)')
  else for (const figures of scrolled) console.log(scrollLines(figures))
  console.log(`database ${(statSync(database.file).size / 1e6).toFixed(1)} MB`)
  console.log(
    `slowest view: ${wall.toFixed(1)} ms, of which ${cpu.toFixed(1)} ms are its own work; target 50 ms: ${verdict(wall, cpu)}`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
