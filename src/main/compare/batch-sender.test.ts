import { expect, test } from 'vitest'

import type { GateRefusal } from '../../contract/budgets.ts'
import type { Refused } from '../../contract/compare.ts'
import { FathomError } from '../errors.ts'
import { type BatchItem, createBatchSender } from './batch-sender.ts'

const gate: GateRefusal = { verdict: 'blocked', reasons: [], fits: [], runs: 1, rule: 'The rule.' }

function item(place: number, start: BatchItem['start']): BatchItem {
  return { batchId: 'b', place, promptId: 'p', key: 'k', limit: 1, columnId: 'c', start }
}

test('a request that the gate holds back keeps the gate’s own words and what would fit; others say why in a sentence', async () => {
  const noted: Refused[] = []
  const refusals = [new FathomError('GATE', 'Too much.', { gate }), new Error('boom')]
  const sender = createBatchSender({
    runs: { stop: () => {} },
    store: { sent: () => {}, ended: () => {}, refused: (_batch, _place, error) => void noted.push(error) },
    onChange: () => {},
    log: () => {},
  })
  const refused = (): Promise<never> => Promise.reject(refusals.shift())
  sender.send([item(0, refused), item(1, refused)])
  await expect.poll(() => noted.length).toBe(2)
  expect(noted[0]).toEqual({ code: 'GATE', message: 'Too much.', gate })
  expect(noted[1]).toMatchObject({ code: 'NOT_SENT' })
})
