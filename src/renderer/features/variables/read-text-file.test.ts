import { expect, test } from 'vitest'

import { findPlaceholders } from '../../../contract/placeholders.ts'
import { inBraces } from '../estimates/value-parts.ts'
import { nameForFile, readTextFile } from './read-text-file.ts'

const file = (name: string, bytes: readonly number[]): File => new File([new Uint8Array(bytes)], name)

test('a text file is read as it is, its byte order mark aside', async () => {
  expect(await readTextFile(new File(['潮汐\r\n'], 'a.md'))).toEqual({ ok: true, text: '潮汐\r\n' })
  expect(await readTextFile(file('b.txt', [0xef, 0xbb, 0xbf, 0x41]))).toEqual({ ok: true, text: 'A' })
  expect(await readTextFile(file('c.txt', [0xff, 0xfe, 0x41, 0]))).toEqual({ ok: true, text: 'A' })
})

test.each([
  ['an image', [0x89, 0x50, 0x4e, 0x47, 0x0d]],
  ['a text of another encoding', [0x42, 0xfc, 0x72, 0x6f]],
  ['bytes that hide a NUL', [0x41, 0, 0x42]],
])('%s is refused in a sentence that names it', async (_, bytes) => {
  const read = await readTextFile(file('x.bin', bytes))
  expect(read).toMatchObject({ ok: false, sentence: expect.stringContaining('x.bin is not a text file') })
})

test.each([
  ['incident 2026-11.md', 'incident_2026-11'],
  ['2026 report.txt', 'report'],
  ['合同 (终稿).txt', '合同_终稿'],
  ['….txt', 'file'],
  ['a'.repeat(90), 'a'.repeat(60)],
])('%s names a variable %s', (fileName, name) => {
  expect(nameForFile(fileName, new Set())).toBe(name)
  expect(findPlaceholders(inBraces(name))).toHaveLength(1)
  expect(nameForFile(fileName, new Set([name]))).toBe(`${name}_2`)
})
