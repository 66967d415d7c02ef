import type { SearchHit, SearchKind } from '../../contract/search.ts'
import type { Database } from '../db/database.ts'
import { snippetOf } from './snippet.ts'
import { createSources, type Source } from './sources.ts'
import { ftsQuery, indexedText, MAX_INDEXED } from './words.ts'

export interface SearchQuery {
  readonly text: string
  readonly kind?: SearchKind | undefined
  readonly promptId?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** Full-text search over prompts, versions and runs. */
export interface Search {
  find(query: SearchQuery): {
    readonly hits: readonly SearchHit[]
    readonly total: number
    readonly complete: boolean
  }
  /** Whether everything is in the index. */
  isComplete(): boolean
  /** Something was written that the index does not have yet. */
  changed(): void
  /** Takes some of what is new or changed into the index. False when there is nothing left. */
  indexSome(limit: number): boolean
}

interface HitRow {
  readonly kind: SearchKind
  readonly ref: string
  readonly prompt_id: string | null
  readonly prompt_name: string | null
  readonly number: number | null
  readonly practice: number | null
  readonly at: number
}

// Removed prompts are not found; their runs are, because they were paid for. The plus signs keep SQLite from looking up each
// of these rows in the index of words, one by one.
const MATCHING = `
  FROM search_words
  WHERE search_words MATCH :query
    AND +search_words.rowid NOT IN (
      SELECT entries.id FROM prompts JOIN search_entries AS entries ON entries.prompt_id = prompts.id
      WHERE prompts.removed_at IS NOT NULL AND entries.kind <> 'run')`

const AMONG = `
    AND +search_words.rowid IN (
      SELECT id FROM search_entries WHERE (:kind IS NULL OR kind = :kind) AND (:prompt IS NULL OR prompt_id = :prompt))`

/** All that match, newest first, in one walk through the index: to walk once for the count and once for a page takes twice as long. */
const newestOf = (matching: string): string => `
  SELECT coalesce(group_concat(id), '') AS ids
  FROM (SELECT search_words.rowid AS id ${matching} ORDER BY search_words.rowid DESC)`

const bestOf = (matching: string): string => `
  SELECT search_words.rowid AS id ${matching}
  ORDER BY bm25(search_words, 8.0, 1.0), search_words.rowid DESC LIMIT :limit OFFSET :offset`

/** A word that stands in more texts than this tells none of them apart; to rank them all would take seconds. */
const RANKED = 5_000

const ROWS = `
  SELECT entries.id, entries.kind, entries.ref, entries.prompt_id,
         coalesce(prompts.name, runs.prompt_name) AS prompt_name,
         coalesce(runs.number, versions.number) AS number, runs.practice,
         coalesce(runs.sent_at, versions.created_at, entries.stamp) AS at
  FROM search_entries AS entries
  LEFT JOIN prompts ON prompts.id = entries.prompt_id
  LEFT JOIN runs ON entries.kind = 'run' AND runs.id = entries.ref
  LEFT JOIN versions ON entries.kind = 'version' AND versions.id = entries.ref
  WHERE entries.id = ?`

/** Texts that are looked for at a time: to look costs as much in a library of thousands as to index some. */
const LOOK_AHEAD = 1_000

/** The index of a data folder. */
export function createSearch(database: Database): Search {
  const sources = createSources(database)
  const everywhere = statementsFor(MATCHING)
  const among = statementsFor(MATCHING + AMONG)
  const selectRow = database.prepare<HitRow>(ROWS)
  const selectEntry = database.prepare<{ id: number }>(
    'SELECT id FROM search_entries WHERE kind = ? AND ref = ?',
  )
  const insertEntry = database.prepare(
    'INSERT INTO search_entries (kind, ref, prompt_id, stamp) VALUES (?, ?, ?, ?)',
  )
  const updateEntry = database.prepare('UPDATE search_entries SET stamp = ? WHERE id = ?')
  const deleteWords = database.prepare('DELETE FROM search_words WHERE rowid = ?')
  const insertWords = database.prepare('INSERT INTO search_words (rowid, title, body) VALUES (?, ?, ?)')

  let complete = false
  /** Found stale at the last look, and not yet indexed. What changes meanwhile is stale again at the next look. */
  let waiting: readonly Source[] = []

  function statementsFor(matching: string) {
    return {
      newest: database.prepare<{ ids: string }>(newestOf(matching)),
      best: database.prepare<{ id: number }>(bestOf(matching)),
    }
  }

  function index(source: Source): number {
    const found = sources.text(source)
    return database.transaction(() => {
      const known = selectEntry.get(source.kind, source.ref)
      if (known !== undefined) {
        deleteWords.run(known.id)
        updateEntry.run(source.stamp, known.id)
      }
      const id = known?.id ?? insertEntry.run(source.kind, source.ref, source.promptId, source.stamp).lastId
      if (found !== null) insertWords.run(id, indexedText(found.title), indexedText(found.body))
      return found?.body.length ?? 0
    })
  }

  return {
    find: ({ text, kind, promptId, offset, limit }) => {
      const query = ftsQuery(text)
      if (query === null) return { hits: [], total: 0, complete }
      const filtered = kind !== undefined || promptId !== undefined
      const { newest, best } = filtered ? among : everywhere
      const which = { query, ...(filtered && { kind: kind ?? null, prompt: promptId ?? null }) }
      const all = (newest.get(which)?.ids ?? '').split(',').filter((id) => id !== '')
      const page =
        all.length > RANKED
          ? all.slice(offset, offset + limit).map(Number)
          : best.all({ ...which, offset, limit }).map(({ id }) => id)
      const rows = page.flatMap((id) => selectRow.get(id) ?? [])
      return { hits: rows.map((row) => hitOf(row, text)), total: all.length, complete }
    },
    isComplete: () => complete,
    changed: () => {
      complete = false
    },
    indexSome: (limit) => {
      if (waiting.length === 0) waiting = sources.stale(Math.max(limit, LOOK_AHEAD))
      complete = waiting.length === 0
      let characters = 0
      let taken = 0
      // One long text is a step of its own.
      while (taken < Math.min(limit, waiting.length) && characters <= MAX_INDEXED / 4) {
        characters += index(waiting[taken]!)
        taken += 1
      }
      waiting = waiting.slice(taken)
      return !complete
    },
  }

  function hitOf(row: HitRow, typed: string): SearchHit {
    const found = sources.text(row)
    const body = found?.body ?? ''
    return {
      kind: row.kind,
      id: row.ref,
      promptId: row.prompt_id,
      promptName: row.prompt_name,
      number: row.number,
      practice: row.practice === 1,
      at: new Date(row.at).toISOString(),
      ...snippetOf(row.kind === 'version' && found?.title ? `${found.title}\n${body}` : body, typed),
    }
  }
}
