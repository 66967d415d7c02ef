import { ReadableStream as WebStream } from 'node:stream/web'

import { openPractice } from '../../src/main/testing/test-services.ts'
import { fetchFromPractice } from '../../src/main/testing/test-window.ts'

/** Milliseconds until the first token, and from one token to the next. */
const PACE = { flash: [740, 8.5], pro: [1_310, 19] } as const

const KEY = `sk-${'0'.repeat(28)}8f2c`
const PICO = 10n ** 12n

/** A DeepSeek that is simulated on this machine, and a clock that only moves when it is told to or an answer comes. */
export interface SampleWorld {
  readonly key: string
  readonly now: () => number
  readonly fetch: typeof fetch
  /** Moves the clock on; it never goes back. */
  at(instant: number): void
  /** The next answer counts so many prompt tokens too many. */
  drift(tokens: number): void
  /** The next answer falls silent after so many pieces, until it is stopped. */
  holdAfter(pieces: number): void
  /** The next answer breaks off after so many pieces. */
  breakAfter(pieces: number): void
  /** More money on the account, in hundredths. */
  topUp(amount: bigint): Promise<void>
  /** Another program spends on the same account. */
  spendElsewhere(prompt: string): Promise<void>
  close(): Promise<void>
}

/** Opens it at an instant, with an account that holds so many hundredths of a dollar. */
export async function openSampleWorld(start: number, hundredths: bigint): Promise<SampleWorld> {
  let now = start
  let hold = Infinity
  let fault = ''
  const clock = (): number => Math.round(now)
  const open = (toppedUp: bigint) =>
    openPractice({ clock, key: KEY, seed: 'pictures', balance: { currency: 'USD', granted: 0n, toppedUp } })
  let practice = await open((hundredths * PICO) / 100n)

  /** The answer's events one by one, each at its own instant. */
  function paced(response: Response, model: string, signal: AbortSignal | null): Response {
    const [first, next] = PACE[model.includes('pro') ? 'pro' : 'flash']
    const startedAt = now
    const until = hold
    hold = Infinity
    async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
      const decoder = new TextDecoder()
      const encoder = new TextEncoder()
      let text = ''
      let count = 0
      for await (const bytes of body) {
        text += decoder.decode(bytes, { stream: true })
        const parts = text.split('\n\n')
        text = parts.pop() ?? ''
        for (const part of parts) {
          if (count >= until) await aborted(signal)
          now = Math.max(now, startedAt + first + next * count)
          count += 1
          yield encoder.encode(`${part}\n\n`)
        }
      }
    }
    const body = response.body === null ? null : WebStream.from(events(response.body))
    return new Response(body as ReadableStream<Uint8Array> | null, response)
  }

  return {
    key: KEY,
    now: clock,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('x-fathom-fault', fault)
      const response = await fetchFromPractice(practice, clock)(input, { ...init, headers })
      if (typeof init?.body !== 'string') return response
      fault = ''
      const { model } = JSON.parse(init.body) as { model: string }
      return paced(response, model, init.signal ?? null)
    },
    at: (instant) => void (now = Math.max(now, instant)),
    drift: (tokens) => void (fault = `drift:${tokens}`),
    holdAfter: (pieces) => void (hold = pieces),
    breakAfter: (pieces) => void (fault = `cut:${pieces}`),
    async topUp(amount) {
      const { balance_infos } = (await ask('/user/balance')) as { balance_infos: { total_balance: string }[] }
      const left = BigInt(balance_infos[0]?.total_balance.replace('.', '') ?? '0')
      await practice.close()
      practice = await open(((left + amount) * PICO) / 100n)
    },
    async spendElsewhere(prompt) {
      const messages = [{ role: 'user', content: prompt }]
      const thinking = { type: 'disabled' }
      await ask('/chat/completions', { model: 'deepseek-v4-pro', messages, thinking, max_tokens: 8 })
    },
    close: () => practice.close(),
  }

  async function ask(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${practice.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`Practice answered ${response.status} to ${path}`)
    return response.json()
  }
}

function aborted(signal: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new DOMException('Stopped', 'AbortError'))
    if (signal === null || signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
