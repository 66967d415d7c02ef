import type { ParsedOf } from '../../contract/routes.ts'
import type { ToolResults } from '../../contract/tools.ts'
import type { DraftTokens } from '../estimates/draft-tokens.ts'
import type { Verifier } from '../estimates/verify/verifier.ts'
import type { Handlers } from '../router/handlers.ts'

type TokenRoutes = Extract<keyof Handlers, `tokens.${string}` | `tools.${string}`>

export interface TokenServices {
  readonly tokens: DraftTokens
  readonly verifier: Verifier
  readonly inspectTools: (request: ParsedOf<'tools.inspect'>) => Promise<ToolResults['tools.inspect']>
}

/** The single tokens of a draft, its tools, and the count by the second engine. */
export function tokenHandlers({
  tokens,
  verifier,
  inspectTools,
}: TokenServices): Pick<Handlers, TokenRoutes> {
  return {
    'tokens.range': ({ promptId, model, from, to }) => tokens.range(promptId, model, from, to),
    'tokens.at': ({ promptId, model, messageId, offset }) => tokens.at(promptId, model, messageId, offset),
    'tools.inspect': (request) => inspectTools(request),
    'tokens.verify': ({ promptId, model }, client) => verifier.verify(client.id, promptId, model),
    'tokens.stopVerifying': (_request, client) => {
      verifier.stop(client.id)
      return null
    },
  }
}
