import { t } from '../../../contract/i18n/t.ts'
import type { CopyFormat } from '../../../contract/prompt-files.ts'
import { type Endpoint } from '../../deepseek/hosts.ts'
import { routeOf } from '../../deepseek/route.ts'
import { isJsonObject, type JsonObject } from '../../encoding/json.ts'
import { parseJson } from '../../encoding/parse-json.ts'
import { FathomError } from '../../errors.ts'
import { anthropicRequest, type AnthropicRequest } from './anthropic-request.ts'
import { asAnthropicPython, asAnthropicTypescript } from './anthropic.ts'
import { asCurl } from './curl.ts'
import { jsonLiteral } from './literals.ts'
import { asOpenaiPython, asOpenaiTypescript } from './openai.ts'

export interface Copied {
  readonly text: string
  /** What the form has no place for, in sentences. */
  readonly notes: readonly string[]
}

/**
 * A request as other tools take it. No key is in it: programs read DEEPSEEK_API_KEY from their environment.
 * @param bodyText the JSON body as Fathom sends it
 * @throws FathomError COPY_IMPOSSIBLE where the form cannot send such a request
 */
export function copyAs(format: CopyFormat, bodyText: string, endpoint: Endpoint): Copied {
  const body = parseJson(bodyText)
  if (!isJsonObject(body)) throw impossible()
  const { url } = routeOf(endpoint, bodyText)
  const base = url.replace(/\/(?:chat\/)?completions$/, '')
  if (format === 'deepseek-json') return plain(`${jsonLiteral(body)}\n`)
  if (format === 'curl') return plain(asCurl(url, body))
  if (format === 'openai-python') return plain(asOpenaiPython(base, body))
  if (format === 'openai-typescript') return plain(asOpenaiTypescript(base, body))
  const { body: messages, notes } = forAnthropic(body)
  const anthropicBase = `${endpoint.base.replace(/\/v1$/, '')}/anthropic`
  const write = format === 'anthropic-python' ? asAnthropicPython : asAnthropicTypescript
  return { text: write(anthropicBase, messages), notes }
}

function forAnthropic(body: JsonObject): AnthropicRequest {
  const request = anthropicRequest(body)
  if (request === null) throw impossible()
  return request
}

function plain(text: string): Copied {
  return { text, notes: [] }
}

function impossible(): FathomError {
  return new FathomError(
    'COPY_IMPOSSIBLE',
    t('The Messages API cannot fill a gap. Copy this draft as curl or for the SDK of OpenAI.'),
  )
}
