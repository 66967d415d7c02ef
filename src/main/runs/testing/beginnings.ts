import type { RunBeginning } from '../run-record.ts'

/** A run before it is sent, with an exact estimate of 9 prompt tokens. */
export function beginningAt(sentAt: number, practice = true): RunBeginning {
  return {
    promptId: null,
    promptName: null,
    revision: null,
    versionId: null,
    practice,
    baseUrl: 'http://127.0.0.1:1',
    keyHint: null,
    requestText: '{"model":"deepseek-flash","messages":[{"role":"user","content":"How deep is it?"}]}',
    estimate: {
      model: { requested: 'deepseek-flash', served: 'DeepSeek-V4.1-Flash' },
      at: new Date(sentAt).toISOString(),
      profile: 'v4.1',
      prompt: { tokens: 9, exact: true, segments: [{ kind: 'user', message: 0, tokens: 9 }] },
      context: null,
      band: 'all-day',
      nextBand: null,
      prices: [],
      cost: null,
      notes: [],
    },
    forecast: null,
    modelRequested: 'deepseek-flash',
    sentAt,
  }
}
