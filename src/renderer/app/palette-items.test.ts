import { expect, test } from 'vitest'

import { commandOf } from '../lib/commands.ts'
import { commandItem, findItems, promptItem } from './palette-items.ts'

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
