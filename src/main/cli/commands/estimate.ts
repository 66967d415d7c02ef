import type { PieceCounter } from '../../encoding/estimate-prompt.ts'
import { isJsonObject, memberOf } from '../../encoding/json.ts'
import { parseJson } from '../../encoding/parse-json.ts'
import { parseRequest, readRequest } from '../../encoding/parse-request.ts'
import { createPieceCounter } from '../../encoding/piece-counter.ts'
import { FathomError } from '../../errors.ts'
import type { Books } from '../../estimates/books.ts'
import { estimateJson } from '../../estimates/estimate-json.ts'
import { estimateRequest } from '../../estimates/estimate-request.ts'
import { type ReceiptMeans, receiptOfEstimate } from '../../estimates/receipt-of-estimate.ts'
import { createTokenizer } from '../../tokenizer/tokenizer.ts'
import { readVocabularyFile, type Vocabulary } from '../../tokenizer/vocabulary.ts'
import { parseInstant } from '../arguments.ts'
import type { Command, CommandContext } from '../command.ts'
import { describeEstimate } from '../describe-estimate.ts'
import { folderBooks } from '../folder-books.ts'
import { json, printableLine } from '../printable.ts'
import { readJsonText, readLines } from '../read-input.ts'
import { DONE, REFUSED, WrongArguments } from '../terminal.ts'

export const estimate: Command = {
  usage: '[REQUEST.json|-] [--model M] [--at INSTANT] [--receipt|--jsonl] [--json]',
  summary:
    'Prompt tokens by segment and cost of a request, at any instant. --jsonl: one {"request","model"?,"at"?} a line. ' +
    '--receipt: a record as JSON that fathom verify recomputes.',
  positionals: 1,
  options: {
    model: { type: 'string' },
    at: { type: 'string' },
    jsonl: { type: 'boolean', default: false },
    receipt: { type: 'boolean', default: false },
  },
  run: async (words, context) => {
    const at = words.text('at')
    const defaults = { model: words.text('model'), at: at === undefined ? context.clock() : parseInstant(at) }
    const [path] = words.positionals
    if (words.flag('jsonl') && words.flag('receipt'))
      throw new WrongArguments('--jsonl and --receipt are two forms. Give one of them.')
    if (words.flag('jsonl')) return estimateLines(path, defaults, context)
    const text = await readJsonText(path, context.terminal)
    if (words.flag('receipt')) {
      context.terminal.print(json(receiptOfEstimate(openMeans(context), { ...defaults, text })))
      return DONE
    }
    const request = parseRequest(text)
    const answer = estimateRequest(folderBooks(context), openCounter(context), {
      ...defaults,
      request,
    })
    if (words.flag('json')) context.terminal.print(json(estimateJson(answer)))
    else for (const line of describeEstimate(answer)) context.terminal.print(printableLine(line))
    return DONE
  },
}

interface Defaults {
  readonly model: string | undefined
  readonly at: number
}

function openCounter({ places }: CommandContext): PieceCounter {
  return counterOf(readVocabularyFile(places.vocabulary))
}

function counterOf(vocabulary: Vocabulary): PieceCounter {
  // A request from a file has all its texts at hand; only a live draft has open documents.
  return createPieceCounter(createTokenizer(vocabulary), () => '')
}

/** What receipts are written and verified with: the books with what was added to them, and the vocabulary. */
export function openMeans(context: CommandContext): ReceiptMeans {
  const vocabulary = readVocabularyFile(context.places.vocabulary)
  return { books: folderBooks(context), counter: counterOf(vocabulary), vocabulary: vocabulary.sha256 }
}

/** One answer a line, in order. A bad line gets `{"error"}` in its place, so that the lines still match; then the exit code is 1. */
async function estimateLines(
  path: string | undefined,
  defaults: Defaults,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context
  const books = folderBooks(context)
  const counter = openCounter(context)
  let number = 0
  let failures = 0
  for await (const line of readLines(path, terminal)) {
    if (terminal.outputClosed.aborted) break
    if (terminal.interrupted.aborted) return REFUSED
    number += 1
    if ('text' in line && line.text.trim() === '') continue
    try {
      if ('broken' in line) throw line.broken
      terminal.print(json(estimateLine(line.text, defaults, books, counter)))
    } catch (error) {
      failures += 1
      const { code, message } = lineError(error)
      terminal.print(json({ error: { code, message } }))
      terminal.warn(`fathom: line ${number}: ${printableLine(message)}`)
    }
  }
  return failures === 0 ? DONE : REFUSED
}

function estimateLine(line: string, defaults: Defaults, books: Books, counter: PieceCounter): unknown {
  const value = parseJson(line)
  const body = isJsonObject(value) ? memberOf(value, 'request') : undefined
  if (!isJsonObject(value) || body === undefined) {
    throw new FathomError('INVALID_LINE', 'The line is not {"request": {...}}. Put one request on each line.')
  }
  const model = memberOf(value, 'model')
  const at = memberOf(value, 'at')
  if (model !== undefined && model !== null && typeof model !== 'string')
    throw new WrongArguments('"model" is not a text.')
  if (at !== undefined && at !== null && typeof at !== 'string')
    throw new WrongArguments('"at" is not an instant as a text.')
  const question = {
    request: readRequest(body),
    model: model ?? defaults.model,
    at: at === undefined || at === null ? defaults.at : parseInstant(at),
  }
  return estimateJson(estimateRequest(books, counter, question))
}

function lineError(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof FathomError) return { code: error.code, message: error.message }
  if (error instanceof WrongArguments) return { code: 'INVALID_LINE', message: error.message }
  throw error
}
