import type { SearchHit, SearchKind } from '../../contract/search.ts'
import type { Database } from '../db/database.ts'
import { snippetOf } from './snippet.ts'
import { createSources, type Source } from './sources.ts'
import { ftsQuery, indexedText, MAX_INDEXED } from './words.ts'

export interface SearchQuery {
  readonly text: string
  readonly kind?: SearchKind | undefined
  readonly promptId?: string | undefined
  readonly limit: number
}

/** Full-text search over prompts, versions and runs. */
export interface Search {
  find(query: SearchQuery): { readonly hits: readonly SearchHit[]; readonly complete: boolean }
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

// Removed prompts are not found; their runs are, because they were paid for.
const FIND = `
  SELECT entries.kind, entries.ref, entries.prompt_id, coalesce(prompts.name, runs.prompt_name) AS prompt_name,
         coalesce(runs.number, versions.number) AS number, runs.practice,
         coalesce(runs.sent_at, versions.created_at, entries.stamp) AS at
  FROM search_words JOIN search_entries AS entries ON entries.id = search_words.rowid
  LEFT JOIN prompts ON prompts.id = entries.prompt_id
  LEFT JOIN runs ON entries.kind = 'run' AND runs.id = entries.ref
  LEFT JOIN versions ON entries.kind = 'version' AND versions.id = entries.ref
  WHERE search_words MATCH :query
    AND (:kind IS NULL OR entries.kind = :kind)
    AND (:prompt IS NULL OR entries.prompt_id = :prompt)
    AND (entries.kind = 'run' OR prompts.removed_at IS NULL)
  ORDER BY bm25(search_words, 8.0, 1.0), at DESC
  LIMIT :limit`

/** The index of a data folder. */
export function createSearch(database: Database): Search {
  const sources = createSources(database)
  const select = database.prepare<HitRow>(FIND)
  const selectEntry = database.prepare<{ id: number }>(
    'SELECT id FROM search_entries WHERE kind = ? AND ref = ?',
  )
  const insertEntry = database.prepare(
    'INSERT INTO search_entries (kind, ref, prompt_id, stamp) VALUES (?, ?, ?, ?)',
  )
  const updateEntry = database.prepare('UPDATE search_entries SET stamp = ? WHERE id = ?')
  const deleteWords = database.prepare('DELETE FROM search_words WHERE rowid = ?')
  const insertWords = database.prepare('INSERT INTO search_words (rowid, title, body) VALUES (?, ?, ?)')

  /** Whether all that there was at the last look is in the index. */
  let complete = false

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
    find: ({ text, kind, promptId, limit }) => {
      const query = ftsQuery(text)
      if (query === null) return { hits: [], complete }
      const rows = select.all({ query, kind: kind ?? null, prompt: promptId ?? null, limit })
      return { hits: rows.map((row) => hitOf(row, text)), complete }
    },
    indexSome: (limit) => {
      let characters = 0
      let count = 0
      for (const source of sources.stale(limit)) {
        characters += index(source)
        count += 1
        // One long text is a step of its own.
        if (characters > MAX_INDEXED / 4) return true
      }
      complete = count < limit
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
