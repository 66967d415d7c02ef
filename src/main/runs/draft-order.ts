import type { Draft, Parameters } from '../../contract/drafts.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { FathomError } from '../errors.ts'
import { requestText, sentParts } from '../estimates/draft-request.ts'
import { requestProblems } from '../estimates/request-problems.ts'
import { missingIn, variablesMissing, withValues } from '../variables/with-values.ts'

/**
 * The draft as it is now, where that is what the window shows and there is something to send.
 * @throws FathomError DRAFT_MOVED_ON, VARIABLES_MISSING, NOTHING_TO_SEND, PROMPT_NOT_FOUND
 */
export function draftToSend(drafts: Drafts, promptId: string, revision: number): Draft {
  const draft = drafts.get(promptId)
  if (draft.revision !== revision) {
    throw new FathomError(
      'DRAFT_MOVED_ON',
      'The draft changed while it was being sent. Look at it and run again.',
      { revision: draft.revision },
    )
  }
  checkValues(draft)
  if (isBlank(withValues(draft))) {
    throw new FathomError('NOTHING_TO_SEND', 'There is nothing to send yet. Write a message first.')
  }
  return draft
}

/** @throws FathomError VARIABLES_MISSING where a variable of the text has no value */
export function checkValues(content: SentContent): void {
  const missing = missingIn(content)
  if (missing.length > 0) throw variablesMissing(missing)
}

/** No message at all; of the texts around a gap, none that says anything. */
function isBlank(draft: SentContent): boolean {
  const sent = sentParts(partsOf(draft), draft.parameters)
  return draft.parameters.mode === 'fim' ? sent.every(({ part }) => part.empty) : sent.length === 0
}

/** What of a draft, or of a version, is sent. */
export type SentContent = Pick<Draft, 'messages' | 'parameters' | 'variables'>

function partsOf({ messages }: Pick<Draft, 'messages'>) {
  return messages.map(({ role, content, details }) => ({ role, details, empty: content === '' }))
}

/**
 * The body of a call for a draft with the values of its variables in place, with other parameters where given.
 * @throws FathomError with the code of the first thing that the API would refuse
 */
export function bodyToSend(draft: SentContent, others: Partial<Parameters> = {}): string {
  const parameters = { ...draft.parameters, ...others }
  const { messages } = withValues(draft)
  const [problem] = requestProblems(partsOf({ messages }), parameters)
  if (problem !== undefined) throw new FathomError(problem.code, problem.message, { place: problem.place })
  return requestText({ messages, parameters })
}
