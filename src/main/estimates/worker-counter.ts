import { FathomError } from '../errors.ts'
import type { Piece, PieceCounts } from '../tokenizer/tokenizer-types.ts'
import { createTokenizerClient } from '../tokenizer/worker-client.ts'
import type { DraftCounter } from './draft-counter.ts'

export interface WorkerCounterOptions {
  readonly workerUrl: URL
  readonly vocabularyPath: string
  /** The texts of all open documents, for a thread that takes the place of a crashed one. */
  readonly openTexts: () => readonly { readonly document: string; readonly text: string }[]
  /** A question to the thread that nobody waits for has failed. */
  readonly onFailure: (error: unknown) => void
}

/** Counts drafts in a thread of their own, started at the first question. */
export function createWorkerCounter(options: WorkerCounterOptions): DraftCounter {
  const { onFailure } = options
  const client = createTokenizerClient({
    workerUrl: options.workerUrl,
    vocabularyPath: options.vocabularyPath,
    reopen: () => ({ documents: options.openTexts(), layouts: [] }),
    // Exact counts are asked for; nothing is waited for that was not.
    onCounts: () => {},
  })
  let questions = 0
  let ended = false
  const report = (error: unknown): void => {
    if (!ended) onFailure(error)
  }

  /** Lays the pieces out under a name of their own while `work` asks about them. */
  async function withLayout<Value>(
    pieces: readonly Piece[],
    work: (key: string, counts: PieceCounts | null) => Promise<Value>,
  ): Promise<Value> {
    const key = `question ${++questions}`
    try {
      const answer = await client.update({ key, revision: 0, edits: [], layouts: [pieces] })
      return await work(key, answer.stale ? null : (answer.counts?.[0] ?? null))
    } finally {
      client.forget(key).catch(report)
    }
  }

  async function exactCounts(key: string): Promise<PieceCounts> {
    const [counts] = (await client.exact(key)).counts ?? []
    if (counts === undefined)
      throw new FathomError('COUNT_MISSING', 'The prompt could not be counted. Try again.')
    return counts
  }

  return {
    open: (document, text) => void client.open(document, text).catch(report),
    edit: (document, edits) =>
      void client
        .update({ key: 'edits', revision: 0, edits: [{ document, edits }], layouts: [] })
        .catch(report),
    close: (document) => void client.closeDocument(document).catch(report),
    count: (pieces) => withLayout(pieces, async (key, counts) => counts ?? exactCounts(key)),
    countText: (text) => client.count(text),
    depths: (pieces, places) => withLayout(pieces, (key) => client.depths({ key, layout: 0 }, places)),
    locate: (pieces, from, to) =>
      withLayout(pieces, async (key, counts) => {
        const located = await client.locate({ key, layout: 0 }, from, to)
        return { ...located, total: (counts ?? (await exactCounts(key))).total }
      }),
    units: (pieces) => withLayout(pieces, (key) => client.units({ key, layout: 0 })),
    end: () => {
      ended = true
      return client.close()
    },
  }
}
