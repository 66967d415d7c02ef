import { expect, test } from 'vitest'

import { commandOf } from '../lib/commands.ts'
import { commandItem, findItems, hitItem, promptItem, typedNumber } from './palette-items.ts'

const prompt = (id: string, name: string) =>
  promptItem({ id, name, sample: false, updatedAt: '2026-11-23T00:00:00Z', runs: 0, folder: '', tags: [] })
const groups = [
  { value: 'Prompts', items: [prompt('a', 'Incident brief'), prompt('b', 'Release notes 简体')] },
  { value: 'Commands', items: [commandItem(commandOf('prompt.remove'), '')] },
]
const found = (typed: string) =>
  findItems(groups, typed).map((group) => [group.value].concat(group.items.map((item) => item.label)))

test('words may come in any order and in part', () => {
  expect(found('brief inc')).toEqual([['Prompts', 'Incident brief']])
  expect(found('简体')).toEqual([['Prompts', 'Release notes 简体']])
})

test('a command is found by what people call it', () => {
  expect(found('delete')).toEqual([['Commands', 'Remove prompt']])
})

test('nothing typed shows all, and no match shows no empty heading', () => {
  expect(found('')).toHaveLength(2)
  expect(found('zebra')).toEqual([])
})

test('a run is meant by its number, however it is typed, and by nothing else', () => {
  for (const typed of ['184', '#184', 'run 184', 'Run #184', '运行 184', ' 184 '])
    expect(typedNumber(typed)).toBe(184)
  for (const typed of ['', 'run', '184 tokens', '0', '-1', '1.5', '12345678901'])
    expect(typedNumber(typed)).toBeNull()
})

test('a hit says what it is and whose', () => {
  const hit = {
    id: 'a',
    promptId: 'p',
    promptName: 'Tide check',
    at: '2026-11-23T00:00:00Z',
    practice: false,
    snippet: 'the halyard',
    marks: [[4, 11]],
  } as const
  const words = (item: ReturnType<typeof hitItem>) => [item.label, item.detail]
  expect(words(hitItem({ ...hit, kind: 'prompt', number: null }))).toEqual(['Tide check', 'Prompt'])
  expect(words(hitItem({ ...hit, kind: 'version', number: 3 }))).toEqual(['v3', 'Tide check'])
  expect(words(hitItem({ ...hit, kind: 'run', number: 12, practice: true }))).toEqual([
    'Run 12',
    'Tide check, practice',
  ])
})
