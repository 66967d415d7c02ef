import { expect, it } from 'vitest'

import { testDatabase } from '../db/test-folder.ts'
import { createDrafts } from './drafts.ts'
import { createLibrary, type Library } from './library.ts'
import { createPrompts, type Prompts } from './prompts.ts'

function open(): { library: Library; prompts: Prompts } {
  let now = Date.UTC(2026, 10, 22, 3)
  const clock = (): number => (now += 60_000)
  const database = testDatabase()
  const prompts = createPrompts({ database, clock, drafts: createDrafts({ database, clock }) })
  return { library: createLibrary({ database, clock, prompts }), prompts }
}

const refusal = (code: string) => expect.objectContaining({ code })

it('makes the folders on the way to one, and knows a folder in whatever case it is written', () => {
  const { library, prompts } = open()
  const { id } = library.create('Refund', ' Support / Refunds ')
  expect(library.folders()).toEqual(['Support', 'Support/Refunds'])
  expect(prompts.get(id).folder).toBe('Support/Refunds')
  expect(library.move(id, 'support/REFUNDS').folder).toBe('Support/Refunds')
  expect(library.move(id, '').folder).toBe('')
  // An emptied folder stays until it is removed.
  expect(library.folders()).toHaveLength(2)
})

it('renames a folder with all that is in it, and makes two of one name one', () => {
  const { library, prompts } = open()
  const deep = library.create('Deep', 'A/B/C').id
  const near = library.create('Near', 'A%B').id
  library.renameFolder('A/B', 'X')
  expect(library.folders()).toEqual(['A', 'A%B', 'X', 'X/C'])
  expect(prompts.get(deep).folder).toBe('X/C')
  library.renameFolder('X', 'A')
  expect(library.folders()).toEqual(['A', 'A%B', 'A/C'])
  expect(prompts.get(near).folder).toBe('A%B')
  library.renameFolder('A', 'a')
  expect(prompts.get(deep).folder).toBe('a/C')
  expect(() => library.renameFolder('a', 'a/C/D')).toThrow(refusal('FOLDER_INTO_ITSELF'))
  expect(() => library.renameFolder('none', 'B')).toThrow(refusal('FOLDER_NOT_FOUND'))
  expect(() => library.createFolder(' / ')).toThrow(refusal('FOLDER_NAME_INVALID'))
  expect(() => library.createFolder('1/2/3/4/5/6/7/8/9')).toThrow(refusal('FOLDER_NAME_INVALID'))
})

it('removes a folder and never what is in it', () => {
  const { library, prompts } = open()
  const inner = library.create('Inner', 'A/B/C').id
  const outer = library.create('Outer', 'A/B').id
  library.removeFolder('A/B')
  expect(library.folders()).toEqual(['A', 'A/C'])
  expect(prompts.get(inner).folder).toBe('A/C')
  expect(prompts.get(outer).folder).toBe('A')
  library.removeFolder('A')
  expect(library.folders()).toEqual(['C'])
  expect(prompts.get(outer).folder).toBe('')
})

it('brings a removed prompt back into its folder, though that is gone by then', () => {
  const { library, prompts } = open()
  const { id } = library.create('Refund', 'Support')
  prompts.remove(id)
  expect(prompts.listed(id)).toBeNull()
  expect(prompts.removed()).toMatchObject([{ name: 'Refund', folder: 'Support' }])
  library.renameFolder('Support', 'Help')
  library.removeFolder('Help')
  prompts.remove(library.create('Other', 'Sales').id)
  expect(prompts.removed().map(({ name }) => name)).toEqual(['Other', 'Refund'])
  expect(library.restore(id).folder).toBe('')
  expect(prompts.removed()).toHaveLength(1)
})

it('keeps each tag once, and a copy has the folder and the tags of its original', () => {
  const { library, prompts } = open()
  const { id } = library.create('Refund', 'Support')
  expect(library.tag(id, ['urgent', 'Urgent', 'de, at', '中文']).tags).toEqual(['de, at', 'urgent', '中文'])
  expect(prompts.duplicate(id)).toMatchObject({ folder: 'Support', tags: ['de, at', 'urgent', '中文'] })
  expect(library.tag(id, []).tags).toEqual([])
  expect(prompts.list().map(({ tags }) => tags.length)).toEqual([3, 0])
})
