import { afterEach, describe, expect, test } from 'vitest'

import { serve } from '../deepseek/testing/server.ts'
import type { Pico } from '../pricing/money.ts'
import type { Practice, PracticeOptions } from './practice-types.ts'
import { startPractice } from './practice.ts'
import { locateWords, plainBooks } from './testing/plain-books.ts'

const settings = { deltasPerSecond: Infinity, firstDeltaMs: 0, keepAliveMs: 5 }
const now = Date.parse('2026-11-22T03:00:00Z')
const open: Practice[] = []
afterEach(async () => {
  for (const practice of open.splice(0)) await practice.close()
})

async function start(options: Partial<PracticeOptions> = {}): Promise<Practice> {
  const practice = await startPractice({ ...plainBooks, clock: () => now, settings, ...options })
  open.push(practice)
  return practice
}

/** The parts of an answer's body that the tests look at. */
interface Body {
  readonly object: string
  readonly choices: readonly {
    readonly message: { readonly content: string; readonly reasoning_content: string }
    readonly delta: unknown
    readonly text: string
    readonly finish_reason: string | null
  }[]
  readonly usage: {
    readonly prompt_tokens: number
    readonly completion_tokens: number
    readonly prompt_cache_hit_tokens: number
    readonly completion_tokens_details?: unknown
  }
  readonly error: { readonly message: string; readonly type: string }
  readonly data: readonly { readonly id: string }[]
  readonly is_available: boolean
  readonly balance_infos: unknown
}

interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Body
}

/** Asks a route with the right key; bodies are sent as JSON unless they are text already. */
async function ask(
  practice: Practice,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(practice.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${practice.key}`, ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Body,
  }
}

const messageOf = ({ body }: Answered): Body['choices'][number]['message'] => {
  const [choice] = body.choices
  if (choice === undefined) throw new Error('The answer has no choice.')
  return choice.message
}

const contentOf = async (practice: Practice, request: unknown): Promise<string> =>
  messageOf(await ask(practice, '/chat/completions', request)).content

const user = (content: string) => ({ role: 'user', content })
const plain = { model: 'deepseek-flash', thinking: { type: 'disabled' }, messages: [user('one two three')] }

describe('the routes', () => {
  test.each(['', '/v1', '/beta'])('%s/chat/completions answers in the recorded shape', async (base) => {
    const answered = await ask(await start(), `${base}/chat/completions`, plain)
    const { status, body, headers } = answered
    const tokens = locateWords(messageOf(answered).content).ids.length
    expect(status).toBe(200)
    expect(headers.get('x-ds-trace-id')).toMatch(/^[\da-f]{32}$/)
    expect(headers.get('date')).toBe('Sun, 22 Nov 2026 03:00:00 GMT')
    expect(body).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      object: 'chat.completion',
      created: now / 1_000,
      model: 'deepseek-flash',
      system_fingerprint: 'fp_practice_fathom',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: expect.any(String) },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: 7,
        completion_tokens: tokens,
        total_tokens: 7 + tokens,
        prompt_tokens_details: { cached_tokens: 0 },
        prompt_cache_hit_tokens: 0,
        prompt_cache_miss_tokens: 7,
      },
    })
  })

  test('thinking is billed with one token more, inside the completion', async () => {
    const answered = await ask(await start(), '/chat/completions', {
      ...plain,
      thinking: { type: 'enabled' },
    })
    const { body } = answered
    const { content, reasoning_content: reasoning } = messageOf(answered)
    const reasoned = locateWords(reasoning).ids.length
    expect(body.usage.completion_tokens_details).toEqual({ reasoning_tokens: reasoned })
    expect(body.usage.completion_tokens).toBe(reasoned + 1 + locateWords(content).ids.length)
  })

  test('a stream has usage on its last content chunk, and null before only when asked', async () => {
    const practice = await start()
    const chunksOf = async (extra: object): Promise<readonly Body[]> => {
      const { text } = await ask(practice, '/chat/completions', { ...plain, stream: true, ...extra })
      expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
      return (text.match(/^data: \{.*$/gm) ?? []).map((line) => JSON.parse(line.slice(6)) as Body)
    }
    const chunks = await chunksOf({})
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' })
    expect(chunks.slice(0, -1).some((chunk) => 'usage' in chunk)).toBe(false)
    expect(chunks.at(-1)).toMatchObject({ choices: [{ finish_reason: 'stop' }], usage: { prompt_tokens: 7 } })
    const asked = await chunksOf({ stream_options: { include_usage: true } })
    expect(asked.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true)
  })

  test('models and balance are listed, an unknown path is not', async () => {
    const practice = await start()
    expect((await ask(practice, '/models')).body.data.map(({ id }) => id)).toEqual([
      'deepseek-flash',
      'deepseek-v4-pro',
    ])
    expect((await ask(practice, '/user/balance')).body).toEqual({
      is_available: true,
      balance_infos: [
        { currency: 'CNY', total_balance: '110.00', granted_balance: '10.00', topped_up_balance: '100.00' },
      ],
    })
    expect((await ask(practice, '/completions', { prompt: 'x' })).status).toBe(404)
  })

  test('fill-in-the-middle answers on the beta base', async () => {
    const { body } = await ask(await start(), '/beta/completions', {
      model: 'deepseek-flash',
      prompt: 'def f():\n    ',
      echo: true,
    })
    expect(body.object).toBe('text_completion')
    expect(body.choices[0]?.text.startsWith('def f():\n    ')).toBe(true)
  })
})

describe('the same seed gives the same answers', () => {
  test('after every start; a repetition differs, unless the temperature is 0', async () => {
    const [first, second, other] = [await start(), await start(), await start({ seed: 'other' })]
    const answer = await contentOf(first, plain)
    expect(await contentOf(second, plain)).toBe(answer)
    expect(await contentOf(other, plain)).not.toBe(answer)
    expect(await contentOf(first, plain)).not.toBe(answer)
    const cold = { ...plain, temperature: 0 }
    expect(await contentOf(first, cold)).toBe(await contentOf(first, cold))
  })

  test('an asked length is kept, a longer question gets a longer answer, a Chinese one a Chinese answer', async () => {
    const practice = await start()
    const asked = await contentOf(practice, { ...plain, messages: [user('Explain tides in 800 words')] })
    expect(asked.length).toBeGreaterThan(3_500)
    const long = await contentOf(practice, { ...plain, messages: [user('tides and moons '.repeat(100))] })
    expect(long.length).toBeGreaterThan((await contentOf(practice, plain)).length)
    const han = await contentOf(practice, { ...plain, messages: [user('请解释潮汐的成因')] })
    expect(han.match(/\p{Script=Han}/gu)?.length).toBeGreaterThan(100)
    expect(han).toMatch(/^# .*\n\n[^#]*\n\n## /)
  })

  test('stop and max_tokens end it', async () => {
    const practice = await start()
    expect(await contentOf(practice, { ...plain, stop: ['##'] })).not.toContain('##')
    const cut = await ask(practice, '/chat/completions', { ...plain, max_tokens: 3 })
    expect(cut.body.choices[0]?.finish_reason).toBe('length')
    expect(locateWords(messageOf(cut).content).ids).toHaveLength(3)
  })

  test('thinking can use up all of max_tokens', async () => {
    const request = { ...plain, thinking: { type: 'enabled' }, max_tokens: 6 }
    const { body } = await ask(await start(), '/chat/completions', request)
    expect(body.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '' } })
    expect(body.usage).toMatchObject({
      completion_tokens: 6,
      completion_tokens_details: { reasoning_tokens: 6 },
    })
  })
})

describe('log probabilities', () => {
  interface Entry {
    readonly token: string
    readonly logprob: number
    readonly bytes: readonly number[]
    readonly top_logprobs: readonly Omit<Entry, 'top_logprobs'>[]
  }
  type Lists = Readonly<Record<'content' | 'reasoning_content', readonly Entry[] | null>>
  const wanted = { ...plain, logprobs: true, top_logprobs: 3 }
  const textOf = (list: readonly Entry[] | null): string => list?.map(({ token }) => token).join('') ?? ''

  test('come for each token with as many alternatives as asked, itself the likeliest', async () => {
    const answered = await ask(await start(), '/chat/completions', {
      ...wanted,
      thinking: { type: 'enabled' },
    })
    const [choice] = answered.body.choices as unknown as readonly { readonly logprobs: Lists }[]
    const { content, reasoning_content: reasoning } = messageOf(answered)
    expect(textOf(choice?.logprobs.content ?? null)).toBe(content)
    expect(textOf(choice?.logprobs.reasoning_content ?? null)).toBe(reasoning)
    for (const { token, logprob, top_logprobs: top } of choice?.logprobs.content ?? []) {
      expect(top).toHaveLength(3)
      expect(top[0]).toMatchObject({ token, logprob })
      const chances = top.map((each) => Math.exp(each.logprob))
      expect(chances.toSorted((a, b) => b - a)).toEqual(chances)
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeLessThan(1.000_1 + chances.length / 1_000)
    }
  })

  test('of a gap that is filled in are lists beside each other', async () => {
    const { body } = await ask(await start(), '/beta/completions', {
      model: 'deepseek-flash',
      prompt: 'def f(',
      logprobs: 2,
      max_tokens: 3,
    })
    const [choice] = body.choices as unknown as readonly {
      readonly text: string
      readonly logprobs: {
        readonly tokens: readonly string[]
        readonly text_offset: readonly number[]
        readonly top_logprobs: readonly object[]
      }
    }[]
    expect(choice?.logprobs.tokens.join('')).toBe(choice?.text)
    expect(choice?.logprobs.text_offset[0]).toBe(0)
    expect(choice?.logprobs.top_logprobs.map((each) => Object.keys(each).length)).toEqual([2, 2, 2])
  })
})

describe('a fault of an answer in one piece', () => {
  test('falls silent in its middle, and then goes on', async () => {
    const startedAt = performance.now()
    const { body } = await ask(await start(), '/chat/completions', plain, { 'x-fathom-fault': 'stall:0.2' })
    expect(performance.now() - startedAt).toBeGreaterThan(195)
    expect(body.choices[0]?.finish_reason).toBe('stop')
  })

  test('is the error alone where the server fails: half an answer never looks whole', async () => {
    const { body } = await ask(await start(), '/chat/completions', plain, { 'x-fathom-fault': 'error-chunk' })
    expect(body).toEqual({ error: expect.objectContaining({ type: 'server_error' }) })
  })
})

describe('cache and balance', () => {
  const long = { ...plain, messages: [user('word '.repeat(300).trim())] }

  test('a repeated prompt hits in steps of 128, apart for each user', async () => {
    const practice = await start()
    const hitOf = async (extra: object): Promise<number> =>
      (await ask(practice, '/chat/completions', { ...long, ...extra })).body.usage.prompt_cache_hit_tokens
    expect([await hitOf({}), await hitOf({}), await hitOf({ user_id: 'anna' })]).toEqual([0, 256, 0])
  })

  test('the balance falls by the price, granted money first, until it is used up', async () => {
    const cents = 10_000_000_000n
    const practice = await start({
      balance: { currency: 'CNY', granted: 100n * cents, toppedUp: 50n * cents },
      price: () => ({ USD: 1n as Pico, CNY: (75n * cents) as Pico }),
    })
    const held = async (): Promise<unknown> => (await ask(practice, '/user/balance')).body
    await ask(practice, '/chat/completions', plain)
    expect(await held()).toMatchObject({
      is_available: true,
      balance_infos: [{ total_balance: '0.75', granted_balance: '0.25', topped_up_balance: '0.50' }],
    })
    await ask(practice, '/chat/completions', plain)
    expect(await held()).toMatchObject({ is_available: false, balance_infos: [{ total_balance: '0.00' }] })
    const { status, body } = await ask(practice, '/chat/completions', plain)
    expect([status, body.error.message]).toEqual([402, 'Insufficient Balance'])
  })

  test('an answer that was broken off is billed as far as it came', async () => {
    const answered = await ask(await start(), '/chat/completions', plain, {
      'x-fathom-fault': 'insufficient-system-resource',
    })
    const emitted = locateWords(messageOf(answered).content).ids.length
    expect(answered.body.choices[0]?.finish_reason).toBe('insufficient_system_resource')
    expect(answered.body.usage.completion_tokens).toBe(emitted)
  })

  test('drift can be set for all or one', async () => {
    const practice = await start({ settings: { ...settings, drift: 5 } })
    const promptOf = async (fault: string): Promise<number> =>
      (await ask(practice, '/chat/completions', plain, { 'x-fathom-fault': fault })).body.usage.prompt_tokens
    expect(await promptOf('')).toBe(12)
    expect(await promptOf('drift:-2')).toBe(5)
    practice.configure({ drift: 0 })
    expect(await promptOf('')).toBe(7)
  })
})

describe('what the API refuses', () => {
  const tool = { type: 'function', function: { name: 'look', parameters: {} } }
  const called = {
    role: 'assistant',
    content: '',
    tool_calls: [{ id: 'c1', function: { name: 'look', arguments: '{}' } }],
  }
  const result = { role: 'tool', tool_call_id: 'c1', content: 'seen' }
  const thinking = { thinking: { type: 'enabled' } }
  const image = { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }
  test.each<[string, number, string, unknown]>([
    ['no JSON', 400, 'JSON', '{'],
    ['a list', 400, 'JSON', []],
    ['no model', 400, 'missing field `model`', { messages: [] }],
    ['an unknown model', 400, 'Model Not Exist', { ...plain, model: 'gpt' }],
    ['an object property as a model', 400, 'Model Not Exist', { ...plain, model: 'constructor' }],
    ['no messages', 400, 'missing field `messages`', { model: 'deepseek-flash' }],
    ['empty messages', 400, 'Empty input messages', { ...plain, messages: [] }],
    [
      'an unknown role',
      400,
      'messages[0].role: unknown variant `boss`, expected one of `system`',
      { ...plain, messages: [{ role: 'boss', content: '' }] },
    ],
    ['no content', 400, 'missing field `content`', { ...plain, messages: [{ role: 'user' }] }],
    ['too many tokens', 400, 'valid range of max_tokens is [1, 393216]', { ...plain, max_tokens: 400_000 }],
    ['half a token', 400, 'max_tokens', { ...plain, max_tokens: 1.5 }],
    ['a hot temperature', 400, 'valid range of temperature is [0, 2]', { ...plain, temperature: 2.1 }],
    ['no top_p at all', 400, 'valid range of top_p is (0, 1.0]', { ...plain, top_p: 0 }],
    ['several answers', 400, 'Invalid n value (currently only n = 1 is supported)', { ...plain, n: 2 }],
    ['alternatives alone', 400, 'Invalid top_logprobs and logprobs value', { ...plain, top_logprobs: 3 }],
    [
      'a number as text',
      400,
      'temperature: invalid type: string "1.3", expected f32',
      { ...plain, temperature: '1.3' },
    ],
    [
      'a stream of yes',
      400,
      'stream: invalid type: string "yes", expected a boolean',
      { ...plain, stream: 'yes' },
    ],
    [
      'thinking as a flag',
      400,
      'thinking: invalid type: boolean `true`, expected a map',
      { ...plain, thinking: true },
    ],
    ['tools as a map', 400, 'tools: invalid type: map, expected a sequence', { ...plain, tools: {} }],
    ['a stop that is a number', 400, 'stop: invalid type: integer `5`', { ...plain, stop: 5 }],
    ['a model that is a number', 400, 'model: invalid type: integer `5`', { ...plain, model: 5 }],
    [
      'some thinking',
      400,
      'thinking.type: unknown variant `maybe`',
      { ...plain, thinking: { type: 'maybe' } },
    ],
    [
      'an unknown effort',
      400,
      'reasoning_effort: unknown variant `huge`',
      { ...plain, reasoning_effort: 'huge' },
    ],
    ['an unknown tool choice', 400, 'tool_choice: unknown variant `any`', { ...plain, tool_choice: 'any' }],
    [
      'a tool that is not there',
      400,
      'tool_choice',
      { ...plain, tools: [tool], tool_choice: { type: 'function', function: { name: 'hear' } } },
    ],
    ['a forced call of nothing', 400, 'tool_choice', { ...plain, tool_choice: 'required' }],
    [
      'content that is a number',
      400,
      'messages[0]: invalid type: integer `7`, expected a string',
      { ...plain, messages: [{ role: 'user', content: 7 }] },
    ],
    [
      'half a character',
      400,
      'unexpected end of hex escape',
      JSON.stringify({ ...plain, messages: [user('a \ud83d b')] }),
    ],
    ['17 stops', 422, 'stop', { ...plain, stop: Array.from({ length: 17 }, String) }],
    ['a long user', 422, 'user_id', { ...plain, user_id: 'é'.repeat(257) }],
    ['stream options alone', 400, 'stream_options', { ...plain, stream_options: { include_usage: true } }],
    ['a JSON schema', 400, 'unavailable now', { ...plain, response_format: { type: 'json_schema' } }],
    ['JSON unsaid', 400, "the word 'json'", { ...plain, response_format: { type: 'json_object' } }],
    [
      'a forced tool while thinking',
      400,
      'Thinking mode',
      { ...plain, ...thinking, tools: [tool], tool_choice: 'required' },
    ],
    ['two tools of one name', 400, 'unique', { ...plain, tools: [tool, tool] }],
    ['a lonely tool result', 400, "role 'tool'", { ...plain, messages: [user('x'), result] }],
    [
      'thinking not sent back',
      400,
      'reasoning_content',
      { ...plain, ...thinking, tools: [tool], messages: [user('x'), called, result] },
    ],
    [
      'a prefix off the beta base',
      400,
      'prefix',
      { ...plain, messages: [user('x'), { role: 'assistant', content: 'y', prefix: true }] },
    ],
    ['an image to a text model', 400, 'image', { ...plain, model: 'deepseek-v4-pro', messages: [image] }],
    [
      'an unknown fault',
      400,
      'Unknown practice fault: nonsense',
      { ...plain, model: 'deepseek-flash!nonsense' },
    ],
  ])('%s', async (_name, status, words, request) => {
    const { status: answered, body } = await ask(await start(), '/chat/completions', request)
    expect([answered, body.error.message]).toEqual([status, expect.stringContaining(words)])
    expect(body.error).toMatchObject({ type: expect.any(String), param: null, code: expect.any(String) })
  })

  test('a prompt beyond the context, in the recorded words', async () => {
    const practice = await start({ countPrompt: () => ({ tokens: 2_000_000, ids: new Uint32Array() }) })
    const { status, body } = await ask(practice, '/chat/completions', { ...plain, max_tokens: 10 })
    expect(status).toBe(400)
    expect(body.error.message).toContain(
      'maximum context length is 1048576 tokens. However, you requested 2000010 tokens',
    )
  })

  test('nothing that only looks like half a character', async () => {
    const texts = ['a \u{1F600} b', 'a literal \\ud83d escape', '\\\\ud83d']
    const bodies = texts.map((text) => JSON.stringify({ ...plain, messages: [user(text)] }))
    const escaped = JSON.stringify(plain).replace('one', '\\ud83d\\ude00')
    const practice = await start()
    const asked = [...bodies, escaped].map((body) => ask(practice, '/chat/completions', body))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  test('a key that is missing or of another kind, in the recorded words', async () => {
    const practice = await start()
    for (const authorization of ['', 'Basic abc', practice.key, 'Bearer ']) {
      const { status, body } = await ask(practice, '/models', undefined, { authorization })
      expect([status, body.error.message]).toEqual([
        401,
        'Authentication Fails (auth header format should be Bearer sk-...)',
      ])
    }
  })

  test('a wrong key, on every route', async () => {
    const practice = await start()
    for (const path of ['/models', '/user/balance', '/chat/completions']) {
      const { status, body } = await ask(practice, path, undefined, {
        authorization: 'Bearer sk-wrong-key-9999',
      })
      expect([status, body.error.type]).toEqual([401, 'authentication_error'])
      expect(body.error.message).not.toContain('wrong')
    }
  })
})

describe('the server', () => {
  test('reads a body that is too large to its end, so that its refusal arrives', async () => {
    const practice = await start()
    const { status } = await ask(practice, '/chat/completions', 'x'.repeat(50 * 1024 * 1024))
    expect(status).toBe(413)
    expect((await ask(practice, '/models')).status).toBe(200)
  })

  test('is bound to this machine only', async () => {
    expect(new URL((await start()).url).hostname).toBe('127.0.0.1')
  })

  test('says when its port is taken', async () => {
    const taken = await serve(() => {})
    const port = Number(new URL(taken.url).port)
    await expect(start({ port })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringContaining(String(port)),
    })
    taken.close()
  })

  test('closes while an answer is held back', async () => {
    const practice = await startPractice({
      ...plainBooks,
      clock: () => now,
      settings: { ...settings, fault: 'stall' },
    })
    const response = await fetch(`${practice.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${practice.key}` },
      body: JSON.stringify({ ...plain, stream: true }),
    })
    await practice.close()
    await expect(response.text()).rejects.toThrow('terminated')
  })

  test('keeps the set pace', async () => {
    const practice = await start({ settings: { ...settings, deltasPerSecond: 200 } })
    const startedAt = performance.now()
    const { text } = await ask(practice, '/chat/completions', { ...plain, stream: true, max_tokens: 60 })
    const seconds = (performance.now() - startedAt) / 1_000
    expect(text.match(/^data: \{/gm)).toHaveLength(62)
    expect(seconds).toBeGreaterThan(59 / 200)
  })
})
