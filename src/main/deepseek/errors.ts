import { FathomError } from '../errors.ts'
import { redact } from '../redact.ts'
import { isObject, parseJson, stringOr } from './json.ts'

interface Wording {
  readonly code: string
  readonly message: string
}

/** Status of the API -> what the user reads: what happened, whose turn it is, what to do next (docs, error codes). */
const statusWording: Readonly<Record<number, Wording>> = {
  400: {
    code: 'REQUEST_REFUSED',
    message:
      'DeepSeek refused this request as invalid. Correct the part that its message names, then run again.',
  },
  401: {
    code: 'KEY_REJECTED',
    message: 'DeepSeek rejected this key. Check or replace it in the key settings.',
  },
  402: {
    code: 'BALANCE_INSUFFICIENT',
    message:
      'DeepSeek: balance is insufficient. Top up at platform.deepseek.com and run again; the draft is kept.',
  },
  404: {
    code: 'NOT_FOUND',
    message: 'This address answers, but not as the DeepSeek API. Check the base URL.',
  },
  422: {
    code: 'PARAMETER_INVALID',
    message: 'DeepSeek cannot accept a parameter of this request. Correct the one that its message names.',
  },
  429: {
    code: 'TOO_MANY_REQUESTS',
    message:
      'Too many requests at once (the limit is per account). Wait for running ones to end, then run again.',
  },
  500: {
    code: 'SERVER_ERROR',
    message: 'DeepSeek had an error of its own. Nothing was produced; run again in a moment.',
  },
  503: {
    code: 'OVERLOADED',
    message: 'DeepSeek is overloaded. Nothing was produced; run again in a moment.',
  },
}

/** The error of an answer with an error status. `details` hold the status, the API's own message and its trace id. */
export function statusError(
  status: number,
  bodyText: string,
  traceId: string | null,
  key: string,
): FathomError {
  const wording = statusWording[status] ?? unknownStatus(status)
  return new FathomError(wording.code, wording.message, {
    status,
    ...apiWords(bodyText, key),
    ...(traceId !== null && { traceId }),
  })
}

function unknownStatus(status: number): Wording {
  if (status >= 300 && status < 400) return redirectWording
  if (status >= 500) return gatewayWording
  return {
    code: 'STATUS_UNKNOWN',
    message: `The API answered with status ${status}. Try again, or check the base URL.`,
  }
}

/** 502, 504 and their like come from between here and the API, which may have gone on working. */
const gatewayWording: Wording = {
  code: 'GATEWAY_ERROR',
  message:
    'Something between here and DeepSeek broke this request off. You may be billed for it; run again in a moment.',
}

const redirectWording: Wording = {
  code: 'REDIRECTED',
  message: 'The API tried to send this request to another address. It was not followed; check the base URL.',
}

/** The API's own words: `{"error":{message,type,param,code}}` as recorded in 2026, or the start of whatever came. */
function apiWords(bodyText: string, key: string): Record<string, unknown> {
  const body = parseJson(bodyText)
  const error = isObject(body) && isObject(body.error) ? body.error : undefined
  const message = stringOr(error?.message) ?? bodyText.trim().slice(0, 500)
  return {
    ...(message !== '' && { apiMessage: redact(message, key) }),
    ...(typeof error?.type === 'string' && { apiType: redact(error.type, key) }),
    ...(typeof error?.param === 'string' && { param: redact(error.param, key) }),
  }
}

/** A failure that came inside a stream that had begun with status 200. */
export function midStreamError(failure: Readonly<Record<string, unknown>>, key: string): FathomError {
  const message = stringOr(failure.message)
  return new FathomError(
    'ANSWER_BROKE_OFF',
    'DeepSeek ended this answer with an error. You may be billed for what was produced; run again.',
    { ...(message !== undefined && { apiMessage: redact(message, key) }) },
  )
}

const noNetwork = {
  code: 'NO_NETWORK',
  message: 'No network connection to the API. Everything but sending goes on working; run again when online.',
}

const networkWordings: readonly (Wording & { readonly pattern: RegExp; readonly again: boolean })[] = [
  {
    pattern: /CERT_NOT_YET_VALID|CERT_HAS_EXPIRED|ERR_CERT_DATE_INVALID/,
    code: 'CLOCK_WRONG',
    message:
      "The server's certificate is not valid at this computer's time. Set the clock right; if it is right, the connection is not safe.",
    again: false,
  },
  // Cut off while it was being made safe (a firewall, a VPN that comes up): no certificate was seen.
  { pattern: /before secure TLS connection was established/, ...noNetwork, again: true },
  {
    pattern: /CERT|SSL|TLS|UNABLE_TO_VERIFY|SELF_SIGNED|ALTNAME|EPROTO/,
    code: 'TLS_FAILED',
    message:
      'No safe connection to the API: its certificate could not be verified. A proxy or virus scanner may be in between.',
    again: false,
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|EAI_NODATA|ERR_NAME_NOT_RESOLVED/,
    code: 'HOST_NOT_FOUND',
    message: "The API's address could not be found. Check the internet connection, then run again.",
    again: true,
  },
  {
    pattern: /ECONNREFUSED|ERR_CONNECTION_REFUSED/,
    code: 'CONNECTION_REFUSED',
    message: 'Nothing answers at this address. Check the base URL, or start the practice endpoint.',
    again: true,
  },
  {
    // fetch asks no port that belongs to another service, and sends nothing.
    pattern: /bad port|ERR_UNSAFE_PORT/,
    code: 'CONNECTION_REFUSED',
    message: 'No program may ask this port: it belongs to another service. Check the base URL.',
    again: false,
  },
  {
    pattern:
      /ENETUNREACH|EHOSTUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_CONNECTION_TIMED_OUT/,
    ...noNetwork,
    again: true,
  },
  { pattern: /[Rr]edirect/, ...redirectWording, again: false },
]

export interface NetworkFailure {
  readonly error: FathomError
  /** True where the connection was never made, so that nothing is billed. */
  readonly neverSent: boolean
  /** True where a second attempt may help. */
  readonly again: boolean
}

/** The error of a `fetch` that rejected: Node's codes (in `cause`) and Chromium's `net::ERR_…` alike. */
export function networkFailure(thrown: unknown, key: string): NetworkFailure {
  const reason = causes(thrown)
  const known = networkWordings.find((wording) => wording.pattern.test(reason))
  if (known !== undefined) {
    const error = new FathomError(known.code, known.message, { reason: redact(reason, key) })
    return { error, neverSent: true, again: known.again }
  }
  return { error: connectionCut(redact(reason, key)), neverSent: false, again: false }
}

/** The connection ended before the answer did. */
export function connectionCut(reason: string): FathomError {
  return new FathomError(
    'CONNECTION_CUT',
    'The connection ended before the answer was whole. What came is kept; you may be billed for what was produced.',
    { reason },
  )
}

/** The server ends a request that found no free slot within 10 minutes (docs); nothing proves that it had not begun. */
export function queueClosed(): FathomError {
  return new FathomError(
    'QUEUE_CLOSED',
    'No slot became free in time, and the connection was ended before the answer began. Run again in a while.',
  )
}

/** STOPPED; `sent`: whether anything had left this machine by then. */
export function stoppedByUser(sent: boolean): FathomError {
  return new FathomError(
    'STOPPED',
    sent
      ? 'Stopped. What came is kept; you may be billed for what was produced.'
      : 'Stopped before it was sent. Nothing is billed.',
  )
}

/** ANSWER_UNREADABLE {parts}: so many parts of an answer were not what the API sends. */
export function answerUnreadable(count: number): FathomError {
  return new FathomError(
    'ANSWER_UNREADABLE',
    'A part of this answer could not be read, so it is not whole. What could be read is kept; run again.',
    { parts: count },
  )
}

/** ANSWER_BROKE_OFF {finishReason}: the API itself ended the answer before its end. */
export function interrupted(finishReason: string): FathomError {
  const why =
    finishReason === 'aborted' ? 'broke this answer off' : 'ran out of resources and broke this answer off'
  return new FathomError(
    'ANSWER_BROKE_OFF',
    `DeepSeek ${why} (${finishReason}). You may be billed for what was produced; run again.`,
    { finishReason },
  )
}

/** Code, message and causes of a thrown value in one line, outermost first. */
function causes(thrown: unknown): string {
  const parts: string[] = []
  let current = thrown
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const code = (current as { code?: unknown }).code
    parts.push([typeof code === 'string' ? code : '', current.message].filter(Boolean).join(' '))
    const inner: unknown = current instanceof AggregateError ? current.errors[0] : undefined
    current = current.cause ?? inner
  }
  return parts.filter(Boolean).join(': ') || String(thrown)
}
