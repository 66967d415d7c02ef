import type { Draft } from '../../contract/drafts.ts'
import { defaultParameters, type DraftContent } from '../drafts/draft-state.ts'
import type { PromptDocument } from './prompt-document.ts'

/** What a draft is made of when a document becomes one. Ids are unique within it. */
export function contentOfDocument({ messages, parameters }: PromptDocument): DraftContent {
  return {
    messages: messages.map((message, index) => ({ ...message, id: `m${index}` })),
    parameters: { ...defaultParameters, ...parameters },
  }
}

/** A draft as a file holds it. */
export function documentOfDraft(name: string, { messages, parameters }: Draft): PromptDocument {
  return {
    name,
    messages: messages.map(({ id: _, ...message }) => message),
    parameters,
    variables: {},
  }
}
