import { describe, expect, it } from 'vitest'

import type { Draft, DraftChange, DraftMessage, Edit } from '../../../contract/drafts.ts'
import type { Run } from '../../../contract/runs.ts'
import { createDraftSession, type DraftSession } from '../../editor/draft-session.ts'
import { plainParameters } from '../../editor/testing/plain-parameters.ts'
import { contentOf } from '../../editor/text-changes.ts'
import { continuationsOf, continueFrom } from './continue-run.ts'

const calls = [
  { id: 'c1', name: 'get_depth', arguments: '{"berth": 7}' },
  { id: 'c2', name: 'get_tide', arguments: '{}' },
]

function run(part: Partial<Run>): Run {
  return {
    status: 'completed',
    finishReason: 'stop',
    content: 'Deep enough.',
    reasoning: 'Let me see.',
    toolCalls: [],
    estimate: { prompt: { segments: [] } },
    ...part,
  } as unknown as Run
}

function open(messages: readonly DraftMessage[], tools = ''): DraftSession {
  const savedAt = '2026-11-22T00:00:00.000Z'
  const draft: Draft = {
    promptId: 'p',
    revision: 0,
    messages,
    parameters: { ...plainParameters, tools },
    variables: {},
    savedAt,
  }
  let ids = 0
  const accept = (revision: number, _what: Edit[] | DraftChange) =>
    Promise.resolve({ ok: true as const, value: { revision: revision + 1, savedAt } })
  return createDraftSession({
    draft,
    kept: null,
    now: () => 0,
    door: { get: () => Promise.resolve({ ok: true, value: draft }), edit: accept, change: accept },
    depths: () => Promise.resolve(null),
    newId: () => `new-${(ids += 1)}`,
    later: () => () => undefined,
    nonce: undefined,
  })
}

const user: DraftMessage = { id: 'u', role: 'user', content: 'How deep?' }

const said = (session: DraftSession) =>
  session.shape.get().messages.map(({ id, role, details }) => {
    const document = session.document(id)
    return { role, content: document ? contentOf(document.state().doc) : null, ...(details && { details }) }
  })

describe('how a conversation goes on from a run', () => {
  it('takes the answer in and waits for the next question', () => {
    const session = open([user])
    continueFrom(session, run({}), 'message')
    expect(said(session).slice(1)).toEqual([
      { role: 'assistant', content: 'Deep enough.' },
      { role: 'user', content: '' },
    ])
  })

  it('sends braces that the model wrote as they are, and takes none for a variable', () => {
    const session = open([user])
    continueFrom(session, run({ content: 'Write {{name}} or \\{{name}}.' }), 'message')
    expect(said(session)[1]).toMatchObject({ content: 'Write \\{{name}} or \\\\\\{{name}}.' })
  })

  it('keeps the thinking where tools want it back', () => {
    const session = open([user], '[{}]')
    continueFrom(session, run({}), 'message')
    expect(said(session)[1]).toMatchObject({ details: { reasoning: 'Let me see.' } })
  })

  it('has a place for the result of each call', () => {
    const session = open([user], '[{}]')
    const called = run({ content: '', toolCalls: calls, finishReason: 'tool_calls' })
    expect(continuationsOf(called)).toEqual(['results'])
    continueFrom(session, called, 'results')
    expect(said(session).slice(1)).toEqual([
      { role: 'assistant', content: '', details: { reasoning: 'Let me see.', toolCalls: calls } },
      { role: 'tool', content: '', details: { toolCallId: 'c1' } },
      { role: 'tool', content: '', details: { toolCallId: 'c2' } },
    ])
  })

  it('goes on from where an answer was cut, again and again in one message', () => {
    const session = open([user])
    const cut = run({ finishReason: 'length' })
    expect(continuationsOf(cut)).toEqual(['rest', 'message'])
    continueFrom(session, cut, 'rest')
    expect(said(session)[1]).toMatchObject({ content: 'Deep enough.', details: { prefix: true } })
    continueFrom(session, run({ content: ' At high tide.', finishReason: 'length' }), 'rest')
    expect(said(session)).toHaveLength(2)
    expect(said(session)[1]).toMatchObject({
      content: 'Deep enough. At high tide.',
      details: { prefix: true, reasoning: 'Let me see.' },
    })
    continueFrom(session, run({ content: ' And dry at low.' }), 'message')
    expect(said(session).slice(1)).toEqual([
      {
        role: 'assistant',
        content: 'Deep enough. At high tide. And dry at low.',
        details: { reasoning: 'Let me see.' },
      },
      { role: 'user', content: '' },
    ])
  })

  it('is taken back by undo and brought back by redo, text included', () => {
    const session = open([user])
    continueFrom(session, run({}), 'message')
    session.undo()
    session.undo()
    expect(said(session)).toEqual([{ role: 'user', content: 'How deep?' }])
    session.redo()
    expect(said(session)[1]).toEqual({ role: 'assistant', content: 'Deep enough.' })
  })

  it('has nothing to go on from where nothing came, where it runs, or where a gap was filled', () => {
    expect(continuationsOf(run({ content: '' }))).toEqual([])
    expect(continuationsOf(run({ status: 'running' }))).toEqual([])
    const segments = [{ kind: 'fim', message: null, tokens: 3 }]
    expect(
      continuationsOf(run({ estimate: { prompt: { segments } } as unknown as Run['estimate'] })),
    ).toEqual([])
  })
})
