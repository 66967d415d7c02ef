import type { DraftMessage, Parameters } from '../../contract/drafts.ts'

/** A message outside of a draft: without the id that it has there. */
export type DocumentMessage = Omit<DraftMessage, 'id'>

/** A prompt as a file holds it or another tool gives it. */
export interface PromptDocument {
  /** Null where nothing names it. */
  readonly name: string | null
  readonly messages: readonly DocumentMessage[]
  /** Only what is said; the rest is as in a new prompt. */
  readonly parameters: Partial<Parameters>
  /** Values of variables, by name. */
  readonly variables: Readonly<Record<string, string>>
}

/** What was read, and what of it could not be taken over, in sentences. */
export interface ReadDocument {
  readonly document: PromptDocument
  readonly notes: readonly string[]
}
