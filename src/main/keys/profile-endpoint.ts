import { customOrigin, deepseekOrigin, type Endpoint, resolveEndpoint } from '../deepseek/hosts.ts'

/**
 * Where a named key is sent. Adding a key for an https address is what allows that address, for this key alone.
 * Error HOST_NOT_ALLOWED: another scheme, credentials or a query in it.
 */
export function profileEndpoint(baseUrl: string): Endpoint {
  const text = baseUrl.trim()
  const url = URL.parse(text)
  const isCustom = url?.protocol === 'https:' && url.origin !== deepseekOrigin
  return resolveEndpoint(text, isCustom ? [customOrigin(text)] : [])
}
