import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { LiveEstimate } from '../../contract/estimates.ts'
import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { defaultParameters } from '../drafts/draft-state.ts'
import { createDrafts, type Drafts } from '../drafts/drafts.ts'
import { createPrompts, type Prompts } from '../drafts/prompts.ts'
import { contentHash } from './version-content.ts'
import { createVersions, type Versions } from './versions.ts'

interface Library {
  readonly database: Database
  readonly drafts: Drafts
  readonly prompts: Prompts
  readonly versions: Versions
  /** One prompt with one user message, "one". */
  readonly promptId: string
  counted: LiveEstimate | null
}

function library(): Library {
  let now = Date.UTC(2026, 10, 22, 3)
  const clock = (): number => (now += 60_000)
  const database = testDatabase()
  const drafts = createDrafts({ database, clock })
  const prompts = createPrompts({ database, clock, drafts })
  const promptId = prompts.create('Sort').id
  const opened: Library = {
    database,
    drafts,
    prompts,
    promptId,
    counted: null,
    versions: createVersions({
      database,
      clock,
      drafts,
      counted: () => opened.counted,
      estimate: () => Promise.reject(new Error('not asked in these tests')),
    }),
  }
  type(opened, 'one')
  return opened
}

/** Puts text before all that the last message says. */
function type({ drafts, promptId }: Library, insert: string): void {
  const { revision, messages } = drafts.get(promptId)
  const messageId = messages.at(-1)?.id ?? ''
  drafts.edit(promptId, revision, [{ messageId, from: 0, to: 0, insert }])
}

function erase({ drafts, promptId }: Library, length: number): void {
  const { revision, messages } = drafts.get(promptId)
  const messageId = messages.at(-1)?.id ?? ''
  drafts.edit(promptId, revision, [{ messageId, from: 0, to: length, insert: '' }])
}

function save({ drafts, promptId, versions }: Library, note = ''): ReturnType<Versions['save']> {
  return versions.save({ promptId, revision: drafts.get(promptId).revision, note })
}

describe('saving versions', () => {
  it('numbers them from 1 in each prompt and keeps the whole draft', () => {
    const opened = library()
    const { drafts, versions, prompts, promptId } = opened
    drafts.change(promptId, drafts.get(promptId).revision, {
      kind: 'set-parameters',
      parameters: { temperature: 0.3, tools: '[]', stop: ['END'] },
    })
    const first = save(opened, 'as sent to the team')
    type(opened, 'two ')
    save(opened)
    expect(versions.list(promptId).map(({ number }) => number)).toEqual([2, 1])
    expect(first).toMatchObject({ number: 1, note: 'as sent to the team', restoredFrom: null, labels: [] })
    expect(versions.get(first.id).content).toMatchObject({
      messages: [{ role: 'user', content: 'one' }],
      parameters: { temperature: 0.3, tools: '[]', stop: ['END'] },
    })
    const other = prompts.create('Other').id
    expect(versions.save({ promptId: other, revision: 0, note: '' }).number).toBe(1)
  })

  it('refuses what would say the same again, and a draft that has moved on', () => {
    const opened = library()
    save(opened)
    expect(() => save(opened)).toThrow(
      expect.objectContaining({ code: 'VERSION_UNCHANGED', details: { number: 1 } }),
    )
    const { promptId, versions, drafts } = opened
    type(opened, 'x')
    const old = drafts.get(promptId).revision - 1
    expect(() => versions.save({ promptId, revision: old, note: '' })).toThrow(
      expect.objectContaining({ code: 'DRAFT_MOVED_ON' }),
    )
    expect(versions.list(promptId)).toHaveLength(1)
  })

  it('keeps the figures of the moment only where they are of this very revision', () => {
    const opened = library()
    const { drafts, promptId } = opened
    const figures = (revision: number, stale = false): LiveEstimate =>
      ({
        promptId,
        revision,
        stale,
        columns: [
          {
            estimate: {
              model: { requested: 'deepseek-flash' },
              at: 'then',
              prompt: { tokens: 9, exact: true },
              cost: null,
            },
          },
        ],
      }) as unknown as LiveEstimate
    const now = (): number => drafts.get(promptId).revision
    opened.counted = figures(now())
    expect(save(opened).figures).toEqual({
      model: 'deepseek-flash',
      tokens: 9,
      exact: true,
      at: 'then',
      cost: null,
    })
    type(opened, 'x')
    expect(save(opened).figures).toBeNull()
    type(opened, 'x')
    opened.counted = figures(now(), true)
    expect(save(opened).figures).toBeNull()
  })

  it('never changes or loses a version, whoever asks the database to', () => {
    const opened = library()
    save(opened)
    expect(() => opened.database.prepare("UPDATE versions SET note = 'other'").run()).toThrow('never changed')
    expect(() => opened.database.prepare('DELETE FROM versions').run()).toThrow('never removed')
  })
})

describe('the draft and its versions', () => {
  it('is modified only while it says something else, whatever way it was changed back', () => {
    const opened = library()
    const { versions, promptId } = opened
    expect(versions.status(promptId)).toMatchObject({ latest: null, same: null })
    save(opened)
    expect(versions.status(promptId)).toMatchObject({ latest: { number: 1 }, same: { number: 1 } })
    type(opened, 'x')
    expect(versions.status(promptId)).toMatchObject({ latest: { number: 1 }, same: null })
    erase(opened, 1)
    expect(versions.status(promptId)).toMatchObject({ latest: { number: 1 }, same: { number: 1 } })
  })

  it('says which version a draft says again, and remembers what was restored', () => {
    const opened = library()
    const { versions, promptId, drafts } = opened
    const first = save(opened)
    type(opened, 'x')
    save(opened)
    erase(opened, 1)
    expect(versions.of(drafts.get(promptId))).toMatchObject({ number: 1 })
    const { revision } = drafts.get(promptId)
    const third = versions.save({ promptId, revision, note: '', restoredFrom: first.id })
    expect(third).toMatchObject({ number: 3, restoredFrom: 1 })
    type(opened, 'y')
    const later = drafts.get(promptId).revision
    // It does not say what v1 says, so it does not repeat it.
    expect(
      versions.save({ promptId, revision: later, note: '', restoredFrom: first.id }).restoredFrom,
    ).toBeNull()
  })

  it('knows no versions of unknown names', () => {
    const { versions } = library()
    expect(() => versions.get('none')).toThrow(expect.objectContaining({ code: 'VERSION_NOT_FOUND' }))
    expect(() => versions.list('none')).toThrow(expect.objectContaining({ code: 'PROMPT_NOT_FOUND' }))
  })
})

describe('labels', () => {
  it('are on one version at a time, moved and taken away, with every move kept', () => {
    const opened = library()
    const { versions, promptId } = opened
    const first = save(opened)
    type(opened, 'x')
    const second = save(opened)
    versions.label(promptId, 'production', first.id)
    versions.label(promptId, 'tested', first.id)
    const moved = versions.label(promptId, 'Production', second.id)
    expect(moved.map(({ labels }) => labels)).toEqual([['production'], ['tested']])
    versions.label(promptId, 'production', second.id)
    versions.label(promptId, 'production', null)
    expect(versions.list(promptId).map(({ labels }) => labels)).toEqual([[], ['tested']])
    expect(versions.labelMoves(promptId).map(({ name, from, to }) => [name, from, to])).toEqual([
      ['production', 2, null],
      ['production', 1, 2],
      ['tested', null, 1],
      ['production', null, 1],
    ])
  })

  it('are never put on a version of another prompt', () => {
    const opened = library()
    const version = save(opened)
    const other = opened.prompts.create('Other').id
    expect(() => opened.versions.label(other, 'production', version.id)).toThrow(
      expect.objectContaining({ code: 'VERSION_NOT_FOUND' }),
    )
  })
})

describe('the hash of a content', () => {
  const message = fc.record({
    id: fc.uuid(),
    role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const),
    content: fc.string({ unit: 'binary' }),
  })
  const parameters = defaultParameters

  it('does not depend on ids, the order of keys or defaults that came later', () => {
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const { stream: _stream, userId: _userId, ...older } = parameters
        const renamed = messages.map(({ id, role, content }) => ({ content, role, id: `${id}0` }))
        expect(
          contentHash({ variables: {}, messages: renamed, parameters: older as typeof parameters }),
        ).toBe(contentHash({ variables: {}, messages, parameters }))
      }),
    )
  })

  it('differs with any text, role, order or parameter', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1 }), (messages) => {
        const hash = contentHash({ variables: {}, messages, parameters })
        const [first, ...rest] = messages
        if (first === undefined) return
        expect(
          contentHash({
            variables: {},
            messages: [{ ...first, content: `${first.content}.` }, ...rest],
            parameters,
          }),
        ).not.toBe(hash)
        expect(contentHash({ variables: {}, messages: rest, parameters })).not.toBe(hash)
        expect(
          contentHash({ variables: {}, messages, parameters: { ...parameters, temperature: 0 } }),
        ).not.toBe(hash)
        expect(
          contentHash({ variables: {}, messages, parameters: { ...parameters, effort: 'max' } }),
        ).not.toBe(hash)
      }),
    )
  })
})
