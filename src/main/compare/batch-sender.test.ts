import { expect, test } from 'vitest'

import type { GateRefusal } from '../../contract/budgets.ts'
import type { Refused } from '../../contract/compare.ts'
import { FathomError } from '../errors.ts'
import type { Destination, RunService } from '../runs/run-service.ts'
import { type BatchItem, createBatchSender } from './batch-sender.ts'

const gate: GateRefusal = { verdict: 'blocked', reasons: [], fits: [], runs: 1, rule: 'The rule.' }

function item(place: number): BatchItem {
  const parameters = {
    model: 'deepseek-flash',
    thinking: 'disabled',
    effort: 'high',
    maxTokens: null,
    temperature: null,
  } as const
  const destination = { send: () => Promise.reject(new Error('never')) } as unknown as Destination
  const order = {
    body: '{}',
    model: 'deepseek-flash',
    promptId: 'p',
    promptName: null,
    revision: 1,
    destination,
  }
  return {
    batchId: 'b',
    place,
    promptId: 'p',
    key: 'k',
    limit: 1,
    columnId: 'c',
    repeat: place + 1,
    parameters,
    order,
  }
}

test('a request that the gate holds back keeps the gate’s own words and what would fit; others say why in a sentence', async () => {
  const noted: Refused[] = []
  const refusals = [new FathomError('GATE', 'Too much.', { gate }), new Error('boom')]
  const runs = {
    start: () => Promise.reject(refusals.shift()),
    stop: () => {},
  } as unknown as RunService
  const sender = createBatchSender({
    runs,
    store: { sent: () => {}, ended: () => {}, refused: (_batch, _place, error) => void noted.push(error) },
    onChange: () => {},
    log: () => {},
  })
  sender.send([item(0), item(1)])
  await expect.poll(() => noted.length).toBe(2)
  expect(noted[0]).toEqual({ code: 'GATE', message: 'Too much.', gate })
  expect(noted[1]).toMatchObject({ code: 'NOT_SENT' })
})
