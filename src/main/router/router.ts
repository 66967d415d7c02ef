import type { z } from 'zod'

import type { Failure, Result } from '../../contract/result.ts'
import { requestSchemas, type Route } from '../../contract/routes.ts'
import { FathomError } from '../errors.ts'
import { redact, redactedJson } from '../redact.ts'
import { schemaWords } from '../schema-words.ts'
import type { Client, Handlers } from './handlers.ts'

/** Writes one line for whoever looks into a fault; `cause` may hold a stack. */
export type Log = (message: string, cause?: unknown) => void

export type Dispatch = (route: unknown, request: unknown, client: Client) => Promise<Result<unknown>>

/** The one door to the handlers: knows the route, parses the request, and turns every error into a Result. */
export function createRouter(handlers: Handlers, log: Log): Dispatch {
  return async (route, request, client) => {
    if (!isRoute(route)) return refuse(unknownRoute(route))
    try {
      const parsed = requestSchemas[route].safeParse(request, schemaWords())
      if (!parsed.success) return refuse(validationFailed(route, parsed.error))
      return { ok: true, value: await callHandler(handlers, route, parsed.data, client) }
    } catch (error) {
      return refuse(asFailure(route, error, log))
    }
  }
}

function isRoute(route: unknown): route is Route {
  return typeof route === 'string' && Object.hasOwn(requestSchemas, route)
}

async function callHandler(
  handlers: Handlers,
  route: Route,
  request: unknown,
  client: Client,
): Promise<unknown> {
  // The schema of this very route has parsed the request; TypeScript cannot tie the two unions together.
  const handler = handlers[route] as (request: unknown, client: Client) => unknown
  return handler(request, client)
}

function refuse(failure: Failure): Result<never> {
  const details = redactedJson(failure.details) as Failure['details']
  return {
    ok: false,
    error: { code: failure.code, message: redact(failure.message), ...(details && { details }) },
  }
}

function unknownRoute(route: unknown): Failure {
  const name = typeof route === 'string' ? `"${route.slice(0, 80)}"` : `a ${typeof route}`
  return {
    code: 'UNKNOWN_ROUTE',
    message: `Fathom has no request named ${name}. Reload the window, or restart Fathom after an update.`,
  }
}

function validationFailed(route: Route, error: z.ZodError): Failure {
  const issues = error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
  const first = issues[0]
  const field = first?.field ? `the field "${first.field}" of ${route}` : `the request ${route}`
  return {
    code: 'VALIDATION_FAILED',
    message: `Fathom could not use ${field}: ${first?.message ?? 'it is not valid'}. Nothing was changed.`,
    details: { route, issues: issues.slice(0, 5) },
  }
}

function asFailure(route: Route, error: unknown, log: Log): Failure {
  if (error instanceof FathomError) {
    return { code: error.code, message: error.message, ...(error.details && { details: error.details }) }
  }
  log(`${route} failed unexpectedly`, error)
  return {
    code: 'INTERNAL',
    message:
      'Something went wrong inside Fathom; the log in its data folder says what. Try again, and restart Fathom if it comes back.',
  }
}
