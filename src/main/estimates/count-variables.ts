import type { VariableCount } from '../../contract/estimates.ts'
import type { PromptPart } from '../encoding/prompt-parts.ts'
import type { FilledVariable } from '../variables/filled-draft.ts'
import { documentName } from './document-names.ts'
import type { DraftCounter } from './draft-counter.ts'

/** Beyond this a message is shown as one part: thousands of places help nobody. */
const MOST_LISTED = 1_000

/**
 * What the values of a draft weigh in its prompt: a token belongs to a value where its first byte stands in it, so that a
 * message's tokens are those of its values and those of its own text. Null where the message is not sent.
 */
export async function countVariables(
  counter: Pick<DraftCounter, 'depths'>,
  promptId: string,
  parts: readonly PromptPart[],
  variables: readonly FilledVariable[],
): Promise<readonly VariableCount[]> {
  const pieces = parts.map(({ piece }) => piece)
  const sent = new Set(pieces.flatMap((piece) => ('document' in piece ? [piece.document] : [])))
  const places = variables.flatMap(({ uses }) =>
    uses.flatMap(({ messageId, spans }) => {
      const document = documentName(promptId, messageId)
      if (!sent.has(document)) return []
      return spans.flatMap(({ from, to }) => [
        { document, offset: from },
        { document, offset: to },
      ])
    }),
  )
  const depths = places.length === 0 ? [] : await counter.depths(pieces, places)
  let read = 0
  return variables.map(({ name, fallback, state, uses }) => ({
    name,
    fallback,
    state,
    uses: uses.map(({ messageId, times, spans }) => {
      const isSent = sent.has(documentName(promptId, messageId))
      if (!isSent || state === 'missing') return { messageId, times, tokens: null, values: [] }
      const before = read
      read += 2 * spans.length
      const values = spans.map((_, index) => {
        const position = depths[before + 2 * index] ?? 0
        return { position, tokens: (depths[before + 2 * index + 1] ?? 0) - position }
      })
      const tokens = values.reduce((sum, value) => sum + value.tokens, 0)
      return { messageId, times, tokens, values: values.length > MOST_LISTED ? [] : values }
    }),
  }))
}
