import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { FathomError } from '../errors.ts'
import { createAccount } from './account.ts'
import { apiError } from './api-error.ts'
import { createPrefixCache } from './cache.ts'
import { createFaultBook } from './faults.ts'
import { sendError } from './http.ts'
import type { PracticeState } from './practice-state.ts'
import type { Practice, PracticeOptions } from './practice-types.ts'
import { route } from './routes.ts'
import { defaultSettings } from './settings.ts'

const pico = 1_000_000_000_000n
const defaultBalance = { currency: 'CNY', granted: 10n * pico, toppedUp: 100n * pico } as const

/**
 * Starts the simulated DeepSeek on 127.0.0.1. Usage, cache and price are computed by the functions handed in; nothing
 * leaves this machine. Throws FathomError `PORT_IN_USE` or `PORT_REFUSED` when the port cannot be had.
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const key = options.key ?? `sk-practice-${randomBytes(12).toString('hex')}`
  const state: PracticeState = {
    options,
    account: createAccount(options.balance ?? defaultBalance),
    cache: createPrefixCache(),
    faultBook: createFaultBook(),
    repeats: new Map(),
    settings: { ...defaultSettings, ...options.settings },
  }
  const server = createServer((request, response) => void handle(state, key, request, response))
  // Longer than clients keep an idle connection: one that reuses it never meets a closed end.
  server.keepAliveTimeout = 75_000
  await listen(server, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    key,
    configure(settings) {
      state.settings = { ...state.settings, ...settings }
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function handle(
  state: PracticeState,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await route(state, key, request, response)
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    if (response.headersSent) response.destroy()
    else sendError(response, apiError(500, `Practice failed: ${reason}`))
  }
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
    if (code === 'EADDRINUSE') {
      throw new FathomError(
        'PORT_IN_USE',
        `Port ${port} is in use. Give another one, or 0 for any free port.`,
        { port },
      )
    }
    throw new FathomError(
      'PORT_REFUSED',
      `Port ${port} cannot be opened. Give another one, or 0 for any free port.`,
      {
        port,
        code,
      },
    )
  }
}
