import { Plus } from 'lucide-react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { isShown } from '../../editor/draft-state.ts'
import type { Store } from '../../editor/store.ts'
import { useShape, useStore } from '../../editor/use-session.ts'
import { messageNames } from '../estimates/estimate-rows.ts'
import type { Highlight } from '../estimates/highlight.ts'
import { useVariableMarks } from '../variables/use-variable-marks.ts'
import { MessageBlock } from './message-block.tsx'

import styles from './message-list.module.css'

const NO_VARIABLES: LiveEstimate['variables'] = []

interface MessageListProps {
  readonly session: DraftSession
  readonly estimate: LiveEstimate | null
  readonly stale: boolean
  readonly highlight: Store<Highlight | null>
  /** Shows the tokens from the caret of a message on; absent where there is no place for them. */
  readonly onShowTokens?: (messageId: string) => void
  /** Where the draft stands above something else: without the row that adds a message. */
  readonly short?: boolean
}

/** The messages of a draft under each other in one scroller; each text draws only what is in view. */
export function MessageList(props: MessageListProps) {
  const { session, estimate, stale, highlight, onShowTokens, short = false } = props
  const { messages: all, folded, parameters, variables } = useShape(session)
  const messages = all.filter((message) => isShown(message, parameters.mode))
  const names = messageNames(messages)
  const pointed = useStore(highlight)
  useVariableMarks(session, estimate, variables, pointed?.key ?? null)
  const last = messages.at(-1)
  const add = (): void => session.add(last?.role === 'user' ? 'assistant' : 'user', all.length)
  return (
    <div className={styles.list} onPointerLeave={() => highlight.set(null)}>
      {messages.map((message, index) => (
        <MessageBlock
          key={message.id}
          session={session}
          message={message}
          index={index}
          count={messages.length}
          name={names.get(message.id) ?? ''}
          folded={folded.has(message.id)}
          tokens={estimate?.messages[message.id]}
          counted={estimate?.variables ?? NO_VARIABLES}
          stale={stale}
          highlight={highlight}
          onShowTokens={onShowTokens}
        />
      ))}
      {!short && parameters.mode === 'chat' && (
        <div className={styles.add}>
          <Button variant="quiet" icon={Plus} onClick={add}>
            {t('Add a message')}
          </Button>
        </div>
      )}
    </div>
  )
}
