import { describe, expect, it } from 'vitest'

import type { Run, Usage } from '../../../contract/runs.ts'
import { billedTokens, reconciliationLine, runSpeed, settledRun } from './reconciliation.ts'

const usage: Usage = {
  prompt_tokens: 2_361,
  completion_tokens: 615,
  total_tokens: 2_976,
  prompt_cache_hit_tokens: 1_792,
  prompt_cache_miss_tokens: 569,
  completion_tokens_details: { reasoning_tokens: 431 },
}

function run(part: Partial<Run>, estimated = 2_361): Run {
  return {
    id: 'r',
    number: 184,
    promptId: 'p',
    promptName: 'Incident brief',
    version: null,
    status: 'completed',
    practice: false,
    model: { requested: 'deepseek-flash', served: 'DeepSeek-V4.1-Flash-1017' },
    content: '',
    reasoning: '',
    toolCalls: [],
    finishReason: 'stop',
    usage,
    atLeast: null,
    estimate: {
      model: { requested: 'deepseek-flash', served: null },
      at: '2026-11-23T06:12:07.000Z',
      profile: 'v4.1',
      prompt: { tokens: estimated, exact: true, segments: [] },
      context: null,
      band: null,
      nextBand: null,
      prices: [],
      cost: null,
      notes: [],
    },
    forecast: null,
    bill: null,
    receipts: [],
    reconciliation: { tokens: [], unknown: 0, money: [] },
    timing: {
      sentAt: '2026-11-23T06:12:07.000Z',
      firstByteAt: '2026-11-23T06:12:07.740Z',
      completedAt: '2026-11-23T06:12:12.940Z',
      thinkingEndedAt: null,
    },
    progress: { state: 'ended' },
    error: null,
    keyHint: null,
    hasLogprobs: false,
    settlement: null,
    seq: 1,
    ...part,
  }
}

describe('the line of a reconciliation', () => {
  it('is one quiet equation when nothing differs', () => {
    expect(reconciliationLine(run({}))).toMatchObject({ state: 'exact', equation: '2,361 = 2,361' })
  })

  it('names the cause of a difference', () => {
    const line = reconciliationLine(
      run(
        {
          usage: { ...usage, prompt_tokens: 18_345 },
          reconciliation: { tokens: [{ cause: 'tool schema', tokens: 1 }], unknown: 0, money: [] },
        },
        18_344,
      ),
    )
    expect(line).toMatchObject({
      state: 'explained',
      equation: '18,344 + 1 = 18,345',
      note: 'tool schema +1',
    })
  })

  it('shows what no cause explains, and a bill that is lower than the estimate', () => {
    const line = reconciliationLine(
      run(
        { usage: { ...usage, prompt_tokens: 1_337 }, reconciliation: { tokens: [], unknown: -3, money: [] } },
        1_340,
      ),
    )
    expect(line).toMatchObject({
      state: 'not-explained',
      equation: '1,340 \u2212 3 = 1,337',
      note: '\u22123 unknown',
    })
  })

  it('gives a lower bound where the bill was not reported', () => {
    const line = reconciliationLine(
      run({
        status: 'cut-short',
        usage: null,
        reconciliation: null,
        atLeast: { promptTokens: 1_312, completionTokens: 488 },
        error: { code: 'STOPPED', message: 'Stopped.' },
      }),
    )
    expect(line).toMatchObject({ state: 'not-reported', equation: '1,312 + 488', note: 'stopped by you' })
  })

  it('says what explains a bill that was added later, and hands on all of it to the card', () => {
    const reconciliation = { tokens: [{ cause: 'tool schema', tokens: 1 }], unknown: -3, money: [] }
    const settlement = {
      usage: { ...usage, prompt_tokens: 2_359 },
      bill: { USD: '0.5' },
      at: '2026-11-24T00:00:00.000Z',
      reason: 'Settled.',
      receipts: [],
      reconciliation,
    }
    const cut = run({ status: 'cut-short', usage: null, reconciliation: null, settlement })
    expect(reconciliationLine(cut)).toMatchObject({
      state: 'settled',
      equation: '2,361 \u2212 2 = 2,359',
      note: 'added later, by a correction, tool schema +1, \u22123 unknown',
    })
    expect(settledRun(cut)).toMatchObject({ usage: settlement.usage, bill: settlement.bill, reconciliation })
  })

  it('says nothing where nothing was sent', () => {
    expect(reconciliationLine(run({ status: 'failed', usage: null, reconciliation: null }))).toBeNull()
  })
})

describe('billed tokens', () => {
  it('reads the share of the cache from either place', () => {
    expect(billedTokens(usage)).toMatchObject({ hit: 1_792, miss: 569, thinking: 431 })
    const older = { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 }
    expect(billedTokens({ ...older, prompt_tokens_details: { cached_tokens: 64 } })).toMatchObject({
      hit: 64,
      miss: 36,
    })
  })

  it('does not make a zero of what was not said', () => {
    const bare = { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 }
    expect(billedTokens(bare)).toMatchObject({ hit: null, miss: null, thinking: null })
  })
})

describe('run speed', () => {
  it('counts output tokens over the time from the first byte to the last', () => {
    const speed = runSpeed(run({}))
    expect(speed.firstByte).toBe(740)
    expect(speed.tokensPerSecond).toBeCloseTo(615 / 5.2)
  })

  it('has no speed for a run that has not ended', () => {
    const timing = {
      sentAt: '2026-11-23T06:12:07.000Z',
      firstByteAt: null,
      completedAt: null,
      thinkingEndedAt: null,
    }
    expect(runSpeed(run({ timing }))).toEqual({ firstByte: null, whole: null, tokensPerSecond: null })
  })
})
