import { expect, test } from 'vitest'

import type { DraftContent, DraftMessage } from '../../../contract/drafts.ts'
import { plainParameters } from '../../editor/testing/plain-parameters.ts'
import { changedParameters, changedVariables, detailsText, isSame, pairMessages } from './content-diff.ts'

function content(...messages: DraftMessage[]): DraftContent {
  return { messages, parameters: plainParameters, variables: {} }
}

const said = (id: string, role: DraftMessage['role'], text: string): DraftMessage => ({
  id,
  role,
  content: text,
})

const names = (pairs: ReturnType<typeof pairMessages>) =>
  pairs.map(({ before, after }) => `${before?.id ?? '-'} ${after?.id ?? '-'}`)

test('messages of one id belong together, whatever became of them', () => {
  const before = content(said('a', 'system', 'one'), said('b', 'user', 'two'))
  const after = content(said('b', 'user', 'other'), said('a', 'system', 'one'))
  const pairs = pairMessages(before, after)
  expect(names(pairs)).toEqual(['b b', 'a a'])
  expect(pairs.map(isSame)).toEqual([false, true])
})

test('a message that came back under another id is the one that says the same', () => {
  const before = content(said('a', 'user', 'first'), said('b', 'user', 'second'))
  const after = content(said('x', 'user', 'second'), said('y', 'user', 'new'))
  expect(names(pairMessages(before, after))).toEqual(['b x', 'a y'])
})

test('what was removed stands where it stood, and what was added has nothing beside it', () => {
  const before = content(said('a', 'system', '1'), said('b', 'assistant', '2'), said('c', 'user', '3'))
  const after = content(said('a', 'system', '1'), said('c', 'user', '3'), said('d', 'tool', '4'))
  expect(names(pairMessages(before, after))).toEqual(['a a', 'b -', 'c c', '- d'])
})

test('details are part of what a message says', () => {
  const before = content({ ...said('a', 'assistant', 'x'), details: { prefix: true } })
  const [pair] = pairMessages(before, content(said('a', 'assistant', 'x')))
  expect(pair && isSame(pair)).toBe(false)
})

test('images are named with their size, and told apart by their bytes', () => {
  const pictured = (data: string): DraftMessage => ({
    ...said('a', 'user', 'x'),
    details: { images: [{ name: 'chart.png', type: 'image/png', data }] },
  })
  expect(detailsText(pictured('AAAA'))).not.toContain('AAAA')
  expect(detailsText(pictured('AAAA'))).toContain('chart.png')
  expect(isSame({ before: pictured('AAAA'), after: pictured('AAAA') })).toBe(true)
  expect(isSame({ before: pictured('AAAA'), after: pictured('BBBB') })).toBe(false)
})

test('only parameters and values that differ are named, with both sides', () => {
  const before = {
    ...content(),
    variables: { city: { text: 'Kiel', file: null }, gone: { text: 'x', file: null } },
  }
  const after = {
    ...content(),
    parameters: { ...plainParameters, temperature: 0.5, stop: ['END'] },
    variables: { city: { text: 'Ulm', file: null } },
  }
  expect(changedParameters(before, after)).toEqual([
    { name: 'temperature', before: null, after: '0.5' },
    { name: 'stop', before: '[]', after: '["END"]' },
  ])
  expect(changedVariables(before, after)).toEqual([
    { name: 'city', before: 'Kiel', after: 'Ulm' },
    { name: 'gone', before: 'x', after: null },
  ])
})
