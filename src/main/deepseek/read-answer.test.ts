import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createBodyReader, type BodyEvent, type ReadAnswer } from './read-answer.ts'
import { streams, wholeAnswer } from './testing/streams.ts'

function read(parts: readonly Uint8Array[], streamed = true): { result: ReadAnswer; events: BodyEvent[] } {
  const events: BodyEvent[] = []
  const reader = createBodyReader(streamed, (event) => events.push(event))
  for (const part of parts) reader.push(part)
  reader.end()
  return { result: reader.result(), events }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Every way to read the same bytes: whole, in two parts cut at each byte, and one byte at a time. */
function* cuts(bytes: Uint8Array): Generator<readonly Uint8Array[]> {
  for (let at = 0; at <= bytes.length; at += 1) yield [bytes.subarray(0, at), bytes.subarray(at)]
  yield Array.from(bytes, (byte) => Uint8Array.of(byte))
}

const answerOf = (name: string): ReadAnswer => read([encode(streams[name] ?? '')]).result

/** All that was read but the keep-alives, as one text. */
function told({ result, events }: ReturnType<typeof read>): string {
  return JSON.stringify([result, events.filter(({ kind }) => kind !== 'queued')])
}

describe('where the network cuts the bytes does not matter', () => {
  test.each(Object.entries(streams))('%s, cut at every byte', (_name, text) => {
    const bytes = encode(text)
    const whole = read([bytes])
    for (const parts of cuts(bytes)) {
      const pieces = read(parts)
      expect(told(pieces)).toBe(told(whole))
    }
  })

  test('a whole answer, cut at every byte', () => {
    const bytes = encode(wholeAnswer)
    const whole = read([bytes], false)
    expect(whole.result.answer).toMatchObject({
      content: 'Größe 深度',
      reasoning: '想',
      finishReason: 'stop',
    })
    for (const parts of cuts(bytes)) expect(told(read(parts, false))).toBe(told(whole))
  })

  test('any stream in any parts', () => {
    const stream = fc.constantFrom(...Object.values(streams))
    fc.assert(
      fc.property(stream, fc.array(fc.nat(1_200), { maxLength: 12 }), (text, positions) => {
        const bytes = encode(text)
        const edges = [0, ...positions.map((at) => at % bytes.length).toSorted((a, b) => a - b), bytes.length]
        const parts = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
        expect(read(parts).result).toEqual(read([bytes]).result)
      }),
    )
  })
})

describe('every spelling that the standard of server-sent events allows', () => {
  const part = JSON.stringify({ choices: [{ delta: { content: 'a\0b' } }] })
  const half = part.indexOf(':') + 1
  test.each([
    ['LF', `data: ${part}\n\n`],
    ['CR LF', `data: ${part}\r\n\r\n`],
    ['CR', `data: ${part}\r\r`],
    ['all three', `: hi\rdata: ${part.slice(0, half)}\r\ndata: ${part.slice(half)}\n\r\n`],
    ['a byte order mark', `\uFEFFdata: ${part}\n\n`],
    ['no space', `data:${part}\n\n`],
    ['data over two lines', `data: ${part.slice(0, half)}\ndata: ${part.slice(half)}\n\n`],
    ['comments between', `: one\ndata: ${part}\n: two\n\n: three\n\n`],
    ['other fields', `event: message\nid: 7\nretry: 10\nunknown: x\ndata: ${part}\n\n`],
    ['NUL in another field', `id: a\0b\ndata: ${part}\n\n`],
    ['events that say nothing', `data\n\ndata: \n\ndata: ${part}\n\ndata:\n\n`],
  ])('%s', (_name, text) => {
    const bytes = encode(text)
    for (const parts of cuts(bytes)) {
      const { result, events } = read(parts)
      expect([result.answer.content, result.unreadable]).toEqual(['a\0b', 0])
      expect(events.filter(({ kind }) => kind !== 'queued').map(({ kind }) => kind)).toEqual([
        'first-byte',
        'chunk',
      ])
    }
  })

  test('a part that arrives byte by byte is not taken for waiting', () => {
    const { events } = read(Array.from(encode(`data: ${part}\r\n\r\n`), (byte) => Uint8Array.of(byte)))
    const first = events.findIndex(({ kind }) => kind === 'first-byte')
    expect(events.slice(0, first)).toEqual([])
  })

  test('a line of five megabytes', () => {
    const content = 'x'.repeat(5_000_000)
    const bytes = encode(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
    const parts = Array.from({ length: Math.ceil(bytes.length / 16_384) }, (_, index) =>
      bytes.subarray(index * 16_384, (index + 1) * 16_384),
    )
    expect(read(parts).result.answer.content).toBe(content)
  })
})

describe('a connection that breaks', () => {
  test.each(Object.entries(streams))('%s, broken after every byte, keeps what came', (_name, text) => {
    const bytes = encode(text)
    const whole = read([bytes]).result
    let longest = 0
    for (let length = 0; length <= bytes.length; length += 1) {
      const { answer } = read([bytes.subarray(0, length)]).result
      expect(whole.answer.content.startsWith(answer.content)).toBe(true)
      expect(whole.answer.reasoning.startsWith(answer.reasoning)).toBe(true)
      expect(answer.content.length).toBeGreaterThanOrEqual(longest)
      longest = answer.content.length
    }
    expect(longest).toBe(whole.answer.content.length)
  })

  test('a last line that lacks only its line end is not lost', () => {
    const text = streams['no [DONE]']?.trimEnd() ?? ''
    expect(read([encode(text)]).result.answer.usage).toMatchObject({ total_tokens: 40 })
  })

  test('a half line is a break, not an unreadable part', () => {
    const text = streams.usual ?? ''
    expect(read([encode(text.slice(0, 400))]).result.unreadable).toBe(0)
  })
})

describe('what a stream says', () => {
  test('thinking and answer are kept apart, with everything that the envelope says', () => {
    expect(answerOf('usual').answer).toMatchObject({
      content: 'Größe 深度 👩‍🚀',
      reasoning: '想一想 🤔',
      finishReason: 'stop',
      response: { id: 'a1', model: 'deepseek-flash', fingerprint: 'fp_1', created: 1_786_400_000 },
    })
  })

  test.each(['usual', 'usage in its own chunk', 'usage on every chunk, growing', 'fill in the middle'])(
    '%s: usage is the last object that came, word for word',
    (name) => {
      expect(answerOf(name).answer.usage).toEqual({
        prompt_tokens: 31,
        completion_tokens: 9,
        total_tokens: 40,
        prompt_tokens_details: { cached_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 3 },
        prompt_cache_hit_tokens: 0,
        prompt_cache_miss_tokens: 31,
      })
    },
  )

  test('keep-alives are told before the first part and are no part of the answer', () => {
    const { events } = read([encode(': keep-alive\n\n'), encode('\n'), encode(streams.usual ?? '')])
    expect(events.slice(0, 3).map(({ kind }) => kind)).toEqual(['queued', 'queued', 'first-byte'])
  })

  test('empty lines before a whole answer are told as waiting', () => {
    const { events } = read([encode('\n'), encode('\n'), encode(wholeAnswer.trim())], false)
    expect(events.map(({ kind }) => kind)).toEqual(['queued', 'queued', 'first-byte', 'chunk'])
  })

  test('pieces of several tool calls find their call', () => {
    expect(answerOf('tool calls').answer.toolCalls).toEqual([
      { id: 'c0', name: 'one', arguments: '{"城市":"Köln"}' },
      { id: 'c1', name: 'two', arguments: '{}' },
    ])
  })

  test('an error object is a failure, a broken chunk is counted', () => {
    expect(answerOf('error in the middle').failure).toEqual({ message: 'broke', code: null })
    expect(answerOf('a chunk that is no JSON')).toMatchObject({ unreadable: 1, failure: null })
  })
})
