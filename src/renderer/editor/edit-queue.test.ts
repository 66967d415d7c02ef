import { ChangeSet } from '@codemirror/state'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Draft, DraftChange, DraftMessage, Edit } from '../../contract/drafts.ts'
import type { Result } from '../../contract/result.ts'
import { applyOperation, type DraftState, type Operation, stateOf } from './draft-state.ts'
import { createEditQueue, type EditQueue, type SaveStatus } from './edit-queue.ts'
import { plainParameters } from './testing/plain-parameters.ts'
import { contentOf, textOf } from './text-changes.ts'

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

type Fate = 'ok' | 'lost-before' | 'lost-after'

/** Main as the window sees it: strict about revisions, and on a line that may break before or after it has written. */
function simulatedMain(fates: Fate[], onRequest: () => void) {
  let draft: Draft = {
    promptId: 'p',
    revision: 3,
    messages: [
      { id: 'a', role: 'system', content: 'one\r\ntwo' },
      { id: 'b', role: 'user', content: 'three' },
    ],
    parameters: plainParameters,
    variables: {},
    savedAt: '2026-11-22T00:00:00.000Z',
  }
  const lost = { ok: false, error: { code: 'CONNECTION_LOST', message: 'The connection is gone.' } } as const

  const write = async (revision: number, next: () => Draft) => {
    const fate = fates.shift() ?? 'ok'
    await Promise.resolve()
    onRequest()
    if (fate === 'lost-before') return lost
    if (revision !== draft.revision)
      return { ok: false, error: { code: 'DRAFT_MOVED_ON', message: 'Another window wrote.' } } as const
    draft = { ...next(), revision: draft.revision + 1 }
    await Promise.resolve()
    onRequest()
    if (fate === 'lost-after') return lost
    return { ok: true, value: { revision: draft.revision, savedAt: draft.savedAt } } as const
  }

  const edited = (edits: readonly Edit[]): Draft => ({
    ...draft,
    messages: draft.messages.map((message) => ({
      ...message,
      content: edits
        .filter(({ messageId }) => messageId === message.id)
        .reduce((content, { from, to, insert }) => {
          if (to > content.length || from > to) throw new RangeError('an edit beyond the end of its text')
          return content.slice(0, from) + insert + content.slice(to)
        }, message.content),
    })),
  })

  return {
    draft: () => draft,
    /** Another window inserts text, at a place given as a share of the length. */
    elsewhere(messageIndex: number, share: number, insert: string) {
      const message = draft.messages[messageIndex % draft.messages.length]
      if (message === undefined) return
      const at = Math.floor(share * message.content.length)
      draft = {
        ...edited([{ messageId: message.id, from: at, to: at, insert }]),
        revision: draft.revision + 1,
      }
    },
    door: {
      async get(): Promise<Result<Draft>> {
        const fate = fates.shift() ?? 'ok'
        await Promise.resolve()
        onRequest()
        return fate === 'ok' ? { ok: true, value: draft } : lost
      },
      edit: (revision: number, edits: Edit[]) => write(revision, () => edited(edits)),
      change: (revision: number, change: DraftChange) => write(revision, () => changed(draft, change)),
    },
  }
}

function changed(draft: Draft, change: DraftChange): Draft {
  const state = applyOperation(stateOf(draft), { kind: 'change', change })
  return { ...draft, parameters: state.parameters, messages: contents(state) }
}

function contents(state: DraftState): DraftMessage[] {
  return state.messages.map((message) => ({
    ...message,
    content: contentOf(state.texts.get(message.id) ?? textOf('')),
  }))
}

/** The UTF-16 units of a text in one fixed order. */
function characters(content: string): string {
  return content.split('').sort().join('')
}

/** A screen: what it shows follows its own typing and what the queue merges. */
function screen(main: ReturnType<typeof simulatedMain>) {
  let shown = stateOf(main.draft())
  const statuses: SaveStatus[] = []
  let ids = 0
  const queue: EditQueue = createEditQueue({
    draft: main.draft(),
    door: main.door,
    newId: () => `new-${(ids += 1)}`,
    later: (work) => {
      const timer = setTimeout(work, 0)
      return () => clearTimeout(timer)
    },
    busy: () => false,
    onMerged: (merged) => {
      const texts = new Map(shown.texts)
      for (const [old, id] of merged.renamed) texts.set(id, texts.get(old) ?? textOf(''))
      for (const [id, changes] of merged.local) texts.set(id, changes.apply(texts.get(id) ?? textOf('')))
      for (const id of texts.keys()) if (!merged.local.has(id)) texts.delete(id)
      shown = { ...merged.state, texts }
    },
    onStatus: (status) => statuses.push(status),
  })
  const act = (operation: Operation): void => {
    shown = applyOperation(shown, operation)
    queue.push(operation)
  }
  return {
    queue,
    statuses,
    shown: () => shown,
    change: (change: DraftChange) => act({ kind: 'change', change }),
    type(messageIndex: number, share: number, take: number, insert: string) {
      const message = shown.messages[messageIndex % shown.messages.length]
      const text = message === undefined ? undefined : shown.texts.get(message.id)
      if (message === undefined || text === undefined) return
      const from = Math.floor(share * text.length)
      const to = Math.min(from + take, text.length)
      const changes = ChangeSet.of({ from, to, insert: textOf(insert) }, text.length)
      if (!changes.empty) act({ kind: 'text', messageId: message.id, changes })
    },
  }
}

const fate = fc.constantFrom<Fate>('ok', 'ok', 'ok', 'lost-before', 'lost-after')
const share = fc.double({ min: 0, max: 1, noNaN: true })
const insert = fc.string({
  unit: fc.constantFrom('x', '\r', '\n', '汉', '\ud83d', '\udc1f', ' '),
  maxLength: 6,
})
const typing = fc.record({
  kind: fc.constant('type' as const),
  message: fc.nat(5),
  share,
  take: fc.nat(4),
  insert,
})
const shaping = fc.record({
  kind: fc.constantFrom(
    'add' as const,
    'remove' as const,
    'move' as const,
    'role' as const,
    'model' as const,
  ),
  message: fc.nat(5),
  index: fc.nat(5),
})
const pause = fc.record({ kind: fc.constant('pause' as const) })

type Action = typeof typing | typeof shaping | typeof pause extends fc.Arbitrary<infer Value> ? Value : never

function perform(window: ReturnType<typeof screen>, action: Action, count: number): void {
  if (action.kind === 'type') window.type(action.message, action.share, action.take, action.insert)
  if (action.kind === 'type' || action.kind === 'pause') return
  const { messages } = window.shown()
  const messageId = messages[action.message % Math.max(1, messages.length)]?.id
  const index = action.index % Math.max(1, messages.length)
  if (action.kind === 'add')
    window.change({ kind: 'add-message', messageId: `m${count}`, role: 'user', index })
  if (action.kind === 'model') window.change({ kind: 'set-parameters', parameters: { model: `m${count}` } })
  if (messageId === undefined) return
  if (action.kind === 'remove') window.change({ kind: 'remove-message', messageId })
  if (action.kind === 'move') window.change({ kind: 'move-message', messageId, index })
  if (action.kind === 'role') window.change({ kind: 'set-role', messageId, role: 'assistant' })
}

describe('the edit queue', () => {
  it('ends with what was typed, here and in main, whatever is lost on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: typing }, shaping, { weight: 2, arbitrary: pause }), {
          maxLength: 25,
        }),
        fc.array(fate, { maxLength: 25 }),
        async (actions, fates) => {
          const todo: Action[] = actions.slice()
          let count = 0
          // Half of what is done falls between a request and its answer.
          const main = simulatedMain(fates.slice(), () => next())
          const window = screen(main)
          let expected = stateOf(main.draft())
          const next = (): void => {
            const action = todo.shift()
            if (action === undefined) return
            perform(window, action, (count += 1))
            expected = window.shown()
          }
          while (todo.length > 0) {
            const action = todo[0]
            next()
            if (action?.kind === 'pause') await turn()
          }
          await window.queue.settled()
          expect(contents(window.shown())).toEqual(contents(expected))
          expect(main.draft().messages).toEqual(contents(expected))
          expect(main.draft().parameters).toEqual(expected.parameters)
          expect(window.queue.revision()).toBe(main.draft().revision)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('keeps what two windows type at the same time', async () => {
    const write = fc.record({ elsewhere: fc.boolean(), message: fc.nat(1), share, wait: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 20 }), async (writes) => {
        const main = simulatedMain([], () => undefined)
        const window = screen(main)
        for (const [index, { elsewhere, message, share: place, wait }] of writes.entries()) {
          const mark = `<${index}>`
          if (elsewhere) main.elsewhere(message, place, mark)
          else window.type(message, place, 0, mark)
          if (elsewhere && wait) window.queue.announced(main.draft().revision)
          if (wait) await turn()
        }
        window.queue.announced(main.draft().revision)
        await window.queue.settled()
        expect(main.draft().messages).toEqual(contents(window.shown()))
        // A mark may be torn by another that fell into it, but no character of any is gone or doubled.
        const all = writes.map((_, index) => `<${index}>`).join('')
        const texts = main
          .draft()
          .messages.map(({ content }) => content)
          .join('')
        expect(characters(texts)).toBe(characters(`one\r\ntwothree${all}`))
      }),
      { numRuns: 200 },
    )
  })

  it('does not write twice what another window built upon after the answer was lost', async () => {
    const main = simulatedMain(['lost-after', 'lost-before'], () => undefined)
    const window = screen(main)
    window.type(1, 1, 0, ' four')
    await turn()
    main.elsewhere(1, 0, 'two and ')
    await window.queue.settled()
    expect(main.draft().messages[1]?.content).toBe('two and three four')
    expect(contents(window.shown())[1]?.content).toBe('two and three four')
  })

  it('brings back a message that was removed elsewhere while text was typed into it', async () => {
    const main = simulatedMain([], () => undefined)
    const window = screen(main)
    await main.door.change(3, { kind: 'remove-message', messageId: 'b' })
    window.type(1, 1, 0, '!')
    await window.queue.settled()
    expect(main.draft().messages.map(({ content }) => content)).toEqual(['one\r\ntwo', 'three!'])
    expect(contents(window.shown())).toEqual(main.draft().messages)
  })

  it('says why it is not saved while main is away, and that it is saved afterwards', async () => {
    const main = simulatedMain(['lost-before', 'lost-before', 'lost-before'], () => undefined)
    const window = screen(main)
    window.type(0, 0, 0, 'x')
    await window.queue.settled()
    expect(window.statuses.some(({ state, failure }) => state === 'unsaved' && failure !== null)).toBe(true)
    expect(window.statuses.at(-1)).toMatchObject({ state: 'saved', failure: null })
  })

  it('sends what is typed during a request as one further request', async () => {
    let requests = 0
    const main = simulatedMain([], () => undefined)
    const { edit } = main.door
    main.door.edit = (revision, edits) => {
      requests += 1
      return edit(revision, edits)
    }
    const window = screen(main)
    for (const letter of 'sounding') window.type(1, 1, 0, letter)
    await window.queue.settled()
    expect(requests).toBe(2)
    expect(main.draft().messages[1]?.content).toBe('threesounding')
  })

  it('cuts a change at more places than one request holds', async () => {
    const main = simulatedMain([], () => undefined)
    const long = 'ab\n'.repeat(12_000)
    main.elsewhere(1, 1, long)
    const window = screen(main)
    const text = window.shown().texts.get('b') ?? textOf('')
    const specs = Array.from({ length: 12_000 }, (_, index) => ({ from: 5 + index * 3, insert: '-' }))
    const sizes: number[] = []
    const { edit } = main.door
    main.door.edit = (revision, edits) => {
      sizes.push(edits.length)
      return edit(revision, edits)
    }
    window.queue.push({ kind: 'text', messageId: 'b', changes: ChangeSet.of(specs, text.length) })
    await window.queue.settled()
    expect(sizes).toEqual([10_000, 2_000])
    expect(main.draft().messages[1]?.content).toBe(`three${'-ab\n'.repeat(12_000)}`)
  })
})
