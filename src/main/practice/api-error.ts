/** A refusal in the API's own words and shape. */
export interface ApiError {
  readonly status: number
  readonly message: string
  readonly type: string
  readonly code: string
}

/** Error bodies are recorded for 400 and 401 (2026); the others follow their pattern. */
export function apiError(status: number, message: string): ApiError {
  const [type, code] = words[status] ?? ['invalid_request_error', 'invalid_request_error']
  return { status, message, type, code }
}

const words: Readonly<Record<number, readonly [type: string, code: string]>> = {
  401: ['authentication_error', 'invalid_request_error'],
  402: ['unknown_error', 'invalid_request_error'],
  429: ['rate_limit_error', 'rate_limit_exceeded'],
  500: ['internal_error', 'internal_error'],
  503: ['service_unavailable_error', 'service_unavailable'],
}

/** The answers of the faults that are a status. */
export const statusFaults = {
  '400': apiError(400, 'Practice fault: invalid request body'),
  '401': apiError(401, 'Authentication Fails (practice fault)'),
  '402': apiError(402, 'Insufficient Balance'),
  '422': apiError(422, 'Practice fault: invalid parameter'),
  '429': apiError(429, 'Practice fault: too many requests'),
  '500': apiError(500, 'Practice fault: internal server error'),
  '503': apiError(503, 'Service is too busy. Please try again later.'),
} as const

/** An error in the API's own shape. */
export function errorBody(error: ApiError): unknown {
  return { error: { message: error.message, type: error.type, param: null, code: error.code } }
}
