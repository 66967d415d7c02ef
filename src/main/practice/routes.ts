import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { isObject, parseJson } from '../deepseek/json.ts'
import { acceptRequest, faultsOf } from './accept-request.ts'
import { answerRequest } from './answer-request.ts'
import { apiError, type ApiError } from './api-error.ts'
import { readBody, sendError, sendJson, setCommonHeaders } from './http.ts'
import { listModels } from './models-list.ts'
import type { PracticeState } from './practice-state.ts'

/** Answers one request of any route. The key is asked for everywhere, as the API does. */
export async function route(
  state: PracticeState,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setCommonHeaders(response, state.options.clock())
  const refused = checkKey(request, key)
  if (refused !== null) return sendError(response, refused)
  const { beta, path } = splitPath(request.url ?? '/')
  const asked = `${request.method} ${path}`
  if (asked === 'GET /models') return sendJson(response, 200, listModels())
  if (asked === 'GET /user/balance') return sendJson(response, 200, state.account.describe())
  if (asked === 'POST /chat/completions') return complete(state, request, response, { beta, fim: false })
  if (asked === 'POST /completions' && beta) return complete(state, request, response, { beta, fim: true })
  return sendError(response, apiError(404, `Practice has no route ${asked}`))
}

async function complete(
  state: PracticeState,
  request: IncomingMessage,
  response: ServerResponse,
  kind: { readonly beta: boolean; readonly fim: boolean },
): Promise<void> {
  const bodyText = await readBody(request)
  if (bodyText === null) return sendError(response, apiError(413, 'Request body too large'))
  const body = parseJson(bodyText)
  const header = request.headers['x-fathom-fault']
  const faults = faultsOf(state, typeof header === 'string' ? header : '', isObject(body) ? body : null)
  if ('status' in faults) return sendError(response, faults)
  if (faults.has('drop')) return void response.destroy()
  if (faults.has('redirect')) {
    return void response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end()
  }
  if (faults.has('wrong-clock')) {
    setCommonHeaders(response, state.options.clock() - (faults.get('wrong-clock') ?? 10) * 60_000)
  }
  const accepted = await acceptRequest(state, bodyText, kind, faults)
  if ('status' in accepted) return sendError(response, accepted)
  return answerRequest(state, accepted, bodyText, response)
}

function checkKey(request: IncomingMessage, key: string): ApiError | null {
  const header = request.headers.authorization ?? ''
  if (!/^Bearer ./i.test(header)) {
    return apiError(401, 'Authentication Fails (auth header format should be Bearer sk-...)')
  }
  const given = Buffer.from(header.slice('Bearer '.length))
  const right = Buffer.from(key)
  if (given.length === right.length && timingSafeEqual(given, right)) return null
  const tail = given.toString().slice(-4)
  return apiError(401, `Authentication Fails, Your api key: ****${tail} is invalid`)
}

/** `/v1` and `/beta` are bases of the same routes. */
function splitPath(url: string): { readonly beta: boolean; readonly path: string } {
  const path = url.split('?', 1)[0] ?? '/'
  const match = /^\/(v1|beta)(?=\/)/.exec(path)
  return { beta: match?.[1] === 'beta', path: match === null ? path : path.slice(match[0].length) }
}
