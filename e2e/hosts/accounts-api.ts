import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { FakeApi } from './fake-api.ts'

const USAGE = {
  prompt_tokens: 100,
  completion_tokens: 20,
  total_tokens: 120,
  prompt_cache_hit_tokens: 0,
  prompt_cache_miss_tokens: 100,
}

export interface Account {
  readonly key: string
  readonly currency: 'USD' | 'CNY'
  readonly balance: string
}

/** Two people's accounts at one address. */
export const HOME: Account = { key: 'sk-00000000000000000000000000home', currency: 'CNY', balance: '234.56' }
export const WORK: Account = { key: 'sk-00000000000000000000000000work', currency: 'USD', balance: '7.50' }

/** Stands where api.deepseek.com is, or beside it, for several accounts: whose balance it tells depends on the key. */
export async function startAccountsApi(accounts: readonly Account[] = [HOME, WORK]): Promise<FakeApi> {
  const server = createServer((request, response) => {
    request.resume()
    const account = accounts.find(({ key }) => request.headers.authorization === `Bearer ${key}`)
    if (account === undefined) {
      json(response, 401, { error: { message: 'Authentication Fails', code: 'invalid_request_error' } })
      return
    }
    answer(request, response, account)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, key: accounts[0]?.key ?? '', close }
}

function answer({ url }: IncomingMessage, response: ServerResponse, account: Account): void {
  if (url?.startsWith('/user/balance')) {
    const { currency, balance } = account
    const entry = { currency, total_balance: balance, granted_balance: '0.00', topped_up_balance: balance }
    json(response, 200, { is_available: true, balance_infos: [entry] })
  } else if (url?.startsWith('/models')) {
    json(response, 200, {
      object: 'list',
      data: [{ id: 'deepseek-flash', object: 'model', owned_by: 'deepseek' }],
    })
  } else {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(chunk({ index: 0, delta: { content: 'Deep.' }, finish_reason: null }))
    response.write(chunk({ index: 0, delta: {}, finish_reason: 'stop' }, USAGE))
    response.end('data: [DONE]\n\n')
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

let answers = 0

function chunk(choice: object, usage: object | null = null): string {
  if (usage === null) answers += 1
  const body = {
    id: `answer-${answers}`,
    object: 'chat.completion.chunk',
    created: 1_786_000_000,
    model: 'deepseek-flash',
    choices: [choice],
    usage,
  }
  return `data: ${JSON.stringify(body)}\n\n`
}
