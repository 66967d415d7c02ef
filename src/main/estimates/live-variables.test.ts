import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import type { Draft, DraftChange } from '../../contract/drafts.ts'
import type { LiveEstimate } from '../../contract/estimates.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { createDrafts, type Drafts } from '../drafts/drafts.ts'
import { createPrompts } from '../drafts/prompts.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { createPieceCounter } from '../encoding/piece-counter.ts'
import type { PromptPart } from '../encoding/prompt-parts.ts'
import { books, removeFolder, testFolder } from '../testing/test-services.ts'
import { tokenizer } from '../tokenizer/testing/vocabulary.ts'
import type { Piece } from '../tokenizer/tokenizer-types.ts'
import { fillText } from '../variables/fill-text.ts'
import { variablesIn } from '../variables/variables-in.ts'
import { withValues } from '../variables/with-values.ts'
import { createDirectCounter } from './direct-counter.ts'
import { documentName } from './document-names.ts'
import { outlineOf } from './draft-outline.ts'
import { requestText } from './draft-request.ts'
import { encodeFor } from './encode-for.ts'
import { requestOf } from './estimate-outline.ts'
import { estimateRequest } from './estimate-request.ts'
import { createLiveEstimates, type LiveEstimates } from './live-estimates.ts'

const at = Date.parse('2026-11-22T03:00:00.000Z')
const whole = createPieceCounter(tokenizer, () => {
  throw new Error('A text is at hand')
})

let folder: string
let database: Database
let drafts: Drafts
let estimates: LiveEstimates
let latest: LiveEstimate | null = null
const failures: unknown[] = []

beforeAll(() => {
  folder = testFolder()
  database = openDatabase({ folder, clock: () => at })
  drafts = createDrafts({ database, clock: () => at })
  estimates = createLiveEstimates({
    books,
    drafts,
    counter: createDirectCounter(tokenizer),
    clock: () => at,
    onEstimate: (estimate) => {
      latest = estimate
    },
    onFailure: (error) => void failures.push(error),
  })
})
afterAll(() => {
  estimates.close()
  database.close()
  removeFolder(folder)
})

/** Words that join with what stands beside them, so that a value does merge into its neighbours. */
const piece = fc.constantFrom(
  '{{a}}',
  '{{b}}',
  '{{b=low tide}}',
  '\\',
  '{{',
  '}}',
  'pre',
  'fix',
  ' ',
  '12',
  '34',
  '\n',
  '深',
)
const words = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''))
const edit = fc.record({
  kind: fc.constant('edit' as const),
  message: fc.nat(3),
  from: fc.nat(30),
  length: fc.nat(6),
  insert: words,
})
const change = fc.oneof(
  fc.record({
    kind: fc.constant('value' as const),
    name: fc.constantFrom('a', 'b'),
    text: fc.option(words),
  }),
  fc.record({ kind: fc.constant('add' as const), role: fc.constantFrom('system', 'user', 'assistant') }),
  fc.record({ kind: fc.constant('remove' as const), message: fc.nat(3) }),
  fc.record({ kind: fc.constant('move' as const), message: fc.nat(3), index: fc.nat(3) }),
)
type Step =
  | (typeof edit extends fc.Arbitrary<infer E> ? E : never)
  | (typeof change extends fc.Arbitrary<infer C> ? C : never)

let made = 0

function take(promptId: string, step: Step): void {
  const { messages, revision } = drafts.get(promptId)
  const message = 'message' in step ? messages[step.message] : undefined
  const send = (change: DraftChange): void => void drafts.change(promptId, revision, change)
  if (step.kind === 'edit' && message !== undefined) {
    const from = Math.min(step.from, message.content.length)
    const to = Math.min(from + step.length, message.content.length)
    drafts.edit(promptId, revision, [{ messageId: message.id, from, to, insert: step.insert }])
  }
  if (step.kind === 'value') {
    const value = step.text === null ? null : { text: step.text, file: null }
    send({ kind: 'set-variable', name: step.name, value })
  }
  if (step.kind === 'add') {
    send({ kind: 'add-message', messageId: `m${++made}`, role: step.role, index: 0 })
  }
  if (step.kind === 'remove' && message !== undefined) send({ kind: 'remove-message', messageId: message.id })
  if (step.kind === 'move' && message !== undefined && step.index < messages.length)
    send({ kind: 'move-message', messageId: message.id, index: step.index })
}

/** Tokens of each name in each message, counted by cutting the texts at the values. */
function valueTokens(draft: Draft): Map<string, number> {
  const names = variablesIn(draft.messages)
  const valueOf = (name: string): string | null =>
    draft.variables[name]?.text ?? names.find((known) => known.name === name)?.fallback ?? null
  const { model } = draft.parameters
  const outline = outlineOf(withValues(draft))
  const { encoded } = encodeFor(books.models, requestOf(draft.promptId, outline, model), model, at)
  const cut = encoded.parts.flatMap((part) => cutPart(draft, part, valueOf))
  const { counts } = whole.countPieces(cut.map(({ piece }) => piece))
  const sums = new Map<string, number>()
  cut.forEach(({ key }, index) => {
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + (counts[index] ?? 0))
  })
  return sums
}

function cutPart(
  draft: Draft,
  { piece }: PromptPart,
  valueOf: (name: string) => string | null,
): { piece: Piece; key: string | null }[] {
  const message =
    'document' in piece
      ? draft.messages.find(({ id }) => documentName(draft.promptId, id) === piece.document)
      : undefined
  if (message === undefined) return [{ piece, key: null }]
  const { text, spans } = fillText(message.content, valueOf)
  const pieces: { piece: Piece; key: string | null }[] = []
  let read = 0
  for (const { name, from, to } of spans) {
    pieces.push({ piece: { text: text.slice(read, from) }, key: null })
    pieces.push({ piece: { text: text.slice(from, to) }, key: `${message.id} ${name}` })
    read = to
  }
  return [...pieces, { piece: { text: text.slice(read) }, key: null }]
}

describe('the live count of a draft with variables', () => {
  it('is that of the request that is sent, and each value has the tokens that begin in it', async () => {
    const steps = fc.array(fc.oneof({ arbitrary: edit, weight: 2 }, change), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const promptId = createPrompts({ database, clock: () => at, drafts }).create('V').id
        estimates.watch(promptId, 'window')
        for (const step of taken) take(promptId, step)
        const draft = drafts.get(promptId)
        await vi.waitFor(() => expect(estimates.latest(promptId)?.revision).toBe(draft.revision), {
          interval: 1,
        })
        const live = estimates.latest(promptId)
        const request = parseRequest(requestText(withValues(draft)))
        const sent = estimateRequest(books, whole, { request, at })
        expect(live?.columns[0]?.estimate).toEqual(sent)

        const counted = valueTokens(draft)
        const uses = live?.variables.flatMap(({ name, uses: places }) =>
          places.map(({ messageId, tokens }) => ({ key: `${messageId} ${name}`, tokens })),
        )
        for (const { key, tokens } of uses ?? [])
          if (tokens !== null) expect(tokens).toBe(counted.get(key) ?? 0)
        const missing = live?.variables.filter(({ state }) => state === 'missing') ?? []
        expect(live?.problems.some(({ code }) => code === 'VARIABLES_MISSING')).toBe(missing.length > 0)
        estimates.unwatch(promptId, 'window')
      }),
      { numRuns: 150 },
    )
    expect(failures).toEqual([])
    expect(latest).not.toBeNull()
  }, 60_000)
})
