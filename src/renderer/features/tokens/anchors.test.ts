import { expect, test } from 'vitest'

import type { BarPart } from '../estimates/estimate-rows.ts'
import { partAnchors, partAt } from './anchors.ts'

const parts: readonly BarPart[] = [
  { key: 'control', fill: 'control', name: 'Control tokens', detail: null, tokens: 2 },
  { key: 'message:a', fill: 'system', name: 'System', detail: null, tokens: 5 },
  { key: 'control', fill: 'control', name: 'Control tokens', detail: null, tokens: 1 },
  { key: 'message:b', fill: 'user', name: 'User', detail: null, tokens: 3 },
]

test('messages begin where the tokens before them end', () => {
  expect(partAnchors(parts)).toEqual([
    { name: 'System', position: 2 },
    { name: 'User', position: 8 },
  ])
})

test('each token is in one part', () => {
  const names = Array.from({ length: 12 }, (_, position) => partAt(parts, position)?.name)
  const control = 'Control tokens'
  expect(names).toEqual([
    control,
    control,
    ...Array.from({ length: 5 }, () => 'System'),
    control,
    'User',
    'User',
    'User',
    undefined,
  ])
})
