import { randomUUID } from 'node:crypto'

import type { PromptSummary, RemovedPrompt } from '../../contract/prompts.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { defaultParameters, type DraftContent } from './draft-state.ts'
import { createDraftStore } from './draft-store.ts'
import type { Drafts } from './drafts.ts'
import { samplePrompt } from './sample.ts'

export interface Prompts {
  /** The library, last changed first; removed prompts are left out. */
  list(): PromptSummary[]
  /** One summary, of a removed prompt too. Error PROMPT_NOT_FOUND. */
  get(promptId: string): PromptSummary
  /** One summary; null where it lies in the trash. Error PROMPT_NOT_FOUND. */
  listed(promptId: string): PromptSummary | null
  /** Without a name: "Untitled", "Untitled 2", ... */
  create(name?: string, folder?: string): PromptSummary
  /** A prompt that came from elsewhere, under its name or the next that is free. */
  createFrom(name: string, content: DraftContent): PromptSummary
  rename(promptId: string, name: string): PromptSummary
  /** A copy of the draft as it is now, named "... copy", in the same folder and with the same tags. */
  duplicate(promptId: string): PromptSummary
  /** Into the trash: nothing is deleted. */
  remove(promptId: string): void
  restore(promptId: string): PromptSummary
  /** What lies in the trash, the last first. */
  removed(): RemovedPrompt[]
  /**
   * Deletes what lies in the trash, for ever; runs and the ledger stay. Left there is what still runs, waits for off-peak,
   * or has a file in the open folder, which would come back as a new prompt. Returns the ids of what is gone.
   */
  emptyTrash(): string[]
  /** Where there is no prompt at all, as on the first start, the sample is made. */
  ensureSample(): PromptSummary | null
}

interface PromptRow {
  readonly id: string
  readonly name: string
  readonly sample: number
  readonly updated_at: number
  readonly runs: number
  readonly folder: string
  /** JSON list. */
  readonly tags: string
  readonly removed_at: number | null
}

// The sample stops being one as soon as its draft or its name changes.
const SUMMARY = `
  SELECT prompts.id, prompts.name, prompts.sample = 1 AND drafts.revision = 0 AS sample,
         max(prompts.renamed_at, drafts.saved_at) AS updated_at,
         (SELECT count(*) FROM runs WHERE runs.prompt_id = prompts.id) AS runs,
         prompts.folder, prompts.removed_at,
         (SELECT json_group_array(tag) FROM prompt_tags WHERE prompt_tags.prompt_id = prompts.id) AS tags
  FROM prompts JOIN drafts ON drafts.prompt_id = prompts.id`

/** The library of prompts. */
export function createPrompts({
  database,
  clock,
  drafts,
}: {
  readonly database: Database
  readonly clock: Clock
  readonly drafts: Drafts
}): Prompts {
  const store = createDraftStore(database)
  const selectAll = database.prepare<PromptRow>(
    `${SUMMARY} WHERE prompts.removed_at IS NULL ORDER BY updated_at DESC, prompts.rowid DESC`,
  )
  const selectRemoved = database.prepare<PromptRow>(
    `${SUMMARY} WHERE prompts.removed_at IS NOT NULL ORDER BY prompts.removed_at DESC, prompts.rowid DESC`,
  )
  const selectOne = database.prepare<PromptRow>(`${SUMMARY} WHERE prompts.id = ?`)
  const deleteRemoved = database.prepare<{ id: string }>(`
    DELETE FROM prompts WHERE removed_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM workspace_files WHERE prompt_id = prompts.id)
      AND NOT EXISTS (SELECT 1 FROM runs WHERE prompt_id = prompts.id AND status = 'running')
      AND NOT EXISTS (SELECT 1 FROM test_batches WHERE prompt_id = prompts.id AND state = 'running')
      AND NOT EXISTS
        (SELECT 1 FROM queued_runs WHERE prompt_id = prompts.id AND state IN ('waiting', 'sending'))
    RETURNING id`)
  const selectAny = database.prepare('SELECT 1 FROM prompts LIMIT 1')
  const selectNamed = database.prepare('SELECT 1 FROM prompts WHERE name = ? AND removed_at IS NULL')
  const insert = database.prepare(
    'INSERT INTO prompts (id, name, sample, created_at, renamed_at) VALUES (?, ?, ?, ?, ?)',
  )
  const setFolder = database.prepare('UPDATE prompts SET folder = ? WHERE id = ?')
  const copyTags = database.prepare(
    'INSERT INTO prompt_tags (prompt_id, tag) SELECT ?, tag FROM prompt_tags WHERE prompt_id = ?',
  )
  const setName = database.prepare('UPDATE prompts SET name = ?, renamed_at = ?, sample = 0 WHERE id = ?')
  const setRemoved = database.prepare('UPDATE prompts SET removed_at = ? WHERE id = ?')

  function get(promptId: string): PromptSummary {
    store.head(promptId)
    return summaryOf(selectOne.get(promptId) as PromptRow)
  }

  function add(name: string, content: DraftContent, sample: boolean): PromptSummary {
    const id = randomUUID()
    const now = clock()
    insert.run(id, name, sample ? 1 : 0, now, now)
    // Messages get ids of their own: whoever keeps texts by message id must never mix up two prompts.
    const messages = content.messages.map((message) => ({ ...message, id: randomUUID() }))
    store.create(id, { ...content, messages }, now)
    return get(id)
  }

  /** `base`, or `base 2`, `base 3`, ...: the first that no prompt in the library has. */
  function freeName(base: string): string {
    let name = base
    for (let count = 2; selectNamed.get(name); count += 1) name = `${base} ${count}`
    return name
  }

  return {
    list: () => selectAll.all().map(summaryOf),
    get,
    listed: (promptId) => {
      store.head(promptId)
      const row = selectOne.get(promptId) as PromptRow
      return row.removed_at === null ? summaryOf(row) : null
    },
    create: (name, folder = '') =>
      database.transaction(() => {
        const { id } = add(checkedName(name ?? freeName('Untitled')), newContent(), false)
        setFolder.run(folder, id)
        return get(id)
      }),
    createFrom: (name, content) =>
      database.transaction(() => add(freeName(checkedName(name.slice(0, 190))), content, false)),
    rename(promptId, name) {
      store.head(promptId)
      setName.run(checkedName(name), clock(), promptId)
      return get(promptId)
    },
    duplicate: (promptId) =>
      database.transaction(() => {
        const { messages, parameters, variables } = drafts.get(promptId)
        const original = get(promptId)
        const content = { messages, parameters, variables }
        const { id } = add(freeName(`${original.name.slice(0, 190)} copy`), content, false)
        setFolder.run(original.folder, id)
        copyTags.run(id, promptId)
        return get(id)
      }),
    remove(promptId) {
      store.head(promptId)
      setRemoved.run(clock(), promptId)
    },
    restore(promptId) {
      store.head(promptId)
      setRemoved.run(null, promptId)
      return get(promptId)
    },
    removed: () =>
      selectRemoved.all().map((row) => ({
        ...summaryOf(row),
        removedAt: new Date(row.removed_at ?? 0).toISOString(),
      })),
    emptyTrash: () => deleteRemoved.all().map(({ id }) => id),
    ensureSample: () =>
      database.transaction(() => {
        if (selectAny.get()) return null
        return add(samplePrompt.name, samplePrompt.content, true)
      }),
  }
}

/** An empty user message: a system message that is not wanted would be billed all the same. */
function newContent(): DraftContent {
  return {
    messages: [{ id: 'user', role: 'user', content: '' }],
    parameters: defaultParameters,
    variables: {},
  }
}

function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > 200) {
    throw new FathomError(
      'PROMPT_NAME_INVALID',
      'A prompt needs a name of 1 to 200 characters. Choose another name.',
    )
  }
  return trimmed
}

function summaryOf(row: PromptRow): PromptSummary {
  return {
    id: row.id,
    name: row.name,
    sample: row.sample === 1,
    updatedAt: new Date(row.updated_at).toISOString(),
    runs: row.runs,
    folder: row.folder,
    tags: JSON.parse(row.tags) as string[],
  }
}
