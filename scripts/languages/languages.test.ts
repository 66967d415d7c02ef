import { readdirSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { zhCN } from '../../src/contract/i18n/zh-cn/index.ts'
import { keptSentences } from '../../src/contract/i18n/zh-cn/kept/index.ts'
import { collectMessages } from './collect-messages.ts'
import { findBareText } from './find-bare-text.ts'
import { isSentence, resourceTexts, shapeOf, textsOf, withoutNames } from './main-texts.ts'
import { placesOf } from './places-of.ts'
import { parseSource, sourceFiles } from './source-tree.ts'

/** Rooms of main whose sentences no window shows: the command line, the practice endpoint, words for models. */
const unseen = [
  'src/main/cli/',
  'src/main/practice/',
  'src/main/shell/browser/',
  'src/main/shell/page/',
  'src/main/test-cases/generate-cases.ts',
  'src/main/test-cases/judge.ts',
  'src/main/drafts/sample.ts',
  'src/main/budgets/gate-words.ts',
  'src/main/pricing/verify-receipt.ts',
  'src/main/encoding/legacy/v3.ts',
  'src/main/shell/electron/app-pages.ts',
]

/** Sentences that main puts together from smaller pieces. */
const putTogether = new Set([
  '{count} token more',
  '{count} token fewer',
  '{count} tokens more',
  '{count} tokens fewer',
  'at least {tokens}',
  ...["today's budget", "this week's budget", "this month's budget", 'the total budget'].flatMap((name) => [
    name,
    `${name} of {prompt}`,
  ]),
])

const catalogs = new URL('../../src/contract/i18n/zh-cn/', import.meta.url)
const files = sourceFiles('src').filter(({ path }) => !path.startsWith('src/contract/i18n/'))
const messages = collectMessages(files)

describe('Simplified Chinese', () => {
  test('knows every sentence of the sources', () => {
    const missing = [...messages.values()].filter(({ text }) => zhCN[text] === undefined)
    expect(missing.map(({ text, place }) => `${place}: ${text}`)).toEqual([])
  })

  test('holds no sentence that the sources do not have', () => {
    expect(Object.keys(zhCN).filter((text) => !messages.has(text))).toEqual([])
  })

  test('says one sentence one way, whichever catalog it stands in', async () => {
    const seen = new Map<string, string>()
    const differing: string[] = []
    for (const name of readdirSync(catalogs).filter((each) => each.endsWith('.ts') && each !== 'index.ts')) {
      const catalog = (await import(new URL(name, catalogs).href)) as Record<string, Record<string, string>>
      for (const [text, chinese] of Object.values(catalog).flatMap(Object.entries<string>)) {
        if ((seen.get(text) ?? chinese) !== chinese) differing.push(`${text}: ${chinese} | ${seen.get(text)}`)
        seen.set(text, chinese)
        expect(zhCN, `${name} is not merged in index.ts`).toHaveProperty([text])
      }
    }
    expect(differing).toEqual([])
  })

  test('keeps every place and tag of a sentence, and asks for no other', () => {
    const broken = Object.entries(zhCN).filter(([text, chinese]) => {
      const [english, translated] = [placesOf(text), placesOf(chinese)]
      const lost = [...english.needed].some(
        (name) => !translated.needed.has(name) && !translated.choosing.has(name),
      )
      const invented = [...translated.needed, ...translated.choosing].some(
        (name) => !english.needed.has(name) && !english.choosing.has(name),
      )
      return lost || invented
    })
    expect(broken).toEqual([])
  })
})

test('nothing on screen is written past the languages', () => {
  const window = files.filter(({ path }) => path.startsWith('src/renderer/'))
  expect(window.flatMap(findBareText)).toEqual([])
})

describe('what main keeps in English', () => {
  const main = files.filter(({ path }) => path.startsWith('src/main/'))
  const shipped = resourceTexts()
  const written = new Set([...main.flatMap(textsOf), ...shipped].map(withoutNames))
  const known = new Set(Object.keys(keptSentences).map(withoutNames))

  test('has no translation of a sentence that main does not write', () => {
    const unwritten = Object.keys(keptSentences).filter(
      (text) => !written.has(withoutNames(text)) && !putTogether.has(text) && !shipped.some(shapeOf(text)),
    )
    expect(unwritten).toEqual([])
  })

  test('is recognised by the window, sentence by sentence', () => {
    const rooms = main.filter(({ path }) => !unseen.some((room) => path.startsWith(room)))
    const missing = rooms.flatMap((file) =>
      textsOf(file)
        .filter((text) => isSentence(text) && !known.has(withoutNames(text)) && !messages.has(text))
        .map((text) => `${file.path}: ${text}`),
    )
    expect(missing).toEqual([])
  })
})

test('what is drawn only when its figures change reads the language too, so that a switch reaches it', () => {
  const times = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const deaf = files.filter(({ text }) => times(text, /= memo\(/g) > times(text, /^ +.*useLanguage\(\)$/gm))
  expect(deaf.map(({ path }) => path)).toEqual([])
})

describe('the search itself', () => {
  test('finds the sentences of calls, choices and elements', () => {
    const text = `t('One'); t(a ? 'Two' : 'Three'); message('Four'); const b = <RichText message="Five" values={v} />`
    expect([...collectMessages([parseSource('a.tsx', text)]).keys()]).toEqual([
      'One',
      'Two',
      'Three',
      'Four',
      'Five',
    ])
  })

  test('finds bare words in text, attributes and choices, and leaves code and figures alone', () => {
    const text = `const a = <p title="Bare">
      Words {n} <b aria-label={t('Fine')}>12 %</b> <code>max_tokens</code> {open ? 'yes' : t('no')}
    </p>`
    expect(findBareText(parseSource('a.tsx', text)).toSorted()).toEqual([
      'a.tsx:1: Bare',
      'a.tsx:1: Words',
      'a.tsx:2: yes',
    ])
  })
})
