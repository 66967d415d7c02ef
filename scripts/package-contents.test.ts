import { expect, test } from 'vitest'

import { ARCHIVE_BUDGET_MB, checkArchive } from './package-contents.ts'

const WHOLE = [
  '/package.json',
  '/LICENSE',
  '/THIRD-PARTY-NOTICES.txt',
  '/out',
  '/out/main/index.js',
  '/out/main/tokenizer-worker.js',
  '/out/main/practice-worker.js',
  '/out/main/verify-worker.js',
  '/out/main/match-worker.js',
  '/out/preload/index.cjs',
  '/out/renderer/index.html',
  '/resources/vocabulary.bin',
  '/resources/price-book.json',
  '/resources/model-book.json',
  '/resources/holidays.json',
  '/node_modules',
  '/node_modules/keytar/keytar.js',
  '/node_modules/@napi-rs/keyring-linux-x64-gnu/keyring.linux-x64-gnu.node',
  '/node_modules/@napi-rs/keyring-linux-x64-gnu/LICENSE.third-party.md',
]

test('an archive with everything and nothing else is right', () => {
  expect(checkArchive(WHOLE, 8_000_000)).toEqual([])
  expect(
    checkArchive(
      WHOLE.map((path) => path.replaceAll('/', '\\')),
      8_000_000,
    ),
  ).toEqual([])
})

test.each([
  ['a source map', '/out/main/index.js.map'],
  ['sources', '/src/main/index.ts'],
  ['a readme', '/node_modules/keytar/README.md'],
  ['another package', '/node_modules/react/index.js'],
  ['a folder of a user', '/test-results/unit.json'],
])('%s does not belong in it', (_name, path) => {
  expect(checkArchive([...WHOLE, path], 8_000_000)).toEqual([`${path} does not belong in the app.`])
})

test('a missing vocabulary, a missing native module and too large an archive are told', () => {
  const without = (part: string) => WHOLE.filter((path) => !path.includes(part))
  expect(checkArchive(without('vocabulary'), 1)).toEqual(['/resources/vocabulary.bin is missing in the app.'])
  expect(checkArchive(without('.node'), 1)).toEqual(['The app has 0 native modules instead of one.'])
  expect(checkArchive(WHOLE, (ARCHIVE_BUDGET_MB + 1) * 1024 * 1024)).toEqual([
    "The app's archive is 13.0 MB; its budget is 12 MB.",
  ])
})
