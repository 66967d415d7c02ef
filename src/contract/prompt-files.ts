import { z } from 'zod'

import type { PromptSummary } from './prompts.ts'
import { identifier } from './values.ts'

/** The longest text that is taken for a prompt, in UTF-16 units. */
const MAX_TEXT = 64 * 1024 * 1024

export const copyFormat = z.enum([
  'deepseek-json',
  'curl',
  'openai-python',
  'openai-typescript',
  'anthropic-python',
  'anthropic-typescript',
])
export type CopyFormat = z.infer<typeof copyFormat>

const source = z.strictObject({
  text: z.string().max(MAX_TEXT),
  fileName: z.string().max(255).exactOptional(),
})

export const promptFileRequests = {
  /** What a text holds, before anything is made of it. */
  'promptFiles.read': source,
  /** Makes a prompt of each one that the text holds. */
  'promptFiles.import': source,
  /** A prompt as a plain file. */
  'promptFiles.export': z.strictObject({ promptId: identifier }),
  /** The draft's request as other tools take it, without a key. */
  'promptFiles.copy': z.strictObject({ promptId: identifier, format: copyFormat }),
}

export interface FoundPrompt {
  readonly name: string | null
  readonly messages: number
  /** The beginning of its first message. */
  readonly beginning: string
  readonly model: string | null
  /** Values of variables that come with it. */
  readonly variables: number
  /** What could not be taken over, in sentences. */
  readonly notes: readonly string[]
}

export interface FoundPrompts {
  readonly kind: 'fathom' | 'json' | 'curl' | 'promptfoo'
  readonly prompts: readonly FoundPrompt[]
  readonly notes: readonly string[]
}

export interface PromptFileResults {
  /** Fails with IMPORT_NOT_UNDERSTOOD, PROMPT_FILE_INVALID or INVALID_JSON, each with what is wrong and where. */
  'promptFiles.read': FoundPrompts
  'promptFiles.import': { readonly prompts: readonly PromptSummary[] }
  'promptFiles.export': { readonly fileName: string; readonly text: string }
  'promptFiles.copy': { readonly text: string; readonly notes: readonly string[] }
}
