import type { CompareResults } from '../../contract/compare.ts'
import type { Parameters } from '../../contract/drafts.ts'
import type { EstimateResults, LiveEstimate } from '../../contract/estimates.ts'
import type { Clock } from '../clock.ts'
import type { DraftEvent, Drafts } from '../drafts/drafts.ts'
import type { PromptPart } from '../encoding/prompt-parts.ts'
import type { PromptRequest } from '../encoding/request.ts'
import type { ResolvedModel } from '../pricing/model-book.ts'
import type { Books } from './books.ts'
import { documentName } from './document-names.ts'
import type { DraftCounter, OpenText } from './draft-counter.ts'
import { createDraftDocuments } from './draft-documents.ts'
import type { DraftOutline } from './draft-outline.ts'
import { encodeFor } from './encode-for.ts'
import { estimateColumns, estimateOutline, requestOf, sentMessages } from './estimate-outline.ts'
import { pricesHoldUntil } from './prices-hold-until.ts'

/** A count that takes longer than two frames is announced: the last figures, marked stale. */
const STALE_AFTER_MS = 32
/** Timers stand still while the machine sleeps, so the clock is asked again at least this often (ms). */
const LONGEST_WAIT_MS = 30_000

/** Estimates of the drafts that some window looks at, kept up to date edit by edit. */
export interface LiveEstimates {
  /**
   * Starts `onEstimate` for a prompt that a window looks at; asking again changes nothing. Null until the first count is
   * there. Error PROMPT_NOT_FOUND.
   */
  watch(promptId: string, clientId: string): LiveEstimate | null
  unwatch(promptId: string, clientId: string): void
  /** A window is gone: it looks at nothing any more. */
  forget(clientId: string): void
  /** As the contract's `estimates.depths`. */
  depths(
    promptId: string,
    model: string,
    messageId: string,
    offsets: readonly number[],
  ): Promise<EstimateResults['estimates.depths']>
  /** As the contract's `compare.estimate`: the watched draft with other parameters. */
  columns(
    promptId: string,
    parameters: readonly Partial<Parameters>[],
  ): Promise<CompareResults['compare.estimate']>
  /** A watched draft as its model reads it now, with other parameters where given; null for one that nobody looks at. */
  encode(promptId: string, model: string, others?: Partial<Parameters>): EncodedDraft | null
  /** What stands on screen of a watched draft, of an earlier revision while a newer one is being counted; null before. */
  shown(promptId: string): LiveEstimate | null
  /** The last count of a watched draft; null while there is none or a newer one is being made. */
  latest(promptId: string): LiveEstimate | null
  /** Something else than the drafts has changed what they are counted as: counts all watched ones again. */
  recount(): void
  /** The texts of all documents that should be open in the counter. */
  openTexts(): readonly OpenText[]
  close(): void
}

export interface EncodedDraft {
  readonly revision: number
  readonly request: PromptRequest
  /** Empty where the request names no user: DeepSeek keeps the caches of users apart. */
  readonly userId: string
  /** Null: the model book does not know the name now. */
  readonly model: ResolvedModel | null
  /** Its texts are open documents of the counter, named by `documentName`. */
  readonly parts: readonly PromptPart[]
  /** The texts of all documents of the draft, with the values of its variables in place. */
  texts(): readonly OpenText[]
  /** The place in the counted text of a message that a place in its written text has. */
  toFilled(messageId: string, offset: number): number
  /** The range of a message's written text that a range of the counted one came from. */
  toWritten(messageId: string, from: number, to: number): { readonly from: number; readonly to: number }
  /** Ids of the messages that the request holds, in its order. */
  readonly messageIds: readonly string[]
  /** False once the draft has changed or nobody looks at it any more: what was asked about it may be mixed. */
  isCurrent(): boolean
}

export interface LiveEstimatesOptions {
  readonly books: Books
  readonly drafts: Drafts
  readonly counter: DraftCounter
  readonly clock: Clock
  readonly onEstimate: (estimate: LiveEstimate) => void
  /** A count that failed, or a draft that cannot be read: the next edit tries again. */
  readonly onFailure: (error: unknown) => void
}

interface Watched {
  /** Ids of the windows that look at it. */
  readonly clients: Set<string>
  outline: DraftOutline
  latest: LiveEstimate | null
  counting: boolean
  /** Something changed since the count that is under way began. */
  again: boolean
  priceTimer: NodeJS.Timeout | undefined
}

/** Estimates of the drafts that are on screen, anew after each edit and each change of price. */
export function createLiveEstimates(options: LiveEstimatesOptions): LiveEstimates {
  const { books, drafts, counter, clock, onEstimate, onFailure } = options
  const documents = createDraftDocuments(drafts, counter)
  const watched = new Map<string, Watched>()

  function follow(event: DraftEvent): void {
    const entry = watched.get(event.promptId)
    if (entry === undefined) return
    try {
      entry.outline = documents.follow(entry.outline, event)
      recount(event.promptId, entry)
    } catch (error) {
      // The edit itself is on disk. No event fits this revision, so the next one reads the draft afresh.
      entry.outline = { ...entry.outline, revision: Number.NaN }
      onFailure(error)
    }
  }

  function recount(promptId: string, entry: Watched): void {
    entry.again = true
    if (!entry.counting) void countUntilRight(promptId, entry)
  }

  const isWatched = (promptId: string, entry: Watched): boolean => watched.get(promptId) === entry

  async function countUntilRight(promptId: string, entry: Watched): Promise<void> {
    entry.counting = true
    while (entry.again && isWatched(promptId, entry)) {
      entry.again = false
      await countOnce(promptId, entry).catch(onFailure)
    }
    entry.counting = false
    if (isWatched(promptId, entry)) awaitNewPrice(promptId, entry)
  }

  async function countOnce(promptId: string, entry: Watched): Promise<void> {
    const tellStale = setTimeout(() => {
      if (entry.latest !== null) publish(promptId, entry, { ...entry.latest, stale: true })
    }, STALE_AFTER_MS)
    try {
      const outline = documents.filled(promptId, entry.outline)
      const variables = documents.variables(promptId)
      const estimate = await estimateOutline(books, counter, promptId, outline, variables, clock())
      publish(promptId, entry, { ...estimate, stale: entry.again })
    } finally {
      clearTimeout(tellStale)
    }
  }

  function publish(promptId: string, entry: Watched, estimate: LiveEstimate): void {
    if (!isWatched(promptId, entry)) return
    entry.latest = estimate
    onEstimate(estimate)
  }

  /** Counts again when the prices of now are not those of the next instant any more. */
  function awaitNewPrice(promptId: string, entry: Watched): void {
    clearTimeout(entry.priceTimer)
    const until = pricesHoldUntil(entry.latest)
    if (until === null) return
    const wait = Math.min(Math.max(until - clock(), 0) + 1, LONGEST_WAIT_MS)
    const look = (): void => (clock() < until ? awaitNewPrice(promptId, entry) : recount(promptId, entry))
    entry.priceTimer = setTimeout(look, wait)
    entry.priceTimer.unref()
  }

  function leave(promptId: string, entry: Watched, clientId: string): void {
    if (!entry.clients.delete(clientId) || entry.clients.size > 0) return
    watched.delete(promptId)
    clearTimeout(entry.priceTimer)
    documents.close(promptId, entry.outline)
  }

  function encode(promptId: string, model: string, others: Partial<Parameters> = {}): EncodedDraft | null {
    const entry = watched.get(promptId)
    if (entry === undefined) return null
    const outline = documents.filled(promptId, entry.outline)
    const { revision } = outline
    const parameters = { ...outline.parameters, ...others }
    const request = requestOf(promptId, { ...outline, parameters }, model)
    const { model: resolved, encoded } = encodeFor(books.models, request, model, clock())
    return {
      revision,
      request,
      userId: outline.parameters.userId ?? '',
      model: resolved,
      parts: encoded.parts,
      messageIds: sentMessages(outline).map(({ id }) => id),
      texts: () => documents.texts(promptId),
      toFilled: (messageId, offset) => documents.toFilled(promptId, messageId, offset),
      toWritten: (messageId, from, to) => documents.toWritten(promptId, messageId, from, to),
      isCurrent: () => isWatched(promptId, entry) && entry.outline.revision === revision,
    }
  }

  const unfollow = drafts.onEdit(follow)

  return {
    watch: (promptId, clientId) => {
      const known = watched.get(promptId)
      if (known !== undefined) {
        known.clients.add(clientId)
        return known.latest && { ...known.latest, stale: known.latest.stale || known.counting }
      }
      const entry: Watched = {
        clients: new Set([clientId]),
        outline: documents.open(promptId),
        latest: null,
        counting: false,
        again: false,
        priceTimer: undefined,
      }
      watched.set(promptId, entry)
      recount(promptId, entry)
      return null
    },
    unwatch: (promptId, clientId) => {
      const entry = watched.get(promptId)
      if (entry !== undefined) leave(promptId, entry, clientId)
    },
    forget: (clientId) => {
      for (const [promptId, entry] of watched) leave(promptId, entry, clientId)
    },
    depths: async (promptId, model, messageId, offsets) => {
      if (watched.get(promptId)?.counting !== false) return null
      const draft = encode(promptId, model)
      const document = documentName(promptId, messageId)
      if (draft === null) return null
      const pieces = draft.parts.map(({ piece }) => piece)
      if (!pieces.some((piece) => 'document' in piece && piece.document === document)) return null
      const places = offsets.map((offset) => ({ document, offset: draft.toFilled(messageId, offset) }))
      const depths = await counter.depths(pieces, places)
      return draft.isCurrent() ? { revision: draft.revision, depths } : null
    },
    columns: async (promptId, parameters) => {
      const entry = watched.get(promptId)
      if (entry === undefined) return null
      const outline = documents.filled(promptId, entry.outline)
      const columns = await estimateColumns(books, counter, promptId, outline, parameters, clock())
      return { revision: outline.revision, columns }
    },
    encode,
    shown: (promptId) => watched.get(promptId)?.latest ?? null,
    latest: (promptId) => {
      const entry = watched.get(promptId)
      return entry === undefined || entry.counting || entry.latest?.stale !== false ? null : entry.latest
    },
    recount: () => {
      for (const [promptId, entry] of watched) recount(promptId, entry)
    },
    openTexts: () => [...watched.keys()].flatMap((promptId) => documents.texts(promptId)),
    close: () => {
      unfollow()
      for (const { priceTimer } of watched.values()) clearTimeout(priceTimer)
      watched.clear()
    },
  }
}
