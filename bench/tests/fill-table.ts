import type { Services } from '../../src/main/services.ts'
import { createCaseStore, hashText } from '../../src/main/test-cases/case-store.ts'
import { createResultStore } from '../../src/main/test-cases/result-store.ts'
import { rulesHash } from '../../src/main/test-cases/table-reader.ts'
import { targetKey } from '../../src/main/test-cases/targets.ts'

export const ROWS = 2_000
const MODELS = ['deepseek-flash', 'deepseek-v4-pro'] as const
const RULES = [
  { type: 'contains', text: '{{expected}}' },
  { type: 'prompt-tokens', max: 400 },
] as const

/** A prompt with 2,000 cases and a result in each of two columns; the same at every run. Gives its id. */
export function fillTable({ database, prompts, drafts }: Services): string {
  const { id: promptId } = prompts.create('Ticket triage')
  const { revision, messages } = drafts.get(promptId)
  const messageId = messages.find(({ role }) => role === 'user')?.id ?? ''
  drafts.edit(promptId, revision, [
    { messageId, from: 0, to: 0, insert: 'Sort this ticket into billing, bug or other.\n\n{{ticket}}' },
  ])
  const store = createCaseStore(database)
  const setup = {
    versions: [null],
    models: [...MODELS],
    columns: ['expected'],
    assertions: [...RULES],
    atOnce: 4,
  }
  store.setUp(promptId, setup)
  const cases = Array.from({ length: ROWS }, (_, index) => ({
    name: index % 10 === 0 ? `case of ${index}` : '',
    values: {
      ticket: `Ticket ${index}: the invoice of month ${index % 12} was charged twice. ${'It says so on every page. '.repeat(index % 9)}发票 ${index}`,
      expected: ['billing', 'bug', 'other'][index % 3] ?? '',
    },
    assertions: [],
  }))
  const ids = store.add(promptId, cases, null)
  const results = createResultStore(database)
  database.transaction(() => {
    for (const [index, caseId] of ids.entries())
      for (const [column, model] of MODELS.entries()) {
        const passes = (index * 7 + column) % 5 > 0
        results.write({
          caseId,
          target: targetKey(null, model),
          state: 'ended',
          practice: true,
          runId: null,
          hash: {
            values: hashText(JSON.stringify(cases[index]?.values)),
            source: '',
            rules: rulesHash(RULES, []),
          },
          outcome: passes ? 'pass' : 'fail',
          subject: {
            prompt: { tokens: 80 + (index % 90), exact: true, cost: { USD: '0.00002' }, least: {}, most: {} },
            answer: {
              status: 'completed',
              error: null,
              finishReason: 'stop',
              promptTokens: 80 + (index % 90),
              outputTokens: 20 + (index % 200),
              bill: { USD: `0.000${100 + index}`, CNY: `0.00${100 + index}` },
              latencyMs: 800 + index,
            },
          },
          findings: RULES.map((assertion, rule) => ({
            assertion,
            outcome: passes || rule > 0 ? ('pass' as const) : ('fail' as const),
            actual: rule > 0 ? 80 : null,
            why: null,
          })),
          answer: `${model} says: this ticket is about billing, since it names an invoice and a charge (${index}).`,
          answerHash: hashText(`${index} ${index % 4 === 0 ? column : 0}`),
          grade: null,
          error: null,
        })
      }
  })
  // What was read before the cases were there is read anew.
  return promptId
}
