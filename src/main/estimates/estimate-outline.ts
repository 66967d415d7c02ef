import type { Parameters } from '../../contract/drafts.ts'
import type { EstimateColumn, LiveEstimate } from '../../contract/estimates.ts'
import { countPrompt } from '../encoding/estimate-prompt.ts'
import type { PromptPart } from '../encoding/prompt-parts.ts'
import type { PromptRequest } from '../encoding/request.ts'
import type { FilledVariable } from '../variables/filled-draft.ts'
import { assembleColumn, maxTokensOf } from './assemble.ts'
import type { Books } from './books.ts'
import { countVariables } from './count-variables.ts'
import { documentName, reasoningName } from './document-names.ts'
import type { DraftCounter } from './draft-counter.ts'
import type { DraftOutline, OutlinedMessage } from './draft-outline.ts'
import { outlineRequest, sentParts } from './draft-request.ts'
import { encodeFor, FLASH, PRO } from './encode-for.ts'
import { missingProblem, requestProblems } from './request-problems.ts'

/** Counts and prices an outlined draft at an instant (epoch ms): its own model first, then flash and pro. */
export async function estimateOutline(
  books: Books,
  counter: DraftCounter,
  promptId: string,
  outline: DraftOutline,
  variables: readonly FilledVariable[],
  at: number,
): Promise<LiveEstimate> {
  const own = outline.parameters.model
  const names = [own, ...[FLASH, PRO].filter((name) => name !== own)]
  const missing = variables.filter(({ state }) => state === 'missing').map(({ name }) => name)
  const { encoded } = encodeFor(books.models, requestOf(promptId, outline, own), own, at)
  // Asked for at once, so that all of it is of one draft.
  const [counted, values] = await Promise.all([
    Promise.all(
      names.map((name) => countColumn(books, counter, requestOf(promptId, outline, name), name, at)),
    ),
    countVariables(counter, promptId, encoded.parts, variables),
  ])
  const [first] = counted
  return {
    promptId,
    revision: outline.revision,
    stale: false,
    messages: first === undefined ? {} : messageTokens(promptId, outline, first),
    variables: values,
    problems: [
      ...missingProblem(missing),
      ...requestProblems(outline.messages.map(asPart), outline.parameters),
    ],
    columns: counted.map(({ column }) => column),
  }
}

/** Counts and prices an outlined draft at an instant (epoch ms) with other parameters, model included: one estimate for each. */
export async function estimateColumns(
  books: Books,
  counter: DraftCounter,
  promptId: string,
  outline: DraftOutline,
  columns: readonly Partial<Parameters>[],
  at: number,
): Promise<readonly EstimateColumn[]> {
  const counted = await Promise.all(
    columns.map((others) => {
      const parameters = { ...outline.parameters, ...others }
      const request = requestOf(promptId, { ...outline, parameters }, parameters.model)
      return countColumn(books, counter, request, parameters.model, at)
    }),
  )
  return counted.map(({ column }) => column)
}

interface CountedColumn {
  readonly column: EstimateColumn
  readonly parts: readonly PromptPart[]
  /** Tokens of each part. */
  readonly tokens: ArrayLike<number>
}

async function countColumn(
  books: Books,
  counter: DraftCounter,
  request: PromptRequest,
  name: string,
  at: number,
): Promise<CountedColumn> {
  const { model, encoded } = encodeFor(books.models, request, name, at)
  const counts = await counter.count(encoded.parts.map(({ piece }) => piece))
  const count = countPrompt(encoded, { countPieces: () => counts })
  const { value, isDefault } = maxTokensOf(request, model)
  const counted = { requested: name, model, count, maxTokens: value }
  const column = assembleColumn(books.prices, counted, at, isDefault)
  return { column, parts: encoded.parts, tokens: counts.counts }
}

/** The request that an outlined draft stands for; its texts are the open documents of `documentName`. */
export function requestOf(promptId: string, outline: DraftOutline, model: string): PromptRequest {
  const messages = outline.messages.map((message) => ({
    ...asPart(message),
    text: { document: documentName(promptId, message.id), empty: message.length === 0 },
    reasoning: {
      document: reasoningName(promptId, message.id),
      empty: (message.details?.reasoning ?? '') === '',
    },
  }))
  return outlineRequest(messages, outline.parameters, model)
}

function asPart(message: OutlinedMessage): OutlinedMessage & { readonly empty: boolean } {
  return { ...message, empty: message.length === 0 }
}

/** The messages of a draft that are sent, in the order of the request. */
export function sentMessages({ messages, parameters }: DraftOutline): readonly OutlinedMessage[] {
  return sentParts(messages.map(asPart), parameters).map(({ part }) => part)
}

/** Tokens of each message's own text, calls and thinking; the frame around them is not in them. */
function messageTokens(
  promptId: string,
  outline: DraftOutline,
  { parts, tokens }: CountedColumn,
): Record<string, number> {
  const sums: Record<string, number> = Object.fromEntries(outline.messages.map(({ id }) => [id, 0]))
  const sent = sentMessages(outline)
  // The texts around a gap are no messages of the request.
  const byDocument = new Map(sent.map(({ id }) => [documentName(promptId, id), id]))
  parts.forEach(({ piece, kind, message }, place) => {
    const written = 'document' in piece ? byDocument.get(piece.document) : undefined
    const id = written ?? (message === null ? undefined : sent[message]?.id)
    if (id !== undefined && kind !== 'control') sums[id] = (sums[id] ?? 0) + (tokens[place] ?? 0)
  })
  return sums
}
