import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { DraftContent } from '../../contract/drafts.ts'
import type { DraftSession } from './draft-session.ts'
import { createMemoryMain, type MemoryMain } from './testing/memory-main.ts'
import { plainParameters } from './testing/plain-parameters.ts'
import { contentOf } from './text-changes.ts'

const first: DraftContent = {
  messages: [
    { id: 'a', role: 'system', content: 'one' },
    { id: 'b', role: 'user', content: 'two\r\n三\uD83D\uDE00' },
  ],
  parameters: plainParameters,
  variables: { kept: { text: 'kept', file: null } },
}

/** What a draft says, without ids: a message that came back has a new one. */
function said(session: DraftSession): unknown {
  const { messages, parameters, variables } = session.shape.get()
  return {
    parameters,
    variables,
    messages: messages.map(({ id, role, details }) => {
      const document = session.document(id)
      return { role, details, text: document && contentOf(document.state().doc) }
    }),
  }
}

function saidBy({ messages, parameters, variables }: DraftContent): unknown {
  return {
    parameters,
    variables,
    messages: messages.map(({ role, details, content }) => ({ role, details, text: content })),
  }
}

/** Undoes until nothing changes any more. */
function undoAll(session: DraftSession): void {
  for (let step = 0; step < 500; step += 1) session.undo()
}

function redoAll(session: DraftSession): void {
  for (let step = 0; step < 500; step += 1) session.redo()
}

function idAt(session: DraftSession, place: number): string | undefined {
  const { messages } = session.shape.get()
  return messages[place % Math.max(messages.length, 1)]?.id
}

type Act = (session: DraftSession) => void

const place = fc.nat(5)
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('\n', '\uD800', '\r\n', '你好'),
)

const typing = fc
  .tuple(place, fc.nat(30), fc.nat(10), anyText)
  .map(([at, from, length, insert]): Act => (session) => {
    const document = session.document(idAt(session, at) ?? '')
    if (document === undefined) return
    const end = document.state().doc.length
    const start = Math.min(from, end)
    document.edit({ from: start, to: Math.min(start + length, end), insert })
  })

const shaping = fc.oneof(
  place.map(
    (at): Act =>
      (session) =>
        session.add('user', Math.min(at, session.shape.get().messages.length)),
  ),
  place.map(
    (at): Act =>
      (session) =>
        session.remove(idAt(session, at) ?? ''),
  ),
  place.map(
    (at): Act =>
      (session) =>
        session.move(idAt(session, at) ?? '', 'down'),
  ),
  place.map(
    (at): Act =>
      (session) =>
        session.setRole(idAt(session, at) ?? '', 'assistant'),
  ),
  place.map(
    (at): Act =>
      (session) =>
        session.setDetails(idAt(session, at) ?? '', { reasoning: 'because' }),
  ),
  fc.constantFrom(0, 0.5, null).map(
    (temperature): Act =>
      (session) =>
        session.setParameters({ temperature }),
  ),
  anyText.map(
    (text): Act =>
      (session) =>
        session.setVariable('city', text === '' ? null : { text, file: null }),
  ),
  anyText.map(
    (content): Act =>
      (session) =>
        session.append([{ role: 'user', content }]),
  ),
  fc
    .array(fc.record({ role: fc.constantFrom('system' as const, 'user' as const), content: anyText }), {
      maxLength: 3,
    })
    .map(
      (messages): Act =>
        (session) =>
          session.replace({
            messages: messages.map((message, index) => ({ ...message, id: index === 0 ? 'b' : `v${index}` })),
            parameters: { ...plainParameters, maxTokens: 100 },
            variables: {},
          }),
    ),
)

const working: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: typing },
  { weight: 4, arbitrary: shaping },
  { weight: 2, arbitrary: fc.constant<Act>((session) => session.undo()) },
  { weight: 1, arbitrary: fc.constant<Act>((session) => session.redo()) },
)

/** A day's work with restarts: `orderly` ones after undo was kept, the others as after kill -9. */
const day = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: working },
    { weight: 1, arbitrary: fc.constant('keep' as const) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
  ),
  { maxLength: 40 },
)

async function work(main: MemoryMain, steps: readonly (Act | 'keep' | 'restart')[]): Promise<DraftSession> {
  let session = main.open()
  main.keep(session)
  for (const step of steps) {
    await session.queue.settled()
    if (step === 'keep') main.keep(session)
    else if (step === 'restart') {
      const before = said(session)
      session.close()
      session = main.open()
      expect(said(session)).toEqual(before)
    } else step(session)
  }
  await session.queue.settled()
  return session
}

describe('undo', () => {
  it('leads back to the first text and forth to the last over any work, restarts and crashes', async () => {
    await fc.assert(
      fc.asyncProperty(day, async (steps) => {
        const main = createMemoryMain(first)
        const session = await work(main, steps)
        // What was undone in between may be brought back: the last text is the one at the end of that.
        redoAll(session)
        const last = said(session)
        undoAll(session)
        expect(said(session)).toEqual(saidBy(first))
        redoAll(session)
        expect(said(session)).toEqual(last)
        // And main holds what is on screen.
        await session.queue.settled()
        expect(saidBy(main.content())).toEqual(last)
      }),
      { numRuns: 300 },
    )
  })

  it('goes step by step the same way after a restart as without one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(working, { maxLength: 25 }), async (steps) => {
        const session = await work(createMemoryMain(first), steps)
        const main = createMemoryMain(first)
        const left = await work(main, steps)
        main.keep(left)
        left.close()
        const again = main.open()
        for (let step = 0; step < 30; step += 1) {
          session.undo()
          again.undo()
          expect(said(again)).toEqual(said(session))
        }
      }),
      { numRuns: 100 },
    )
  })

  it('takes a whole restored version back as one step, and a typed parameter too', async () => {
    const main = createMemoryMain(first)
    const session = main.open()
    session.replace({
      messages: [{ id: 'x', role: 'user', content: 'other' }],
      parameters: { ...plainParameters, temperature: 1 },
      variables: {},
    })
    expect(said(session)).toMatchObject({ messages: [{ role: 'user', text: 'other' }] })
    session.setParameters({ temperature: 0.2 })
    session.undo()
    expect(session.shape.get().parameters.temperature).toBe(1)
    session.undo()
    expect(said(session)).toEqual(saidBy(first))
    session.redo()
    expect(said(session)).toMatchObject({ messages: [{ role: 'user', text: 'other' }] })
  })

  it('keeps the newest steps where not all fit, and never leads to a text that was not there', async () => {
    const main = createMemoryMain(first)
    const session = main.open()
    const document = session.document('a')
    const large = 'x'.repeat(900_000)
    document?.edit({ from: 3, to: 3, insert: large })
    document?.endStep()
    // To take this back its text would have to be kept.
    document?.edit({ from: 3, to: 3 + large.length, insert: '' })
    document?.endStep()
    session.setParameters({ temperature: 0.2 })
    document?.edit({ from: 3, to: 3, insert: '!' })
    await session.queue.settled()
    main.keep(session)
    const again = main.open()
    undoAll(again)
    expect(said(again)).toEqual(saidBy(first))
    again.redo()
    expect(again.shape.get().parameters.temperature).toBe(0.2)
  })

  it('opens the draft without undo where what was kept is not of it', () => {
    const main = createMemoryMain(first)
    const session = main.open()
    const kept = session.keptUndo() ?? ''
    for (const undo of ['not JSON', '{"format":2}', kept.replaceAll('"a"', '"z"')]) {
      const other = createMemoryMain(first)
      const opened = other.open()
      other.keep({ ...opened, keptUndo: () => undo })
      expect(said(other.open())).toEqual(saidBy(first))
    }
  })
})
