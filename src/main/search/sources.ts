import type { SearchKind } from '../../contract/search.ts'
import type { Database } from '../db/database.ts'
import { contentOf, type DraftContent } from '../drafts/draft-state.ts'
import { createDraftStore } from '../drafts/draft-store.ts'

/** What the index knows of one text, and how to tell whether it still holds. */
export interface Source {
  readonly kind: SearchKind
  readonly ref: string
  readonly promptId: string | null
  readonly stamp: number
}

export interface SourceText {
  /** Weighs more than the body. */
  readonly title: string
  readonly body: string
}

export interface Sources {
  /** Texts that are not in the index, or changed since; at most `limit`: prompts first. */
  stale(limit: number): readonly Source[]
  /** Null where it is gone. */
  text(source: Pick<Source, 'kind' | 'ref'>): SourceText | null
}

interface Row {
  readonly kind: SearchKind
  readonly ref: string
  readonly prompt_id: string | null
  readonly stamp: number
}

// Each looks only at what can be new, so that asking again after every burst of keys costs little.
const STALE_PROMPTS = `
  SELECT 'prompt' AS kind, prompts.id AS ref, prompts.id AS prompt_id,
         max(drafts.saved_at, prompts.renamed_at) AS stamp
  FROM prompts JOIN drafts ON drafts.prompt_id = prompts.id
  LEFT JOIN search_entries AS entries ON entries.kind = 'prompt' AND entries.ref = prompts.id
  WHERE entries.id IS NULL OR entries.stamp <> max(drafts.saved_at, prompts.renamed_at)
  LIMIT ?`

const NEW_VERSIONS = `
  SELECT 'version' AS kind, id AS ref, prompt_id, rowid AS stamp FROM versions
  WHERE rowid > coalesce((SELECT max(stamp) FROM search_entries WHERE kind = 'version'), 0)
  ORDER BY rowid LIMIT ?`

// A run is found once it has ended, which later ones may have done before it: so some of the last are looked at again.
const NEW_RUNS = `
  SELECT 'run' AS kind, runs.id AS ref, runs.prompt_id, runs.number AS stamp FROM runs
  WHERE runs.number > coalesce((SELECT max(stamp) FROM search_entries WHERE kind = 'run'), 0) - 500
    AND runs.status <> 'running'
    AND NOT EXISTS (SELECT 1 FROM search_entries WHERE kind = 'run' AND ref = runs.id)
  ORDER BY runs.number LIMIT ?`

/** Everything that can be searched, where it is kept. */
export function createSources(database: Database): Sources {
  const drafts = createDraftStore(database)
  const staleKinds = [STALE_PROMPTS, NEW_VERSIONS, NEW_RUNS].map((sql) => database.prepare<Row>(sql))
  const selectName = database.prepare<{ name: string }>('SELECT name FROM prompts WHERE id = ?')
  const selectVersion = database.prepare<{ note: string; content: string }>(
    'SELECT note, content FROM versions WHERE id = ?',
  )
  const selectRun = database.prepare<{ prompt_name: string | null; content: string; reasoning: string }>(
    'SELECT prompt_name, content, reasoning FROM runs WHERE id = ?',
  )

  function text({ kind, ref }: Pick<Source, 'kind' | 'ref'>): SourceText | null {
    if (kind === 'prompt') {
      const prompt = selectName.get(ref)
      return prompt ? { title: prompt.name, body: textOf(contentOf(drafts.load(ref).state)) } : null
    }
    if (kind === 'version') {
      const version = selectVersion.get(ref)
      return version
        ? { title: version.note, body: textOf(JSON.parse(version.content) as DraftContent) }
        : null
    }
    const run = selectRun.get(ref)
    return run ? { title: run.prompt_name ?? '', body: `${run.content}\n${run.reasoning}` } : null
  }

  function stale(limit: number): readonly Source[] {
    const found: Source[] = []
    for (const select of staleKinds) {
      for (const { kind, ref, prompt_id: promptId, stamp } of select.all(limit - found.length))
        found.push({ kind, ref, promptId, stamp })
      if (found.length === limit) break
    }
    return found
  }

  return {
    stale,
    text,
  }
}

function textOf({ messages }: Pick<DraftContent, 'messages'>): string {
  return messages.map(({ content }) => content).join('\n')
}
