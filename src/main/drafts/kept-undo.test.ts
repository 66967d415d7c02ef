import { expect, it } from 'vitest'

import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { createPrompts } from './prompts.ts'

function open(): { database: Database; drafts: Drafts; promptId: string; type: (text: string) => void } {
  const database = testDatabase()
  const clock = (): number => 1_000
  const drafts = createDrafts({ database, clock })
  const promptId = createPrompts({ database, clock, drafts }).create('Sort').id
  const type = (insert: string): void => {
    const { revision, messages } = drafts.get(promptId)
    drafts.edit(promptId, revision, [{ messageId: messages[0]?.id ?? '', from: 0, to: 0, insert }])
  }
  return { database, drafts, promptId, type }
}

it('gives back what a window kept of its undo, with the way from there to the draft of now', () => {
  const { drafts, promptId, type } = open()
  expect(drafts.undo(promptId)).toBeNull()
  type('one')
  drafts.keepUndo(promptId, 1, '{"as": "written"}')
  expect(drafts.undo(promptId)).toEqual({ revision: 1, undo: '{"as": "written"}', before: null, since: [] })
  type('two ')
  const kept = drafts.undo(promptId)
  expect(kept).toMatchObject({ revision: 2, before: { messages: [{ content: 'one' }] } })
  expect(kept?.since).toMatchObject([{ edits: [{ insert: 'two ' }] }])
})

it('gives nothing where the journal does not lead to now any more, or the draft is not there yet', () => {
  const { database, drafts, promptId, type } = open()
  drafts.keepUndo(promptId, 0, 'kept')
  type('one')
  database.prepare('UPDATE draft_snapshots SET revision = 1').run()
  expect(drafts.undo(promptId)).toBeNull()
  drafts.keepUndo(promptId, 7, 'of a draft that a restored backup does not have')
  expect(drafts.undo(promptId)).toBeNull()
  expect(() => drafts.keepUndo('none', 0, '')).toThrow(expect.objectContaining({ code: 'PROMPT_NOT_FOUND' }))
})
