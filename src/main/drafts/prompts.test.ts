import { describe, expect, it } from 'vitest'

import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { createPrompts, type Prompts } from './prompts.ts'

/** A library whose clock goes on by a minute at each reading. */
function library(): { database: Database; drafts: Drafts; prompts: Prompts } {
  let now = Date.UTC(2026, 10, 22, 3)
  const clock = (): number => (now += 60_000)
  const database = testDatabase()
  const drafts = createDrafts({ database, clock })
  return { database, drafts, prompts: createPrompts({ database, clock, drafts }) }
}

function addRun(database: Database, id: string, promptId: string, status = 'completed'): void {
  database
    .prepare(
      `INSERT INTO runs (id, prompt_id, practice, base_url, request_json, estimate_json, status, model_requested, sent_at)
       VALUES (?, ?, 1, 'http://127.0.0.1', '{}', '{}', ?, 'deepseek-flash', 0)`,
    )
    .run(id, promptId, status)
}

function addVersion(database: Database, promptId: string): void {
  const id = `version of ${promptId}`
  database
    .prepare(
      "INSERT INTO versions (id, prompt_id, number, note, hash, content, created_at) VALUES (?, ?, 1, '', '', '{}', 0)",
    )
    .run(id, promptId)
  database
    .prepare("INSERT INTO version_labels (prompt_id, name, version_id, at) VALUES (?, 'production', ?, 0)")
    .run(promptId, id)
}

const names = (prompts: Prompts): string[] => prompts.list().map(({ name }) => name)

describe('the first start', () => {
  it('makes one sample prompt that can be sent as it is, and only once', () => {
    const { drafts, prompts } = library()
    const sample = prompts.ensureSample()
    expect(sample).toMatchObject({ name: 'Tide check', sample: true, runs: 0 })
    expect(prompts.ensureSample()).toBeNull()
    const { messages } = drafts.get(String(sample?.id))
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
    // A variable that nothing fills in would be sent, and billed, as it stands.
    expect(messages.map(({ content }) => content).join()).not.toMatch(/\{\{/)
  })

  it('is not the first start when every prompt lies in the trash', () => {
    const { prompts } = library()
    prompts.remove(String(prompts.ensureSample()?.id))
    expect(prompts.ensureSample()).toBeNull()
    expect(prompts.list()).toEqual([])
  })

  it('calls the sample yours once its text or its name has changed', () => {
    const edited = library()
    const id = String(edited.prompts.ensureSample()?.id)
    edited.drafts.change(id, 0, { kind: 'set-parameters', parameters: { maxTokens: 10 } })
    expect(edited.prompts.get(id).sample).toBe(false)

    const renamed = library()
    expect(renamed.prompts.rename(String(renamed.prompts.ensureSample()?.id), 'Mine').sample).toBe(false)
  })
})

describe('the library', () => {
  it('gives new prompts names that are free', () => {
    const { prompts } = library()
    prompts.create()
    prompts.create()
    const third = prompts.create()
    prompts.remove(third.id)
    expect(third.name).toBe('Untitled 3')
    expect(prompts.create().name).toBe('Untitled 3')
    expect(prompts.create('  Named  ').name).toBe('Named')
  })

  it('lists what was changed last first, an edit being a change', () => {
    const { drafts, prompts } = library()
    const [a, b] = [prompts.create('a'), prompts.create('b')]
    expect(names(prompts)).toEqual(['b', 'a'])
    const { revision } = drafts.get(a.id)
    const { savedAt } = drafts.change(a.id, revision, {
      kind: 'set-parameters',
      parameters: { temperature: 0 },
    })
    expect(names(prompts)).toEqual(['a', 'b'])
    expect(prompts.get(a.id).updatedAt).toBe(savedAt)
    prompts.rename(b.id, 'b2')
    expect(names(prompts)).toEqual(['b2', 'a'])
  })

  it('duplicates the text as it is now, and the two part ways from there', () => {
    const { drafts, prompts } = library()
    const id = String(prompts.ensureSample()?.id)
    const [system] = drafts.get(id).messages
    drafts.edit(id, 0, [{ messageId: String(system?.id), from: 0, to: 3, insert: 'Thou' }])
    const copy = prompts.duplicate(id)
    expect(copy).toMatchObject({ name: 'Tide check copy', sample: false })
    expect(prompts.duplicate(id).name).toBe('Tide check copy 2')

    const texts = (promptId: string): string[] => drafts.get(promptId).messages.map(({ content }) => content)
    expect(texts(copy.id)).toEqual(texts(id))
    const ids = [id, copy.id].flatMap((promptId) =>
      drafts.get(promptId).messages.map((message) => message.id),
    )
    expect(new Set(ids).size).toBe(4)
    drafts.change(copy.id, 0, { kind: 'remove-message', messageId: String(ids[2]) })
    expect(texts(id)).toHaveLength(2)
  })

  it('keeps removed prompts with their text, and gives them back', () => {
    const { drafts, prompts } = library()
    const { id } = prompts.create('kept')
    const [message] = drafts.get(id).messages
    drafts.edit(id, 0, [{ messageId: String(message?.id), from: 0, to: 0, insert: 'text' }])
    prompts.remove(id)
    expect(names(prompts)).toEqual([])
    expect(prompts.restore(id).name).toBe('kept')
    expect(names(prompts)).toEqual(['kept'])
    expect(drafts.get(id).messages[0]?.content).toBe('text')
  })

  it('deletes for ever what lies in the trash, its versions too, and leaves its runs', () => {
    const { database, drafts, prompts } = library()
    const [gone, kept, running] = [prompts.create('gone'), prompts.create('kept'), prompts.create('running')]
    for (const { id } of [gone, kept]) addVersion(database, id)
    addRun(database, 'ended', gone.id)
    addRun(database, 'under way', running.id, 'running')
    prompts.remove(gone.id)
    prompts.remove(running.id)

    expect(prompts.emptyTrash()).toEqual([gone.id])
    expect(prompts.removed().map(({ name }) => name)).toEqual(['running'])
    expect(names(prompts)).toEqual(['kept'])
    expect(() => drafts.get(gone.id)).toThrow(expect.objectContaining({ code: 'PROMPT_NOT_FOUND' }))
    const left = (sql: string): unknown => database.prepare(sql).all()
    expect(left('SELECT id FROM runs ORDER BY id')).toEqual([{ id: 'ended' }, { id: 'under way' }])
    expect(left('SELECT prompt_id FROM versions')).toEqual([{ prompt_id: kept.id }])
    expect(left('SELECT prompt_id FROM version_labels')).toEqual([{ prompt_id: kept.id }])
    expect(() => database.prepare('DELETE FROM versions').run()).toThrow('never removed')
  })

  it('counts the runs of each prompt', () => {
    const { database, prompts } = library()
    const [a, b] = [prompts.create('a'), prompts.create('b')]
    addRun(database, 'one', a.id)
    addRun(database, 'two', a.id)
    expect([prompts.get(a.id).runs, prompts.get(b.id).runs]).toEqual([2, 0])
  })

  it('says in a sentence that a prompt is unknown or its name unusable', () => {
    const { prompts } = library()
    const unknown = [() => prompts.rename('x', 'y'), () => prompts.duplicate('x'), () => prompts.remove('x')]
    for (const attempt of [...unknown, () => prompts.restore('x'), () => prompts.get('x')]) {
      expect(attempt).toThrow(expect.objectContaining({ code: 'PROMPT_NOT_FOUND' }))
    }
    expect(() => prompts.create('   ')).toThrow(expect.objectContaining({ code: 'PROMPT_NAME_INVALID' }))
    expect(prompts.list()).toEqual([])
  })
})
