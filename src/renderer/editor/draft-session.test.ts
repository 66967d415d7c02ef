import { describe, expect, it } from 'vitest'

import type { Draft, DraftChange, Edit } from '../../contract/drafts.ts'
import { createDraftSession, type DraftSession } from './draft-session.ts'
import { plainParameters } from './testing/plain-parameters.ts'
import { contentOf } from './text-changes.ts'

function open(): { session: DraftSession; sent: (DraftChange | Edit)[] } {
  const draft: Draft = {
    promptId: 'p',
    revision: 0,
    messages: [
      { id: 'a', role: 'system', content: 'one' },
      { id: 'b', role: 'user', content: 'two' },
    ],
    parameters: plainParameters,
    variables: {},
    savedAt: '2026-11-22T00:00:00.000Z',
  }
  const sent: (DraftChange | Edit)[] = []
  let ids = 0
  const accepted = (revision: number) =>
    Promise.resolve({ ok: true as const, value: { revision: revision + 1, savedAt: draft.savedAt } })
  const session = createDraftSession({
    draft,
    kept: null,
    now: () => 0,
    door: {
      get: () => Promise.resolve({ ok: true, value: draft }),
      edit: (revision, edits) => {
        sent.push(...edits)
        return accepted(revision)
      },
      change: (revision, change) => {
        sent.push(change)
        return accepted(revision)
      },
    },
    depths: () => Promise.resolve(null),
    newId: () => `new-${(ids += 1)}`,
    later: () => () => undefined,
    nonce: undefined,
  })
  return { session, sent }
}

/** Types at the end of a message as an editor would. */
function type(session: DraftSession, messageId: string, text: string): void {
  const document = session.document(messageId)
  if (document === undefined) throw new Error(`no message ${messageId}`)
  document.update({ changes: { from: document.state().doc.length, insert: text }, userEvent: 'input.type' })
}

function shown(session: DraftSession): string[] {
  return session.shape.get().messages.map(({ id }) => {
    const document = session.document(id)
    return document === undefined ? 'nothing' : contentOf(document.state().doc)
  })
}

describe('a draft session', () => {
  it('takes back and brings back work in the order in which it was done, across messages', () => {
    const { session } = open()
    type(session, 'b', '!')
    type(session, 'a', '?')
    type(session, 'b', '.')
    session.undo()
    expect(shown(session)).toEqual(['one?', 'two!'])
    session.undo()
    expect(shown(session)).toEqual(['one', 'two!'])
    session.undo()
    session.undo()
    expect(shown(session)).toEqual(['one', 'two'])
    for (let step = 0; step < 5; step += 1) session.redo()
    expect(shown(session)).toEqual(['one?', 'two!.'])
  })

  it('gives a removed message back with its text and its own history', async () => {
    const { session, sent } = open()
    type(session, 'b', '!')
    session.remove('b')
    expect(shown(session)).toEqual(['one'])
    session.undo()
    expect(shown(session)).toEqual(['one', 'two!'])
    session.undo()
    expect(shown(session)).toEqual(['one', 'two'])
    await session.queue.settled()
    expect(sent).toEqual([
      { messageId: 'b', from: 3, to: 3, insert: '!' },
      { kind: 'remove-message', messageId: 'b' },
      { kind: 'add-message', messageId: 'new-1', role: 'user', index: 1 },
      { messageId: 'new-1', from: 0, to: 0, insert: 'two' },
    ])
  })

  it('undoes a move and a change of role, and nothing twice', () => {
    const { session } = open()
    session.move('a', 'down')
    session.setRole('a', 'assistant')
    expect(session.shape.get().messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
    session.undo()
    session.undo()
    session.undo()
    expect(session.shape.get().messages).toEqual([
      { id: 'a', role: 'system' },
      { id: 'b', role: 'user' },
    ])
  })

  it('sends nothing for a move beyond the ends', async () => {
    const { session, sent } = open()
    session.move('a', 'up')
    session.move('b', 'down')
    await session.queue.settled()
    expect(sent).toEqual([])
  })
})
