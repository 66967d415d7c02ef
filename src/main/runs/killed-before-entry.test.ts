import { spawnSync } from 'node:child_process'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { openTestServices, removeFolder, sourceFile, testFolder } from '../testing/test-services.ts'

let folder: string
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => removeFolder(folder))

/** A process whose answer has ended, usage and all, and that dies when the entry of the ledger is about to be written. */
function dieBetweenAnswerAndEntry(): string {
  const script = `
    const { openTestServices } = await import(${JSON.stringify(sourceFile('testing/test-services.ts'))})
    const { createEndRun } = await import(${JSON.stringify(sourceFile('runs/end-run.ts'))})
    const { beginningAt } = await import(${JSON.stringify(sourceFile('runs/testing/beginnings.ts'))})
    const { database, runStore: store, ledger } = openTestServices(${JSON.stringify(folder)}, 'sk-nobody')
    const record = () => process.kill(process.pid, 'SIGKILL')
    const endRun = createEndRun({ database, store, ledger: { ...ledger, record }, log: () => {}, onEntry: () => {} })
    const now = Date.now()
    const runId = store.begin(beginningAt(now, false))
    store.append(runId, { seq: 1, content: 'Nine metres', reasoning: '', toolCalls: [] })
    process.stdout.write(runId)
    const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 }
    const known = { sentAt: now, responseId: 'answer-1', finishReason: 'stop', toolCalls: [], usage, receipts: [] }
    const none = { modelServed: null, fingerprint: null, traceId: null, atLeast: null, reconciliation: null, error: null,
      firstByteAt: null, thinkingEndedAt: null, completedAt: now }
    endRun(runId, { status: 'completed', content: 'Nine metres', reasoning: '' }, { ...known, ...none })`
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect({ signal: child.signal, complaint: child.stderr }).toEqual({ signal: 'SIGKILL', complaint: '' })
  return child.stdout
}

it('kill -9 between answer and entry leaves neither half: the next start enters the run, once, with what is known', async () => {
  const runId = dieBetweenAnswerAndEntry()
  const view = { filter: { practice: false }, zone: 'UTC', offset: 0, limit: 10 } as const
  // The start after it finds nothing to do.
  for (let starts = 0; starts < 2; starts += 1) {
    const services = openTestServices(folder, 'sk-nobody')
    await services.recovered
    const run = services.runs.get(runId)
    expect(run).toMatchObject({ status: 'cut-short', content: 'Nine metres', usage: null })
    const { entries, totals } = services.ledger.list(view)
    expect(entries).toMatchObject([{ run: runId, status: 'cut-short', USD: null, priced: false }])
    expect(totals).toMatchObject({ entries: 1, unpriced: 1 })
    await services.close()
  }
})
