import type { MessageDetails } from '../../../contract/drafts.ts'
import { escapePlaceholders } from '../../../contract/placeholders.ts'
import type { Run } from '../../../contract/runs.ts'
import type { DraftSession } from '../../editor/draft-session.ts'
import { isShown } from '../../editor/draft-state.ts'
import type { NewMessage } from '../../editor/session-work.ts'

/** How a conversation can go on from a run: with results of the calls, with another message, or from where it broke off. */
export type Continuation = 'results' | 'message' | 'rest'

/** What can be done with a run that has ended; empty where nothing can. */
export function continuationsOf(run: Run): readonly Continuation[] {
  if (run.status === 'running' || filledGap(run)) return []
  if (run.toolCalls.length > 0) return run.status === 'completed' ? ['results'] : []
  if (run.content === '') return []
  const broken = run.status === 'cut-short' || run.finishReason === 'length'
  return broken ? ['rest', 'message'] : ['message']
}

function filledGap({ estimate }: Run): boolean {
  return estimate.prompt.segments.some(({ kind }) => kind === 'fim')
}

/** The messages that a run adds to its conversation. */
function nextMessages(run: Run, way: Continuation, hasTools: boolean): readonly NewMessage[] {
  const details: MessageDetails = {
    // The API wants earlier thinking back where tools are offered, and drops it elsewhere.
    ...(run.reasoning !== '' && (hasTools || way === 'rest') && { reasoning: run.reasoning }),
    ...(way === 'results' && { toolCalls: [...run.toolCalls] }),
    ...(way === 'rest' && { prefix: true }),
  }
  // Braces that the model wrote are no variables.
  const content = escapePlaceholders(run.content)
  const answer: NewMessage = { role: 'assistant', content, details }
  if (way === 'rest') return [answer]
  if (way === 'message') return [answer, { role: 'user', content: '' }]
  const results = run.toolCalls.map(({ id }): NewMessage => ({
    role: 'tool',
    content: '',
    details: { toolCallId: id },
  }))
  return [answer, ...results]
}

/** Takes an answer into the draft. One that went on from a prefix is written at the end of that message. */
export function continueFrom(session: DraftSession, run: Run, way: Continuation): void {
  const { messages, parameters } = session.shape.get()
  const last = messages.findLast((message) => isShown(message, 'chat'))
  const added = nextMessages(run, way, parameters.tools.trim() !== '')
  const [answer, ...rest] = added
  if (last?.role !== 'assistant' || last.details?.prefix !== true || answer === undefined) {
    // The caret stands where something is to be typed: in the first result, or in the next message.
    session.append(added, way === 'results' ? 1 : added.length - 1)
    return
  }
  session.write(last.id, answer.content)
  const reasoning = last.details.reasoning ?? answer.details?.reasoning
  session.setDetails(last.id, { ...answer.details, ...(reasoning !== undefined && { reasoning }) })
  if (rest.length > 0) session.append(rest)
}
