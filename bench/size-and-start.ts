/**
 * `npm run bench:start`: how large the built app is, how long it takes from nothing to an editor that takes a key press,
 * and what the main process weighs when nobody does anything. The browser shell, because it runs everywhere.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

import type { Browser } from 'playwright'

import { endProcess } from '../e2e/hosts/end-process.ts'
import { launchChromium } from '../e2e/hosts/launch-chromium.ts'
import { message } from '../e2e/window.ts'
import { buildIfStale } from '../scripts/build.ts'
import { projectPath } from '../scripts/paths.ts'

const ROUNDS = Number(process.argv[2] ?? 7)
const IDLE_MS = 8_000
const TARGET = { startMs: 1_000, idleMb: 150 }
const { DEEPSEEK_API_KEY: _key, DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env

await buildIfStale(true)
printSizes()
const folder = mkdtempSync(join(tmpdir(), 'fathom-bench-start-'))
try {
  await printStarts()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function printSizes(): void {
  console.log('size, kB (compressed)')
  for (const part of ['main', 'preload', 'renderer']) {
    for (const extension of ['.js', '.cjs', '.css', '.woff2']) {
      const files = filesOf(projectPath(`out/${part}`)).filter((file) => extname(file) === extension)
      if (files.length === 0) continue
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
      const packed = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
      row(`  ${part} ${extension}, ${files.length} files`, `${kilobytes(bytes)} (${kilobytes(packed)})`)
    }
  }
  const first = firstLoaded()
  row(
    '  renderer, loaded before the first paint',
    kilobytes(first.reduce((sum, file) => sum + statSync(file).size, 0)),
  )
  const early = staticImports(projectPath('out/main/index.js'))
  row(
    `  main, loaded before the window, ${early.length} files`,
    kilobytes(early.reduce((sum, file) => sum + statSync(file).size, 0)),
  )
  row('  vocabulary', kilobytes(statSync(projectPath('resources/vocabulary.bin')).size))
}

/** A built file and all that it imports before it runs. */
function staticImports(entry: string, seen: Set<string> = new Set()): string[] {
  if (seen.has(entry)) return []
  seen.add(entry)
  const imports = readFileSync(entry, 'utf8').matchAll(/^import\b[^;\n]*?["'](\.\/[^"']+)["']/gm)
  for (const [, path] of imports) staticImports(join(entry, '..', String(path)), seen)
  return [...seen]
}

/** The scripts that the page names itself. */
function firstLoaded(): string[] {
  const page = readFileSync(projectPath('out/renderer/index.html'), 'utf8')
  return [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) =>
    projectPath(`out/renderer/${path}`),
  )
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function printStarts(): Promise<void> {
  const browser = await launchChromium()
  const warm: Start[] = []
  const cold: Start[] = []
  try {
    // The first start makes the data folder and the sample; those after it are what a user meets every day.
    const first = await start(async () => browser)
    for (let round = 0; round < ROUNDS; round += 1) {
      warm.push(await start(async () => browser))
      cold.push(await start(launchChromium, true))
    }
    console.log(
      `\nstart, ms from the command to an editor that took a key press (${ROUNDS} rounds: fastest, median, slowest)`,
    )
    row('  server answers (its link is printed)', spread(warm.map(({ link }) => link)))
    row('  usable editor, browser running already', spread(warm.map(({ editor }) => editor)))
    row('  usable editor, browser started as well', spread(cold.map(({ editor }) => editor)))
    row('  the very first start of a data folder', first.editor.toFixed(0))
    const middle = median(warm.map(({ editor }) => editor))
    row(
      '  target with the browser running',
      `${TARGET.startMs}: ${middle <= TARGET.startMs ? 'met' : 'MISSED'}`,
    )
    await printIdle(browser)
  } finally {
    await browser.close()
  }
}

interface Start {
  readonly link: number
  readonly editor: number
}

async function start(browserOf: () => Promise<Browser>, endBrowser = false): Promise<Start> {
  const from = performance.now()
  const browsing = browserOf()
  const server = serve()
  const url = await linkOf(server)
  const link = performance.now() - from
  const browser = await browsing
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'commit' })
  const editor = message(page, 'User')
  await editor.focus()
  await page.keyboard.type('x')
  const ended = performance.now() - from
  await (endBrowser ? browser.close() : context.close())
  await endProcess(server, 'SIGTERM')
  return { link, editor: ended }
}

function serve(): ChildProcess {
  const words = [projectPath('out/main/serve.js'), '--port', '0', '--no-open', '--data-dir', folder]
  return spawn(process.execPath, words, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
}

function linkOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.setEncoding('utf8').once('data', (line: string) => resolve(line.trim()))
    server.once('close', (code) => reject(new Error(`The server ended with ${code}.`)))
  })
}

/** With the window open and the draft counted, after nothing happened for a while. */
async function printIdle(browser: Browser): Promise<void> {
  const server = serve()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(await linkOf(server))
  await page.getByText(/prompt tokens, exact$/).waitFor({ state: 'attached' })
  await pause(IDLE_MS)
  const megabytes = residentMegabytes(server.pid)
  await context.close()
  await endProcess(server, 'SIGTERM')
  console.log('\nmemory')
  if (megabytes === null) {
    row('  main, idle', 'not measured: this system has no /proc')
    return
  }
  row('  main with its counting thread, idle, MB resident', megabytes.toFixed(0))
  row('  target', `${TARGET.idleMb}: ${megabytes <= TARGET.idleMb ? 'met' : 'MISSED'}`)
}

function residentMegabytes(pid: number | undefined): number | null {
  if (process.platform !== 'linux') return null
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return resident === undefined ? null : Number(resident) / 1024
}

function spread(times: readonly number[]): string {
  return [Math.min(...times), median(times), Math.max(...times)].map((ms) => ms.toFixed(0)).join(', ')
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(0)
}

function row(name: string, figure: string): void {
  console.log(`${name.padEnd(58)} ${figure}`)
}
