import { type ComponentProps, useEffect, useState } from 'react'

import type { DraftSession } from '../../editor/draft-session.ts'
import { useShape } from '../../editor/use-session.ts'
import { useApi } from '../../lib/api-context.tsx'
import { TokenView } from './token-view.tsx'

/** Where the tokens begin: at the caret of a message, or at the start of the prompt. */
export interface TokensStart {
  readonly messageId: string | null
}

interface DraftTokensProps extends Omit<ComponentProps<typeof TokenView>, 'messages' | 'first'> {
  readonly session: DraftSession
  readonly start: TokensStart
}

/** The tokens of an open draft. */
export function DraftTokens({ session, start, ...view }: DraftTokensProps) {
  const { messages } = useShape(session)
  const model = view.estimate.columns[0]?.estimate.model.requested ?? ''
  const first = useFirst(session, start.messageId, model)
  return first === null ? null : <TokenView {...view} messages={messages} first={first} />
}

/** Number of the token at the caret; the first one where that cannot be told. Null until main has answered. */
function useFirst(session: DraftSession, messageId: string | null, model: string): number | null {
  const { send } = useApi()
  const [first, setFirst] = useState<number | null>(messageId === null ? 0 : null)
  const known = first !== null
  useEffect(() => {
    if (messageId === null || known) return undefined
    let wanted = true
    const offset = session.document(messageId)?.state().selection.main.head ?? 0
    void send('tokens.at', { promptId: session.promptId, model, messageId, offset })
      .catch(() => null)
      .then((at) => wanted && setFirst(at?.position ?? 0))
    return () => {
      wanted = false
    }
  }, [send, session, messageId, model, known])
  return first
}
