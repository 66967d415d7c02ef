import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, Page } from 'playwright'

import { openInBrowserShell } from '../e2e/hosts/browser-host.ts'
import type { OpenedWorkbench } from '../e2e/hosts/host.ts'
import { launchChromium } from '../e2e/hosts/launch-chromium.ts'
import { systemClock } from '../src/main/clock.ts'
import { openDatabase } from '../src/main/db/database.ts'
import { createDrafts } from '../src/main/drafts/drafts.ts'
import { createPrompts } from '../src/main/drafts/prompts.ts'
import { createDocument, type IncrementalDocument } from '../src/main/tokenizer/incremental-document.ts'
import { tokenizer } from '../src/main/tokenizer/testing/vocabulary.ts'
import { installProbe, type KeyTimes } from './end-to-end-probe.ts'
import { type MainThreadTask, traceTasks } from './end-to-end-trace.ts'

/**
 * Key press to the new exact number on screen, in real Chromium over the built browser shell with a draft of one million
 * tokens open (`npm run build` first, then `npm run bench:e2e`). Every number is checked against a count of our own.
 */
const KEYS = 300
const TRACED_KEYS = 120
const TOKENS = 1_000_000
const ADVERSARIAL = 1_000_000
const BIG = 'One million tokens'
const HARD = 'One character'

const grouped = (tokens: number): string => tokens.toLocaleString('en-US')

/** Lines of prose, each with a number of its own, so that a place in the text can be told from what stands there. */
function bigText(): string {
  const words =
    'tide beacon pilot fathom harbour lead channel 潮水 退去 sounding 0.8 knots chart “depth” ebb'.split(' ')
  let random = 7
  const next = (below: number): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((random / 2 ** 32) * below)
  }
  const lines: string[] = []
  let tokens = 0
  while (tokens < TOKENS) {
    const line = `${lines.length} ${Array.from({ length: 9 }, () => words[next(words.length)]).join(' ')}.\n`
    lines.push(line)
    tokens += tokenizer.count(line)
  }
  return lines.join('')
}

function fill(folder: string, texts: Readonly<Record<string, string>>): void {
  const database = openDatabase({ folder, clock: systemClock })
  const drafts = createDrafts({ database, clock: systemClock })
  const prompts = createPrompts({ database, clock: systemClock, drafts })
  prompts.ensureSample()
  for (const [name, text] of Object.entries(texts)) {
    const { id } = prompts.create(name)
    const draft = drafts.get(id)
    const message = draft.messages.find(({ role }) => role === 'user')
    if (message === undefined) throw new Error('A new prompt has no user message.')
    drafts.edit(id, draft.revision, [{ messageId: message.id, from: 0, to: 0, insert: text }])
  }
  database.close()
}

/** Clicks a prompt in the sidebar; ms until its text and until its exact number are drawn. */
async function open(page: Page, name: string, total: string): Promise<{ text: number; number: number }> {
  const row = page.getByRole('navigation').getByRole('button', { name, exact: true })
  const begun = await page.evaluate(() => performance.now())
  const numberDrawn = page.evaluate((number) => window.probe.until(number), total)
  await row.click()
  await page.getByRole('textbox', { name: 'User', exact: true }).waitFor()
  const text = await page.evaluate(() => performance.now())
  return { text: text - begun, number: (await numberDrawn) - begun }
}

/** Puts the caret at the end of a line in the middle of the open draft; returns its offset. */
async function caretInTheMiddle(page: Page, text: string): Promise<number> {
  const editor = page.getByRole('textbox', { name: 'User', exact: true })
  await editor.evaluate((element) => {
    let scroller = element.parentElement
    while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1)
      scroller = scroller.parentElement
    scroller?.scrollTo({ top: scroller.scrollHeight / 2 })
  })
  await page.waitForTimeout(500)
  const box = await page.getByRole('region', { name: 'Draft' }).boundingBox()
  if (box === null) throw new Error('The draft is not on screen.')
  await page.mouse.click(box.x + 200, box.y + box.height / 2)
  await page.keyboard.press('End')
  const line = await page.evaluate(() => {
    const node = getSelection()?.anchorNode
    const element = node instanceof Element ? node : node?.parentElement
    return element?.closest('.cm-line')?.textContent ?? ''
  })
  const at = text.indexOf(`\n${line}\n`)
  if (at < 0) throw new Error(`The line "${line}" is not in the draft.`)
  return at + 1 + line.length
}

const typed = 'On 3 May, we ran (fast) at 0.4 kn; why? '

/** Types keys, each when the one before has its number; every number must be the right one. */
async function typeKeys(
  page: Page,
  document: IncrementalDocument,
  place: { readonly offset: number; readonly keys: number; readonly frame: number },
): Promise<KeyTimes[]> {
  const { offset, keys, frame } = place
  const times: KeyTimes[] = []
  let before = document.tokens
  for (let key = 0; key < keys; key++) {
    const character = typed[key % typed.length]!
    document.edit(offset + key, offset + key, character)
    const now = document.tokens
    const awaited = now === before ? null : grouped(now + frame)
    before = now
    await page.evaluate((number) => window.probe.arm(number), awaited)
    await page.keyboard.press(character === ' ' ? 'Space' : character)
    times.push(await page.evaluate(() => window.probe.times()))
    await page.waitForTimeout(40)
  }
  const shown = await page.evaluate(() => window.probe.shown())
  if (shown !== grouped(before + frame)) throw new Error(`On screen is ${shown}, right is ${before + frame}.`)
  return times
}

const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

function row(what: string, values: readonly number[]): void {
  const figures = [0.5, 0.95, 0.99, 1].map((part) => percentile(values, part).toFixed(1).padStart(8))
  console.log(`${what.padEnd(52)}${figures.join('')}`)
}

function tellTasks(tasks: readonly MainThreadTask[]): void {
  const long = tasks.filter(({ processor }) => processor > 16)
  console.log(
    `main-thread tasks: ${tasks.length}, over 16 ms: ${long.length}; the longest (processor ms, clock ms):`,
  )
  for (const { processor, clock, inside } of tasks.slice(0, 5)) {
    console.log(`  ${processor.toFixed(1).padStart(6)} ${clock.toFixed(1).padStart(6)}  ${inside}`)
  }
}

async function measureBig(browser: Browser, page: Page, text: string): Promise<void> {
  await page.reload()
  await page.getByRole('navigation').getByRole('button', { name: BIG, exact: true }).waitFor()
  const own = tokenizer.count(text)
  const frame = await frameTokens(page)
  const opened = await open(page, BIG, grouped(own + frame))
  console.log(`\n${grouped(own)} tokens, ${grouped(text.length)} characters`)
  console.log(
    `first open: text after ${opened.text.toFixed(0)} ms, exact number after ${opened.number.toFixed(0)} ms`,
  )
  const offset = await caretInTheMiddle(page, text)
  const document = createDocument(text, tokenizer)
  const times = await typeKeys(page, document, { offset, keys: KEYS, frame })
  console.log(`\n${'ms after the key press'.padEnd(52)}     p50     p95     p99   worst`)
  const drawn = times.map((time) => time.drawn)
  const told = times.flatMap((time) => time.told ?? [])
  const counted = times.flatMap((time) => time.counted ?? [])
  row('character on screen', drawn)
  row('new exact number known to the page', told)
  row('new exact number on screen', counted)
  // Tracing itself takes time, so the tasks are looked at on other keys than the ones that were timed.
  const tasks = await traceTasks(browser, page, async () => {
    await typeKeys(page, document, { offset: offset + KEYS, keys: TRACED_KEYS, frame })
  })
  tellTasks(tasks)
}

/** Tokens around the text of the one message: the sample's own frame is not the same, so it is asked of a new prompt. */
async function frameTokens(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'New prompt' }).first().click()
  await page.getByText(/^\d+ prompt tokens, exact$/).waitFor({ state: 'attached' })
  return Number.parseInt((await page.evaluate(() => window.probe.shown())).replaceAll(',', ''), 10)
}

async function measureAdversarial(browser: Browser, page: Page, frame: number): Promise<void> {
  const text = 'a'.repeat(ADVERSARIAL)
  const total = (extra: string): string => grouped(tokenizer.count(extra + text) + frame)
  const opened = await open(page, HARD, total(''))
  console.log(
    `\n${grouped(ADVERSARIAL)} times "a": text after ${opened.text.toFixed(0)} ms, right after ${opened.number.toFixed(0)} ms`,
  )
  await page.getByRole('textbox', { name: 'User', exact: true }).click()
  await page.keyboard.press('ControlOrMeta+Home')
  const drawn: number[] = []
  let stale = 0
  const word = 'abcdefghijklmnopqrstuvwxyz'
  const tasks = await traceTasks(browser, page, async () => {
    for (const character of word) {
      await page.evaluate(() => window.probe.arm(null))
      await page.keyboard.press(character)
      drawn.push((await page.evaluate(() => window.probe.times())).drawn)
      await page.waitForTimeout(60)
      if (await page.evaluate(() => window.probe.isStale())) stale++
    }
  })
  const begun = await page.evaluate(() => performance.now())
  const right = await page.evaluate((number) => window.probe.until(number), total(word))
  row('character on screen', drawn)
  console.log(
    `stale after ${stale} of ${word.length} keys; right ${Math.max(right - begun, 0).toFixed(0)} ms after the last`,
  )
  tellTasks(tasks)
}

const load = (): string =>
  `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores (over 1 a core, other work lengthens every figure)`

const folder = mkdtempSync(join(tmpdir(), 'fathom-bench-'))
const browser = await launchChromium()
let shell: OpenedWorkbench | null = null
try {
  const text = bigText()
  fill(folder, { [BIG]: text, [HARD]: 'a'.repeat(ADVERSARIAL) })
  const environment = process.env as Record<string, string>
  shell = await openInBrowserShell({
    dataFolder: folder,
    environment,
    browser: () => Promise.resolve(browser),
  })
  console.log(`before: ${load()}`)
  await installProbe(shell.page)
  await measureBig(browser, shell.page, text)
  await measureAdversarial(browser, shell.page, await frameTokens(shell.page))
  console.log(`\nafter: ${load()}`)
} finally {
  await shell?.kill()
  await browser.close()
  rmSync(folder, { recursive: true })
}
