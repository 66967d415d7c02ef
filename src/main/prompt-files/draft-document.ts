import type { Draft } from '../../contract/drafts.ts'
import { defaultParameters, type DraftContent } from '../drafts/draft-state.ts'
import type { PromptDocument } from './prompt-document.ts'

/** What a draft is made of when a document becomes one. Ids are unique within it. */
export function contentOfDocument({ messages, parameters, variables }: PromptDocument): DraftContent {
  return {
    messages: messages.map((message, index) => ({ ...message, id: `m${index}` })),
    parameters: { ...defaultParameters, ...parameters },
    variables: Object.fromEntries(
      Object.entries(variables).map(([key, text]) => [key, { text, file: null }]),
    ),
  }
}

/** A draft as a file holds it. Values that were read from files stay in those: a prompt's file is for people to read. */
export function documentOfDraft(name: string, { messages, parameters, variables }: Draft): PromptDocument {
  return {
    name,
    messages: messages.map(({ id: _, ...message }) => message),
    parameters,
    variables: Object.fromEntries(
      Object.entries(variables).flatMap(([key, { text, file }]) => (file === null ? [[key, text]] : [])),
    ),
  }
}
