import { CONTROL_TOKEN_IDS, isControlToken } from '../encoding/control-tokens.ts'
import { callsOpening, writeCalls } from '../encoding/dsml.ts'
import { encodeRequest } from '../encoding/encode-request.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { createPromptWriter, type PromptPart } from '../encoding/prompt-parts.ts'
import { V4_DIALECTS, type V4Dialect } from '../encoding/v4/dialect.ts'
import type { Books } from '../estimates/books.ts'
import { cost } from '../pricing/cost.ts'
import { requireModel, resolveModel, type ResolvedModel } from '../pricing/model-book.ts'
import type { Currency, Pico } from '../pricing/money.ts'
import { pricesAt } from '../pricing/price-at.ts'
import type { Tokenizer } from '../tokenizer/tokenizer-types.ts'
import { joinIds } from './join-ids.ts'
import type { PracticeBooks, PracticeModel } from './practice-types.ts'

/** Lets the practice endpoint count and price with what the rest of Fathom counts and prices with. */
export function practiceBooks(books: Books, tokenizer: Tokenizer): PracticeBooks {
  const { models, prices } = books
  return {
    locate: (text) => tokenizer.locate(text),
    countPrompt(bodyText, model, instant) {
      const encoded = encodeRequest(parseRequest(bodyText), requireModel(models, model, instant))
      const ids = encodeParts(encoded.parts, tokenizer)
      return { tokens: ids.length, ids }
    },
    encodeCall(call, model, instant) {
      const dialect = dialectOf(requireModel(models, model, instant))
      const writer = createPromptWriter()
      writeCalls(writer, [call], dialect, null)
      const ids = encodeParts(writer.finish().parts, tokenizer)
      if (!call.forced) return ids
      const opening = createPromptWriter()
      opening.template(callsOpening(dialect), 'tool-call', null)
      return ids.slice(encodeParts(opening.finish().parts, tokenizer).length)
    },
    serve(model, instant) {
      const resolved = resolveModel(models, model, instant)
      return resolved === null ? null : served(resolved)
    },
    price(model, instant, { hit, miss, output }) {
      const { rows } = pricesAt(prices, model, instant)
      const amounts: Partial<Record<Currency, Pico>> = {}
      for (const row of rows) amounts[row.currency] = cost({ hit, miss, completion: output }, row).total
      return rows.length === 0 ? null : amounts
    },
  }
}

/** Only the V4.1 models see images (pricing page 2026-11). */
function served({ requested, profile, limits, defaults }: ResolvedModel): PracticeModel {
  return {
    name: requested,
    contextLimit: limits.context,
    maxOutput: limits.maxOutput,
    maxTokens: defaults.maxTokensByMode,
    thinkingByDefault: defaults.thinking,
    vision: profile === 'v4.1',
  }
}

/** Practice stands at the present, where every served model has a V4 dialect; an older one borrows the last of them. */
function dialectOf({ profile }: ResolvedModel): V4Dialect {
  return Object.hasOwn(V4_DIALECTS, profile)
    ? V4_DIALECTS[profile as keyof typeof V4_DIALECTS]
    : V4_DIALECTS['v4-0731']
}

/** Token ids in order. Text between two control tokens is tokenized in one piece, as the API does. */
function encodeParts(parts: readonly PromptPart[], tokenizer: Tokenizer): Uint32Array {
  const ids: Uint32Array[] = []
  let run = ''
  const endRun = (): void => {
    ids.push(tokenizer.encode(run))
    run = ''
  }
  for (const { piece } of parts) {
    if ('text' in piece) run += piece.text
    if (!('control' in piece)) continue
    endRun()
    if (isControlToken(piece.control))
      ids.push(new Uint32Array(piece.times ?? 1).fill(CONTROL_TOKEN_IDS[piece.control]))
  }
  endRun()
  return joinIds(ids)
}
