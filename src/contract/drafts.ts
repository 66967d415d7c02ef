import { z } from 'zod'

import { identifier, type Instant } from './values.ts'

/**
 * Who speaks. `tool` gives the result of a call; `prompt` and `suffix` are the texts before and after the gap, and are
 * sent in the mode `fim` only, in which no other message is.
 */
export const role = z.enum(['system', 'user', 'assistant', 'tool', 'prompt', 'suffix'])
export type Role = z.infer<typeof role>

const toolCall = z.strictObject({
  id: z.string().max(500),
  name: z.string().max(500),
  /** JSON text as the model wrote it; nothing obliges a model to write valid JSON. */
  arguments: z.string(),
})

/** What the vision model reads (docs 2026-11), and the longest that it takes: 32 MiB each, in base64. */
const imageTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const
const MOST_BASE64 = 44_739_244

const attachedImage = z.strictObject({
  /** As the file was called. */
  name: z.string().max(500),
  type: z.enum(imageTypes),
  /** Its bytes in base64. */
  data: z
    .string()
    .max(MOST_BASE64)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
})
export type AttachedImage = Readonly<z.infer<typeof attachedImage>>

/** What a message holds beside its text; absent fields are not there. */
export const messageDetails = z.strictObject({
  /** An assistant's thinking before this message; the API wants it back where tools are offered. */
  reasoning: z.string().exactOptional(),
  toolCalls: z.array(toolCall).max(128).exactOptional(),
  /** Which call a `tool` message answers. */
  toolCallId: z.string().max(500).exactOptional(),
  /** The model goes on from this assistant message, where it is the last (beta). */
  prefix: z.boolean().exactOptional(),
  /** Sent before the text of a user message. */
  images: z.array(attachedImage).max(600).exactOptional(),
})
export type MessageDetails = z.infer<typeof messageDetails>

/** Bounds as the API documents them (2026-11). Null means: not sent, the model's own default applies. */
const parameterFields = {
  model: z.string().trim().min(1).max(100),
  thinking: z.enum(['enabled', 'disabled']),
  effort: z.enum(['low', 'high', 'max']),
  maxTokens: z.int().min(1).max(393_216).nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  /** Used with thinking only, and raised to 0.95 where it is lower. */
  topP: z.number().gt(0).max(1).nullable(),
  /** `fim` fills the gap between the `prompt` and the `suffix` message (beta). */
  mode: z.enum(['chat', 'fim']),
  responseFormat: z.enum(['text', 'json_object']),
  /** The list of tools as JSON text, kept and sent as it was typed; blank for none. It need not be valid while it is written. */
  tools: z.string().max(2_000_000),
  /** Names of tools that are in the list and not offered now. */
  toolsOff: z.array(z.string().max(500)).max(128),
  toolChoice: z.union([z.enum(['auto', 'none', 'required']), z.strictObject({ name: z.string().max(128) })]),
  stop: z.array(z.string().min(1).max(1_000)).max(16),
  /** How many alternatives to report for each token of the answer; null: no log probabilities. */
  topLogprobs: z.int().min(0).max(20).nullable(),
  /** Keeps the cache, safety and scheduling of this user apart. */
  userId: z
    .string()
    .min(1)
    .refine((text) => new TextEncoder().encode(text).length <= 512, 'at most 512 bytes')
    .nullable(),
  stream: z.boolean(),
} as const

/** What came after the first release has a default, so that what was stored before is still read. */
export const parameters = z.strictObject({
  ...parameterFields,
  topP: parameterFields.topP.default(null),
  mode: parameterFields.mode.default('chat'),
  responseFormat: parameterFields.responseFormat.default('text'),
  tools: parameterFields.tools.default(''),
  toolsOff: parameterFields.toolsOff.default([]),
  toolChoice: parameterFields.toolChoice.default('auto'),
  stop: parameterFields.stop.default([]),
  topLogprobs: parameterFields.topLogprobs.default(null),
  userId: parameterFields.userId.default(null),
  stream: parameterFields.stream.default(true),
})
export type Parameters = Readonly<z.infer<typeof parameters>>

const revision = z.int().min(0)
const offset = z.int().min(0)

/** Offsets are UTF-16 code units of the text before this edit; edits of one request apply in order. */
export const edit = z.strictObject({ messageId: identifier, from: offset, to: offset, insert: z.string() })
export type Edit = z.infer<typeof edit>

/** A name as it stands between the braces; the texts that it stands in decide which of them are used. */
const variableName = z.string().regex(/^[\p{L}_][\p{L}\p{N}\p{M}_-]{0,63}$/u)

/** What is sent in the place of `{{name}}`. */
const variableValue = z.strictObject({
  text: z.string(),
  /** The name of the file that it was read from; null where it was typed. */
  file: z.string().max(500).nullable(),
})
export type VariableValue = Readonly<z.infer<typeof variableValue>>

export const draftChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add-message'),
    messageId: identifier,
    role,
    index: offset,
    details: messageDetails.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('remove-message'), messageId: identifier }),
  z.strictObject({ kind: z.literal('move-message'), messageId: identifier, index: offset }),
  z.strictObject({ kind: z.literal('set-role'), messageId: identifier, role }),
  /** Takes the place of all details that the message had. */
  z.strictObject({ kind: z.literal('set-details'), messageId: identifier, details: messageDetails }),
  z.strictObject({
    kind: z.literal('set-parameters'),
    // Without the defaults: what is not given stays as it is.
    parameters: z.strictObject(parameterFields).partial(),
  }),
  /** Null takes the value away: the default holds then, or it is missing. */
  z.strictObject({ kind: z.literal('set-variable'), name: variableName, value: variableValue.nullable() }),
])
export type DraftChange = z.infer<typeof draftChange>

export const draftRequests = {
  'drafts.get': z.strictObject({ promptId: identifier }),
  'drafts.edit': z.strictObject({ promptId: identifier, revision, edits: z.array(edit).min(1).max(10_000) }),
  'drafts.change': z.strictObject({ promptId: identifier, revision, change: draftChange }),
  'drafts.undo': z.strictObject({ promptId: identifier }),
  /** What can be taken back in the draft of this revision. Only the window reads it; it takes the place of what was kept before. */
  'drafts.keepUndo': z.strictObject({ promptId: identifier, revision, undo: z.string().max(4_000_000) }),
}

export interface DraftMessage {
  readonly id: string
  readonly role: Role
  readonly content: string
  /** Absent where there are none. */
  readonly details?: MessageDetails
}

export type Variables = Readonly<Record<string, VariableValue>>

export interface Draft {
  readonly promptId: string
  /** Counts every accepted edit and change of this draft, from 0. */
  readonly revision: number
  readonly messages: readonly DraftMessage[]
  readonly parameters: Parameters
  /** Values by name, also of names that no text has now. */
  readonly variables: Variables
  readonly savedAt: Instant
}

/** All that a draft says, and all that a version of it keeps. */
export type DraftContent = Omit<Draft, 'promptId' | 'revision' | 'savedAt'>

/** One accepted request, as the journal holds it. */
export type JournalEntry = { readonly edits: readonly Edit[] } | { readonly change: DraftChange }

/** What undo knew of a draft when a window last told it. */
export interface KeptUndo {
  /** Of the draft as it is now: to be used with a draft of this revision only. */
  readonly revision: number
  /** As the window wrote it. */
  readonly undo: string
  /** The draft as it was then; null where that is what it is now. */
  readonly before: DraftContent | null
  /** How it went on from there. */
  readonly since: readonly JournalEntry[]
}

export interface DraftResults {
  'drafts.get': Draft
  /** Fails with DRAFT_MOVED_ON when `revision` is not the current one (another window wrote): get it again. */
  'drafts.edit': { readonly revision: number; readonly savedAt: Instant }
  'drafts.change': { readonly revision: number; readonly savedAt: Instant }
  /** Null where nothing was kept, or the way from there to now is not known any more. */
  'drafts.undo': KeptUndo | null
  'drafts.keepUndo': null
}

export interface DraftEvents {
  /** Told to every window; the one that wrote knows the revision already and ignores it. */
  'drafts.changed': { readonly promptId: string; readonly revision: number }
}
