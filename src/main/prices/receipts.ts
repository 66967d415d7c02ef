import type { Receipt, RunReceipt } from '../../contract/receipts.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connection.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { countPrompt } from '../encoding/estimate-prompt.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { FathomError } from '../errors.ts'
import type { Books } from '../estimates/books.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import { requestText } from '../estimates/draft-request.ts'
import { encodeFor } from '../estimates/encode-for.ts'
import { receiptOfCount } from '../estimates/receipt-of-estimate.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import type { RunRecord } from '../runs/run-record.ts'
import { withValues } from '../variables/with-values.ts'
import { createRunCharges } from './run-charges.ts'
import { receiptOfRun } from './run-receipt.ts'

/** What every amount on screen opens: how it came about, as a record that can be recomputed. */
export interface Receipts {
  /** Errors PROMPT_NOT_FOUND, UNPRICED, and those of a request that cannot be read. */
  estimate(promptId: string, model: string, at?: number): Promise<Receipt>
  /** The estimate of what a run sent, when it was sent. Errors RUN_NOT_FOUND, UNPRICED. */
  sent(runId: string): Promise<Receipt>
  /** Errors RUN_NOT_FOUND, RUN_NOT_ENDED, USAGE_NOT_REPORTED, UNPRICED. */
  run(runId: string): RunReceipt
}

export interface ReceiptsOptions {
  readonly database: Connection
  readonly drafts: Pick<Drafts, 'get'>
  readonly runs: { get(runId: string): RunRecord | null }
  readonly books: Books
  readonly counter: Pick<DraftCounter, 'count'>
  readonly vocabulary: () => string
  readonly decidingInstant: () => DecidingInstant
  readonly clock: Clock
}

export function createReceipts(options: ReceiptsOptions): Receipts {
  const { drafts, runs, books, counter, vocabulary, decidingInstant, clock } = options
  const chargesOf = createRunCharges(options.database)

  function estimate(promptId: string, model: string, at = clock()): Promise<Receipt> {
    const draft = drafts.get(promptId)
    return ofText(
      requestText({ ...withValues(draft), parameters: { ...draft.parameters, model } }),
      model,
      at,
    )
  }

  async function sent(runId: string): Promise<Receipt> {
    const { requestText: text, modelRequested, sentAt } = recordOf(runId)
    return ofText(text, modelRequested, sentAt)
  }

  async function ofText(text: string, model: string, at: number): Promise<Receipt> {
    const request = parseRequest(text)
    const encodedFor = encodeFor(books.models, request, model, at)
    const counts = await counter.count(encodedFor.encoded.parts.map(({ piece }) => piece))
    const count = countPrompt(encodedFor.encoded, { countPieces: () => counts })
    const question = { text, request, requested: model, ...encodedFor, count, at }
    const receipt = receiptOfCount({ books, vocabulary: vocabulary() }, question)
    if (receipt.sheets.length > 0) return receipt
    throw unpriced(receipt.notes.join(' '))
  }

  function recordOf(runId: string): RunRecord {
    const record = runs.get(runId)
    if (record !== null) return record
    throw new FathomError('RUN_NOT_FOUND', 'This run is not in the data folder any more.', { runId })
  }

  function run(runId: string): RunReceipt {
    const record = recordOf(runId)
    if (record.status === 'running')
      throw new FathomError(
        'RUN_NOT_ENDED',
        'This run has not ended yet. Its receipt comes with its usage.',
        {
          runId,
        },
      )
    const charges = chargesOf(runId)
    const usage = charges?.usage ?? null
    if (charges === null || usage === null)
      throw new FathomError(
        'USAGE_NOT_REPORTED',
        'The usage of this run is not known, so it has no receipt. It can be settled from the usage export.',
        { runId },
      )
    const found = receiptOfRun({
      books,
      vocabulary: vocabulary(),
      setting: decidingInstant(),
      record,
      charges: { ...charges, usage },
    })
    if (found.receipt.sheets.length > 0) return found
    throw unpriced(found.receipt.notes.join(' '))
  }

  return { estimate, sent, run }
}

function unpriced(why: string): FathomError {
  return new FathomError('UNPRICED', why === '' ? 'No price is known. Add a row to the price book.' : why)
}
