import { expect, test } from 'vitest'

import { readPriceText } from './price-files.ts'

const file = (bytes: Uint8Array) => ({ name: 'book.json', base64: btoa(String.fromCharCode(...bytes)) })

test('a file is read as UTF-8, Chinese too', () => {
  expect(readPriceText(file(new TextEncoder().encode('{"来源": 1}')))).toEqual({
    name: 'book.json',
    text: '{"来源": 1}',
    problem: null,
  })
})

test('what is no text or far too large is said in a sentence', () => {
  expect(readPriceText(file(new Uint8Array([0xff, 0xfe, 0xd8]))).problem).toContain('UTF-8')
  expect(readPriceText({ name: 'book.json', base64: 'AAAA'.repeat(1_400_000) }).problem).toContain('4 MB')
})
