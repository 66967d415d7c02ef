import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { midStreamError, networkFailure, statusError } from './errors.ts'

const key = 'sk-0123456789abcdef0123456789abcdef'

function thrownBy(code: string, message = 'connect failed'): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
}

describe('each status has its sentence and keeps the words of the API', () => {
  test.each([
    [400, 'REQUEST_REFUSED'],
    [401, 'KEY_REJECTED'],
    [402, 'BALANCE_INSUFFICIENT'],
    [404, 'NOT_FOUND'],
    [422, 'PARAMETER_INVALID'],
    [429, 'TOO_MANY_REQUESTS'],
    [500, 'SERVER_ERROR'],
    [502, 'GATEWAY_ERROR'],
    [504, 'GATEWAY_ERROR'],
    [503, 'OVERLOADED'],
    [307, 'REDIRECTED'],
    [418, 'STATUS_UNKNOWN'],
  ])('%i is %s', (status, code) => {
    const body = JSON.stringify({
      error: { message: 'own words', type: 'invalid_request_error', param: 'max_tokens' },
    })
    const error = statusError(status, body, 'trace-1', key)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/^[A-Z].*\.$/)
    expect(error.details).toEqual({
      status,
      apiMessage: 'own words',
      apiType: 'invalid_request_error',
      param: 'max_tokens',
      traceId: 'trace-1',
    })
  })

  test('a body that is no JSON is quoted, shortened', () => {
    const error = statusError(502, `<html>${'x'.repeat(5_000)}`, null, key)
    expect(String(error.details?.apiMessage)).toHaveLength(500)
  })
})

describe('each way not to reach the API has its sentence', () => {
  test.each([
    ['ENOTFOUND', 'HOST_NOT_FOUND', true],
    ['EAI_AGAIN', 'HOST_NOT_FOUND', true],
    ['ECONNREFUSED', 'CONNECTION_REFUSED', true],
    ['ENETUNREACH', 'NO_NETWORK', true],
    ['UND_ERR_CONNECT_TIMEOUT', 'NO_NETWORK', true],
    ['CERT_HAS_EXPIRED', 'CLOCK_WRONG', false],
    ['CERT_NOT_YET_VALID', 'CLOCK_WRONG', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS_FAILED', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS_FAILED', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS_FAILED', false],
  ])('%s is %s', (code, expected, again) => {
    expect(networkFailure(thrownBy(code), key)).toMatchObject({
      error: { code: expected },
      neverSent: true,
      again,
    })
  })

  test.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'HOST_NOT_FOUND'],
    ['net::ERR_INTERNET_DISCONNECTED', 'NO_NETWORK'],
    ['net::ERR_CONNECTION_REFUSED', 'CONNECTION_REFUSED'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'TLS_FAILED'],
    ['net::ERR_CERT_DATE_INVALID', 'CLOCK_WRONG'],
    ['net::ERR_UNSAFE_PORT', 'CONNECTION_REFUSED'],
    ['Redirect was cancelled', 'REDIRECTED'],
  ])('in the desktop app: %s is %s', (message, expected) => {
    expect(networkFailure(new Error(message), key).error.code).toBe(expected)
  })

  test('a port that fetch asks nobody at was never asked', async () => {
    const thrown: unknown = await fetch('http://127.0.0.1:9/').catch((error: unknown) => error)
    expect(networkFailure(thrown, key)).toMatchObject({
      error: { code: 'CONNECTION_REFUSED' },
      neverSent: true,
      again: false,
    })
  })

  test('a connection that ended before it was safe was never used, and may be made again', () => {
    const words = 'Client network socket disconnected before secure TLS connection was established'
    expect(networkFailure(thrownBy('ECONNRESET', words), key)).toMatchObject({
      error: { code: 'NO_NETWORK' },
      neverSent: true,
      again: true,
    })
  })

  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])(
    '%s may have been billed and is not tried again',
    (code) => {
      expect(networkFailure(thrownBy(code), key)).toMatchObject({
        error: { code: 'CONNECTION_CUT' },
        neverSent: false,
        again: false,
      })
    },
  )
})

describe('the key never appears in an error', () => {
  const secret = fc.oneof(
    fc.constant(key),
    fc.string({ unit: fc.constantFrom('a', 'B', '7', '-', '_'), minLength: 8, maxLength: 40 }),
  )
  const around = fc.string({ maxLength: 20 })

  test('whatever the server or the network says', () => {
    fc.assert(
      fc.property(secret, around, around, fc.constantFrom(400, 401, 500), (mine, before, after, status) => {
        const words = `${before}${mine}${after}`
        const errors = [
          statusError(
            status,
            JSON.stringify({ error: { message: words, type: words, param: words } }),
            null,
            mine,
          ),
          statusError(status, words, null, mine),
          midStreamError({ message: words }, mine),
          networkFailure(thrownBy('ECONNRESET', words), mine).error,
        ]
        for (const error of errors) {
          expect(JSON.stringify([error.message, error.details])).not.toContain(mine)
        }
      }),
    )
  })

  test('nor another key that the server repeats', () => {
    const error = statusError(401, '{"error":{"message":"bad key sk-ffffeeeeddddcccc, sorry"}}', null, key)
    expect(error.details?.apiMessage).toBe('bad key sk-…, sorry')
  })
})
