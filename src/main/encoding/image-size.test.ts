import { describe, expect, it, test } from 'vitest'

import { encodeRequest } from './encode-request.ts'
import { countPrompt } from './estimate-prompt.ts'
import { imageSizeOf, imageTokens } from './image-size.ts'
import { parseRequest } from './parse-request.ts'
import { createPieceCounter } from './piece-counter.ts'
import { shippedTokenizer } from './testing/prompts.ts'
import { everyTarget } from './testing/prompts.ts'

const urlOf = (bytes: number[], type = 'png'): string =>
  `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')]

/** The head of a PNG of a size. */
const png = (width: number, height: number): number[] => {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000', 'hex')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return [...head]
}

describe('the size of an image', () => {
  it.each([
    ['PNG', png(1302, 70_000), 1302, 70_000],
    ['GIF', [...ascii('GIF89a'), 0x40, 0x01, 0xc8, 0x00], 320, 200],
    [
      'JPEG behind its metadata and tables',
      [
        0xff, 0xd8, 0xff, 0xe1, 0, 4, 9, 9, 0xff, 0xc4, 0, 3, 1, 0xff, 0xc2, 0, 17, 8, 0x02, 0x58, 0x03, 0x20,
        3,
      ],
      800,
      600,
    ],
    [
      'WebP, extended',
      [...ascii('RIFF....WEBPVP8X'), 10, 0, 0, 0, 0, 0, 0, 0, 0x1f, 0x03, 0, 0x57, 0x02, 0],
      800,
      600,
    ],
    [
      'WebP, lossy',
      [...ascii('RIFF....WEBPVP8 '), 0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x20, 0x03, 0x58, 0x02],
      800,
      600,
    ],
    [
      'WebP, lossless',
      [...ascii('RIFF....WEBPVP8L'), 0, 0, 0, 0, 0x2f, 0x1f, 0xc3, 0x95, 0x00, 0, 0, 0, 0, 0],
      800,
      600,
    ],
  ])('is read from the head of a %s', (_, bytes, width, height) => {
    expect(imageSizeOf(urlOf(bytes), undefined)).toEqual({ width, height, low: false })
  })

  it.each([
    'https://example.org/a.png',
    'data:image/png;base64,',
    urlOf(ascii('not an image')),
    urlOf([0xff, 0xd8, 0xff]),
  ])('is unknown of %s', (url) => {
    expect(imageSizeOf(url, undefined)).toBeNull()
  })
})

// The first two are measured (vLLM pull request 57898).
test.each([
  [1302, 1302, 994],
  [2814, 630, 1022],
  [1, 1, 4],
  [42, 42, 4],
  [43, 42, 5],
])('%i by %i pixels are %i tokens', (width, height, tokens) => {
  expect(imageTokens({ width, height, low: false })).toBe(tokens)
})

test.each([
  [8192, 8192],
  [8192, 10],
  [3, 8192],
])('%i by %i pixels are made to fit', (width, height) => {
  expect(imageTokens({ width, height, low: false })).toBeLessThanOrEqual(1_024)
})

test('an image is a forecast inside of its message, and said to be one', () => {
  const counter = createPieceCounter(shippedTokenizer(), () => '')
  const target = everyTarget.find(({ profile }) => profile === 'v4.1')!
  const count = (content: unknown) =>
    countPrompt(
      encodeRequest(
        parseRequest(JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] })),
        target,
      ),
      counter,
    )
  const image = { type: 'image_url', image_url: { url: urlOf(png(1302, 1302)) } }
  const text = { type: 'text', text: 'What is this?' }
  const [plain, seen, far] = [
    count([text]),
    count([image, text]),
    count([{ type: 'image_url', image_url: { url: 'https://example.org/a.png' } }, text]),
  ]
  // One more for the empty line between the image and the text.
  expect(seen.tokens - plain.tokens).toBe(995)
  expect(seen.exact).toBe(false)
  expect(seen.notes.join(' ')).toContain('a forecast')
  expect(seen.segments.find(({ kind }) => kind === 'user')?.tokens).toBe(
    995 + (plain.segments.find(({ kind }) => kind === 'user')?.tokens ?? 0),
  )
  expect(far).toMatchObject({ tokens: plain.tokens + 1, exact: false })
})
