import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { errorBody, type ApiError } from './api-error.ts'

/** Inline bodies may hold 48 MiB (docs). */
const largestBody = 48 * 1024 * 1024

/** The whole body as text, or null when it is larger than the API takes. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    // What is too much is still read to its end, so that the refusal arrives.
    if (length <= largestBody) parts.push(part)
  }
  if (length > largestBody) return null
  return Buffer.concat(parts).toString('utf8')
}

/** The headers that every answer of the API has: a trace id, and the date of the server's own clock. */
export function setCommonHeaders(response: ServerResponse, now: number): void {
  response.sendDate = false
  response.setHeader('date', new Date(now).toUTCString())
  response.setHeader('x-ds-trace-id', randomBytes(16).toString('hex'))
  response.setHeader('server', 'fathom-practice')
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

export function sendError(response: ServerResponse, error: ApiError): void {
  sendJson(response, error.status, errorBody(error))
}
