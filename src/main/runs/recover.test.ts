import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Practice } from '../practice/practice-types.ts'
import {
  openPractice,
  openTestServices,
  removeFolder,
  sourceFile,
  testFolder,
} from '../testing/test-services.ts'
import { isOwnerAlive } from './recover.ts'
import type { RunListener } from './run-listener.ts'
import { createRunStore } from './run-store.ts'
import { beginningAt } from './testing/beginnings.ts'

let folder: string
let practice: Practice
beforeEach(async () => {
  folder = testFolder()
  practice = await openPractice({ settings: { deltasPerSecond: 100 } })
})
afterEach(async () => {
  await practice.close()
  removeFolder(folder)
})

const body = JSON.stringify({
  model: 'deepseek-flash',
  messages: [{ role: 'user', content: 'Write 500 words' }],
  thinking: { type: 'disabled' },
  stream: true,
})

/** A call with so many arguments that it takes seconds to stream. */
const calling = JSON.stringify({
  model: 'deepseek-flash',
  messages: [{ role: 'user', content: 'How deep is the water at the northern berth?' }],
  tools: [
    {
      type: 'function',
      function: {
        name: 'log_depths',
        parameters: {
          type: 'object',
          properties: Object.fromEntries(
            Array.from({ length: 60 }, (_, index) => [`berth_${index}`, { type: 'string' }]),
          ),
          required: Array.from({ length: 60 }, (_, index) => `berth_${index}`),
        },
      },
    },
  ],
  thinking: { type: 'disabled' },
  stream: true,
})

/** A process that sends one run and tells its id, then each delta, on its standard output. */
function sendInAnotherProcess(body: string): ChildProcess {
  const script = `
    const { openTestServices } = await import(${JSON.stringify(sourceFile('testing/test-services.ts'))})
    const tell = (value) => process.stdout.write(JSON.stringify(value) + '\\n')
    const listener = { delta: (_runId, delta) => tell({ at: Date.now(), text: delta.content + delta.toolCalls.map((call) => call.arguments ?? '').join('') }) }
    const services = openTestServices(${JSON.stringify(folder)}, ${JSON.stringify(practice.key)}, { listener })
    const destination = await services.destinations.real({ baseUrl: ${JSON.stringify(practice.url)} })
    const order = { body: ${JSON.stringify(body)}, model: 'deepseek-flash', promptId: null, promptName: null, revision: null }
    const { runId } = await services.runs.start({ ...order, destination })
    tell({ runId })`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

interface Told {
  readonly runId?: string
  readonly at?: number
  readonly text?: string
}

/** Lets the process stream for a while and kills it as a power user would; gives what it had told. */
async function killMidStream(
  milliseconds: number,
  sent: string = body,
): Promise<{ runId: string; told: Told[]; at: number }> {
  const child = sendInAnotherProcess(sent)
  let output = ''
  const begun = Promise.withResolvers<void>()
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    output += part
    if (output.includes('"text":')) begun.resolve()
  })
  await begun.promise
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  const at = Date.now()
  child.kill('SIGKILL')
  await once(child, 'close')
  const lines = output.split('\n').filter((line) => line.endsWith('}'))
  const told = lines.map((line) => JSON.parse(line) as Told)
  return { runId: told.find(({ runId }) => runId !== undefined)?.runId ?? '', told, at }
}

describe('kill -9 while an answer streams', () => {
  it('loses at most the last second of its text, and the next start closes the run', async () => {
    const { runId, told, at } = await killMidStream(1_500)
    const ended: string[] = []
    const changed: RunListener['changed'] = (id, _promptId, status) => void ended.push(id, status)
    const services = openTestServices(folder, practice.key, { listener: { changed } })
    await services.recovered
    expect(ended, 'a window that is open already is told').toEqual([runId, 'cut-short'])
    const run = services.runs.get(runId)
    expect(run).toMatchObject({
      status: 'cut-short',
      usage: null,
      receipts: [],
      error: { code: 'RUN_INTERRUPTED' },
      progress: { state: 'ended' },
    })
    const secondBefore = told.filter((delta) => (delta.at ?? at) <= at - 1_000)
    const sure = secondBefore.map(({ text }) => text).join('')
    expect(sure.length).toBeGreaterThan(20)
    expect(run?.content.startsWith(sure)).toBe(true)
    expect(run?.atLeast?.promptTokens).toBe(run?.estimate.prompt.tokens)
    expect(run?.atLeast?.completionTokens).toBeGreaterThan(5)
    const { entries } = services.ledger.list({
      filter: { practice: true },
      zone: 'UTC',
      offset: 0,
      limit: 10,
    })
    expect(entries).toMatchObject([{ run: runId, status: 'cut-short', priced: false, USD: null }])
    await services.close()
  })
})

describe('kill -9 while a tool call streams', () => {
  it('loses at most the last second of its arguments, and what came is owed', async () => {
    const { runId, told, at } = await killMidStream(1_500, calling)
    const services = openTestServices(folder, practice.key)
    await services.recovered
    const run = services.runs.get(runId)
    expect(run).toMatchObject({ status: 'cut-short', content: '', toolCalls: [{ name: 'log_depths' }] })
    const sure = told
      .filter((delta) => (delta.at ?? at) <= at - 1_000)
      .map(({ text }) => text)
      .join('')
    expect(sure.length).toBeGreaterThan(20)
    expect(run?.toolCalls[0]?.arguments.startsWith(sure)).toBe(true)
    expect(run?.toolCalls[0]?.id).toMatch(/^call_/)
    expect(run?.atLeast?.promptTokens).toBe(run?.estimate.prompt.tokens)
    await services.close()
  })
})

describe('a run that still runs in another process', () => {
  it('is left alone, and shown as streaming with what it has saved', async () => {
    const services = openTestServices(folder, practice.key)
    const other = createRunStore(services.database, { pid: process.ppid, clock: Date.now })
    const runId = other.begin(beginningAt(Date.now()))
    other.append(runId, { seq: 1, content: 'Nine metres', reasoning: '', toolCalls: [] })
    const second = openTestServices(folder, practice.key)
    await second.recovered
    expect(second.runs.get(runId)).toMatchObject({
      status: 'running',
      content: 'Nine metres',
      progress: { state: 'streaming' },
    })
    await second.close()
    await services.close()
  })

  it('is closed by the first process that finds its owner gone, and by no other', async () => {
    const services = openTestServices(folder, practice.key)
    const other = createRunStore(services.database, { pid: 999_999_999, clock: Date.now })
    const runId = other.begin(beginningAt(Date.now()))
    const second = openTestServices(folder, practice.key)
    await second.recovered
    expect(second.runs.get(runId)).toMatchObject({ status: 'cut-short', error: { code: 'RUN_INTERRUPTED' } })
    const third = openTestServices(folder, practice.key)
    await third.recovered
    expect(third.logged, 'a run is recovered once').toEqual([])
    for (const opened of [third, second, services]) await opened.close()
  })
})

describe('the owner of a run', () => {
  it('is not this process, nor any, when the run is older than it', () => {
    const now = Date.now()
    expect(isOwnerAlive(process.pid, now)).toBe(true)
    expect(isOwnerAlive(process.pid, performance.timeOrigin - 1), 'the number was given again').toBe(false)
    expect(isOwnerAlive(process.ppid, now)).toBe(true)
    expect(isOwnerAlive(process.ppid, 0), 'the machine was started since').toBe(false)
    expect(isOwnerAlive(999_999_999, now)).toBe(false)
  })
})
