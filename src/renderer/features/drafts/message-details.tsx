import { X } from 'lucide-react'

import type { MessageDetails as Details } from '../../../contract/drafts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Select } from '../../components/ui/select.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import type { MessageOutline } from '../../editor/draft-state.ts'
import { useShape } from '../../editor/use-session.ts'
import { formatInteger } from '../../lib/format.ts'

import styles from './message-details.module.css'

interface MessageDetailsProps {
  readonly session: DraftSession
  readonly message: MessageOutline
  readonly last: boolean
}

/** What a message holds beside its text: thinking that goes back, the calls that it made, the call that it answers. */
export function MessageDetails({ session, message, last }: MessageDetailsProps) {
  const { parameters } = useShape(session)
  const { id, role, details = {} } = message
  if (role === 'tool') return <Answers session={session} message={message} />
  if (role !== 'assistant' || Object.keys(details).length === 0) return null
  const without = (key: keyof Details): void => {
    const { [key]: _taken, ...rest } = details
    session.setDetails(id, rest)
  }
  const thought = { count: formatInteger(details.reasoning?.length ?? 0) }
  const sent = parameters.tools.trim() !== '' || (last && details.prefix === true)
  return (
    <div className={styles.details}>
      {details.reasoning !== undefined && (
        <Detail label={t('Take the thinking away')} onRemove={() => without('reasoning')}>
          {sent && parameters.thinking === 'enabled'
            ? t('Thinking, {count} characters, goes back to the model.', thought)
            : t('Thinking, {count} characters, stays here: the model would drop it.', thought)}
        </Detail>
      )}
      {details.toolCalls !== undefined && details.toolCalls.length > 0 && (
        <Detail label={t('Take the tool calls away')} onRemove={() => without('toolCalls')}>
          {details.toolCalls.map((call) => (
            <code key={call.id} className={styles.call} title={call.id}>
              {call.name}({call.arguments})
            </code>
          ))}
        </Detail>
      )}
      {details.prefix === true && (
        <Detail label={t('Do not go on from this message')} onRemove={() => without('prefix')}>
          {last
            ? t('Prefix: the answer goes on from here (beta).')
            : t('Prefix: only the last message can be one.')}
        </Detail>
      )}
    </div>
  )
}

interface DetailProps {
  readonly label: string
  readonly onRemove: () => void
  readonly children: React.ReactNode
}

function Detail({ label, onRemove, children }: DetailProps) {
  return (
    <div className={styles.detail}>
      <span className={styles.words}>{children}</span>
      <IconButton icon={X} label={label} small onClick={onRemove} />
    </div>
  )
}

/** Which call a result answers: one of those before it. */
function Answers({ session, message }: Pick<MessageDetailsProps, 'session' | 'message'>) {
  const { messages } = useShape(session)
  const place = messages.findIndex(({ id }) => id === message.id)
  const calls = messages.slice(0, place).flatMap(({ details }) => details?.toolCalls ?? [])
  const answered = message.details?.toolCallId ?? ''
  const options = calls.map(({ id, name }) => ({ value: id, label: name, detail: id.slice(-8) }))
  if (options.length === 0)
    return <div className={styles.details}>{t('There is no call above that it could answer.')}</div>
  return (
    <div className={styles.details}>
      <Select
        label={t('answers')}
        value={answered}
        options={
          options.some(({ value }) => value === answered)
            ? options
            : [{ value: answered, label: t('no call') }, ...options]
        }
        onChange={(toolCallId) => session.setDetails(message.id, { ...message.details, toolCallId })}
      />
    </div>
  )
}
