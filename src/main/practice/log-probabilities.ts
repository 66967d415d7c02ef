import { createRandom } from './random.ts'

/** What else might have stood in place of a token; made up, as everything here is. */
const others = [
  ...' the a and of to in is that it for on as with by at from this or an be'.matchAll(/ \w+/g),
].map(([word]) => word)

/** The probabilities of one or more fields of an answer in the API's shape; the figures depend on the text alone. */
export function logprobsOf(
  fields: Readonly<Partial<Record<'content' | 'reasoning_content', readonly string[]>>>,
  alternatives: number,
): unknown {
  const of = (pieces: readonly string[] | undefined): unknown =>
    pieces === undefined ? null : pieces.map((token) => tokenOf(token, alternatives))
  return { content: of(fields.content), reasoning_content: of(fields.reasoning_content) }
}

/** The same for a gap that is filled in: lists beside each other (docs, FIM completion). */
export function gapLogprobsOf(pieces: readonly string[], alternatives: number, from: number): unknown {
  const offsets: number[] = []
  let offset = from
  for (const piece of pieces) {
    offsets.push(offset)
    offset += piece.length
  }
  return {
    text_offset: offsets,
    tokens: pieces,
    token_logprobs: pieces.map(logprobOf),
    top_logprobs: pieces.map((token) =>
      Object.fromEntries(alternativesOf(token, alternatives).map((each) => [each.token, each.logprob])),
    ),
  }
}

function tokenOf(token: string, alternatives: number): unknown {
  return { ...entryOf(token, logprobOf(token)), top_logprobs: alternativesOf(token, alternatives) }
}

interface Entry {
  readonly token: string
  readonly logprob: number
  readonly bytes: readonly number[]
}

function entryOf(token: string, logprob: number): Entry {
  return { token, logprob, bytes: [...Buffer.from(token)] }
}

/** Always more than one half, so that whatever else is listed is less likely. */
function logprobOf(token: string): number {
  return -createRandom('logprob', token).below(690) / 1_000
}

/** The token itself first; the others share what it leaves, each half of the one before it. */
function alternativesOf(token: string, count: number): readonly Entry[] {
  const left = 1 - Math.exp(logprobOf(token))
  const rest = others.filter((other) => other !== token)
  return [token, ...rest].slice(0, count).map((each, index) => {
    const share = Math.max(left, 1e-6) / 2 ** index
    return entryOf(each, index === 0 ? logprobOf(token) : Math.round(Math.log(share) * 1_000) / 1_000)
  })
}
