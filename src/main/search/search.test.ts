import { beforeEach, describe, expect, it, test } from 'vitest'

import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { createDrafts, type Drafts } from '../drafts/drafts.ts'
import { createPrompts, type Prompts } from '../drafts/prompts.ts'
import { createSearch, type Search } from './search.ts'
import { snippetOf } from './snippet.ts'

let database: Database
let drafts: Drafts
let prompts: Prompts
let search: Search
let now: number

beforeEach(() => {
  now = Date.parse('2026-11-22T08:00:00Z')
  database = testDatabase()
  drafts = createDrafts({ database, clock: () => now })
  prompts = createPrompts({ database, clock: () => now, drafts })
  search = createSearch(database)
})

function write(promptId: string, text: string): void {
  now += 1
  const { revision, messages } = drafts.get(promptId)
  const [message] = messages
  drafts.edit(promptId, revision, [
    { messageId: message!.id, from: 0, to: message!.content.length, insert: text },
  ])
}

function promptWith(name: string, text: string): string {
  const { id } = prompts.create(name)
  write(id, text)
  return id
}

function addRun(number: number, content: string, status = 'completed'): string {
  const id = `run-${number}`
  database
    .prepare(
      `INSERT INTO runs (number, id, practice, base_url, request_json, estimate_json, status, model_requested, content, sent_at)
       VALUES (?, ?, 1, '', '{}', '{}', ?, 'deepseek-flash', ?, ?)`,
    )
    .run(number, id, status, content, now)
  return id
}

function indexAll(): void {
  while (search.indexSome(25));
}

const found = (text: string, limit = 20): string[] =>
  search.find({ text, offset: 0, limit }).hits.map(({ id }) => id)

describe('search', () => {
  it('finds words and beginnings of words in drafts and names, whatever their case and accents', () => {
    const tide = promptWith('Tide check', 'The Wörld is wide')
    promptWith('Other', 'nothing here')
    indexAll()
    for (const text of ['world', 'WIDE wor', 'tide', 'chec wide']) expect(found(text)).toEqual([tide])
    expect(found('tide nothing')).toEqual([])
    expect(found('ide')).toEqual([])
  })

  it('finds Chinese by any characters that stand together, also among other words', () => {
    const chinese = promptWith('中文', '请把这段文字翻译成英文，保留JSON格式')
    promptWith('Other', '文段')
    indexAll()
    for (const text of ['翻译', '文字翻', 'json格式', '段文 json']) expect(found(text)).toEqual([chinese])
    expect(found('译翻')).toEqual([])
  })

  it('finds emoji, and letters of full and half width by the usual ones', () => {
    const wide = promptWith('Wide', '型号ＡＢＣ１２３ ﾊﾝｶｸ ⚓️ 出发🚢')
    promptWith('Other', '🚀 a')
    indexAll()
    for (const text of ['🚢', '⚓', '⚓️', '发🚢', 'abc123', 'ＡＢＣ', 'ハンカク', 'ﾊﾝｶｸ'])
      expect(found(text)).toEqual([wide])
    expect(found('🚢🚀')).toEqual([])
    expect(search.find({ text: '🚢', offset: 0, limit: 1 }).hits[0]?.marks).toHaveLength(1)
  })

  it('follows a draft that changes, a prompt that is renamed, removed and restored', () => {
    const id = promptWith('First', 'apple')
    indexAll()
    write(id, 'pear')
    now += 1
    prompts.rename(id, 'Second')
    indexAll()
    expect(found('apple')).toEqual([])
    expect(found('first')).toEqual([])
    expect(found('second pear')).toEqual([id])
    prompts.remove(id)
    expect(found('pear')).toEqual([])
    prompts.restore(id)
    indexAll()
    expect(found('pear')).toEqual([id])
  })

  it('finds answers of runs once they have ended, also those that later ones overtook', () => {
    const slow = addRun(1, 'halyard', 'running')
    const fast = addRun(2, 'halyard again')
    indexAll()
    expect(found('halyard')).toEqual([fast])
    database.prepare("UPDATE runs SET status = 'completed' WHERE id = ?").run(slow)
    indexAll()
    expect(found('halyard').toSorted((a, b) => a.localeCompare(b))).toEqual([slow, fast])
    expect(search.find({ text: 'halyard', kind: 'run', offset: 0, limit: 20 }).hits[0]).toMatchObject({
      practice: true,
    })
  })

  it('puts a name before a text, and says whether everything was looked at', () => {
    const inText = promptWith('Alpha', 'about sails and masts and sails')
    const inName = promptWith('Sails', 'about something else')
    expect(search.find({ text: 'sails', offset: 0, limit: 5 })).toEqual({
      hits: [],
      total: 0,
      complete: false,
    })
    indexAll()
    expect(found('sails')).toEqual([inName, inText])
    expect(search.find({ text: 'sails', offset: 0, limit: 5 }).complete).toBe(true)
  })

  it('gives all hits piece by piece, each once, and how many there are', () => {
    const all = Array.from({ length: 7 }, (_, index) => addRun(index + 1, `buoy ${index}`))
    indexAll()
    const pieces = [0, 3, 6].map((offset) => search.find({ text: 'buoy', offset, limit: 3 }))
    expect(pieces.map(({ total }) => total)).toEqual([7, 7, 7])
    expect(pieces.flatMap(({ hits }) => hits.map(({ id }) => id)).toSorted()).toEqual(all.toSorted())
    expect(search.find({ text: 'buoy', kind: 'prompt', offset: 0, limit: 3 })).toMatchObject({
      total: 0,
      hits: [],
    })
  })

  it('is not complete from a change on until everything is looked at again', () => {
    indexAll()
    expect(search.isComplete()).toBe(true)
    search.changed()
    expect(search.isComplete()).toBe(false)
    indexAll()
    expect(search.isComplete()).toBe(true)
  })

  it.each(['"', 'a" OR "b', 'NEAR(', '*', '- -', '^x', 'title:', '\0', '(((', "'; DROP TABLE runs"])(
    'takes %j as words and nothing else',
    (text) => {
      promptWith('Any', 'text')
      indexAll()
      expect(() => search.find({ text, offset: 0, limit: 5 })).not.toThrow()
    },
  )

  it('takes a text that is longer than one step on its own, and goes on', () => {
    promptWith('Long', 'sea '.repeat(400_000))
    const other = promptWith('Short', 'harbour')
    indexAll()
    expect(found('harbour')).toEqual([other])
  })
})

test('a snippet shows the words where they stand', () => {
  const text = `${'x '.repeat(100)}the Halyard, and the hälyards${' y'.repeat(200)}`
  const { snippet, marks } = snippetOf(text, 'halyard')
  expect(snippet.startsWith('… ')).toBe(true)
  expect(marks.map(([from, to]) => snippet.slice(from, to))).toEqual(['Halyard', 'hälyard'])
  const short = snippetOf("don't put it off, 不在 t", 't 在')
  expect(short.marks.map(([from]) => from)).toEqual([4, 19, 21])
  expect(snippetOf('no such word', 'halyard')).toEqual({ snippet: 'no such word', marks: [] })
  expect(snippetOf('a\nb', '')).toEqual({ snippet: 'a b', marks: [] })
})
