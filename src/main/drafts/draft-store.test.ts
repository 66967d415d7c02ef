import { expect, it } from 'vitest'

import { testDatabase } from '../db/test-folder.ts'
import { contentOf, defaultParameters } from './draft-state.ts'
import { createDraftStore, type DraftStore } from './draft-store.ts'

const NOW = Date.UTC(2026, 10, 22, 3)
const written = (store: DraftStore): string | undefined =>
  contentOf(store.load('p').state).messages[0]?.content

function storeWithDraft(): DraftStore {
  const database = testDatabase()
  database.prepare("INSERT INTO prompts (id, name, created_at, renamed_at) VALUES ('p', 'P', 0, 0)").run()
  const store = createDraftStore(database)
  store.create(
    'p',
    { messages: [{ id: 'm', role: 'user', content: '' }], parameters: defaultParameters, variables: {} },
    NOW,
  )
  return store
}

const insert = (
  text: string,
): { edits: { messageId: string; from: number; to: number; insert: string }[] } => ({
  edits: [{ messageId: 'm', from: 0, to: 0, insert: text }],
})

// Between the check of a revision and the write another process may write; then only the database can tell.
it('takes the first of two entries for one revision and refuses the second', () => {
  const store = storeWithDraft()
  expect(store.append('p', 0, insert('first'), NOW)).toBeGreaterThan(0)
  expect(store.append('p', 0, insert('second'), NOW)).toBeNull()
  expect(store.append('p', 2, insert('third'), NOW)).toBeNull()
  expect(store.head('p').revision).toBe(1)
  expect(written(store)).toBe('first')
})

it('refuses a snapshot older than the one of another process, whose journal is gone already', () => {
  const store = storeWithDraft()
  store.append('p', 0, insert('mine'), NOW)
  const mine = contentOf(store.load('p').state)
  store.append('p', 1, insert('theirs and '), NOW)
  store.snapshot('p', 2, contentOf(store.load('p').state))
  store.snapshot('p', 1, mine)
  expect(store.load('p')).toMatchObject({ revision: 2, entries: 0 })
  expect(written(store)).toBe('theirs and mine')
})

it('reads a draft of the first release: what came later is as it was sent then', () => {
  const database = testDatabase()
  database.prepare("INSERT INTO prompts (id, name, created_at, renamed_at) VALUES ('p', 'P', 0, 0)").run()
  database.prepare("INSERT INTO drafts (prompt_id, revision, saved_at) VALUES ('p', 2, 0)").run()
  database.prepare("INSERT INTO draft_snapshots (prompt_id, revision, state) VALUES ('p', 0, ?)").run(
    JSON.stringify({
      messages: [{ id: 'm', role: 'user', content: 'Hi' }],
      parameters: {
        model: 'deepseek-v4-pro',
        thinking: 'disabled',
        effort: 'low',
        maxTokens: 9,
        temperature: 0.5,
      },
    }),
  )
  const journal = database.prepare(
    "INSERT INTO draft_journal (prompt_id, revision, at, entry) VALUES ('p', ?, 0, ?)",
  )
  journal.run(
    1,
    JSON.stringify({ change: { kind: 'add-message', messageId: 'n', role: 'assistant', index: 1 } }),
  )
  journal.run(2, JSON.stringify({ change: { kind: 'set-parameters', parameters: { maxTokens: 10 } } }))
  expect(contentOf(createDraftStore(database).load('p').state)).toEqual({
    messages: [
      { id: 'm', role: 'user', content: 'Hi' },
      { id: 'n', role: 'assistant', content: '' },
    ],
    variables: {},
    parameters: {
      ...defaultParameters,
      model: 'deepseek-v4-pro',
      thinking: 'disabled',
      effort: 'low',
      maxTokens: 10,
      temperature: 0.5,
    },
  })
})

it('keeps what a message holds beside its text, and forgets it when it is taken away', () => {
  const store = storeWithDraft()
  const details = {
    reasoning: 'Hm',
    toolCalls: [{ id: 'c', name: 'get_depth', arguments: '{}' }],
    prefix: true,
  }
  const add = { kind: 'add-message', messageId: 'a', role: 'assistant', index: 1, details } as const
  store.append('p', 0, { change: add }, NOW)
  expect(contentOf(store.load('p').state).messages[1]).toEqual({
    id: 'a',
    role: 'assistant',
    content: '',
    details,
  })
  store.append('p', 1, { change: { kind: 'set-details', messageId: 'a', details: {} } }, NOW)
  expect(contentOf(store.load('p').state).messages[1]).toEqual({ id: 'a', role: 'assistant', content: '' })
})
