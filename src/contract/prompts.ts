import { z } from 'zod'

import { identifier, type Instant } from './values.ts'

const name = z.string().trim().min(1).max(200)
/** Names of folders from the outermost on, with "/" between. */
const folder = z.string().max(400)
const tag = z.string().trim().min(1).max(40)

export const promptRequests = {
  'prompts.list': z.strictObject({}),
  'prompts.create': z.strictObject({ name: name.optional(), folder: folder.optional() }),
  'prompts.rename': z.strictObject({ promptId: identifier, name }),
  'prompts.duplicate': z.strictObject({ promptId: identifier }),
  'prompts.remove': z.strictObject({ promptId: identifier }),
  'prompts.restore': z.strictObject({ promptId: identifier }),
  /** What was removed, the last first. */
  'prompts.removed': z.strictObject({}),
  /** Deletes what was removed, for ever. */
  'prompts.emptyTrash': z.strictObject({}),
  /** Puts a prompt into a folder, which is made where it is not there; empty: in none. */
  'prompts.move': z.strictObject({ promptId: identifier, folder }),
  /** Takes the place of all tags that it had. */
  'prompts.tag': z.strictObject({ promptId: identifier, tags: z.array(tag).max(50) }),
  'folders.list': z.strictObject({}),
  'folders.create': z.strictObject({ path: folder }),
  /** With all that is in it. Where there is such a folder already, the two become one. */
  'folders.rename': z.strictObject({ path: folder, to: folder }),
  /** What is in it goes up to where it stood. */
  'folders.remove': z.strictObject({ path: folder }),
}

export interface PromptSummary {
  readonly id: string
  readonly name: string
  /** True for the sample of the first start until it is changed. */
  readonly sample: boolean
  readonly updatedAt: Instant
  readonly runs: number
  /** Path of its folder, "Support/Refunds"; empty: in none. */
  readonly folder: string
  readonly tags: readonly string[]
}

export interface RemovedPrompt extends PromptSummary {
  readonly removedAt: Instant
}

export interface PromptResults {
  'prompts.list': readonly PromptSummary[]
  'prompts.create': PromptSummary
  'prompts.rename': PromptSummary
  'prompts.duplicate': PromptSummary
  /** Removed prompts stay in the database and can be restored. */
  'prompts.remove': null
  'prompts.restore': PromptSummary
  'prompts.removed': readonly RemovedPrompt[]
  /** `kept`: what still runs, waits for off-peak, or has a file in the open folder. Runs and the ledger stay in any case. */
  'prompts.emptyTrash': { readonly deleted: number; readonly kept: number }
  'prompts.move': PromptSummary
  'prompts.tag': PromptSummary
  /** Paths of all folders, empty ones too, in the order of their names. */
  'folders.list': readonly string[]
  /** Error FOLDER_NAME_INVALID. */
  'folders.create': readonly string[]
  /** Errors FOLDER_NAME_INVALID, FOLDER_NOT_FOUND, FOLDER_INTO_ITSELF. */
  'folders.rename': readonly string[]
  'folders.remove': readonly string[]
}

export interface PromptEvents {
  /** The prompts that are new or not as they were, and the ids of those that were removed. */
  'prompts.changed': { readonly prompts: readonly PromptSummary[]; readonly gone?: readonly string[] }
  'folders.changed': { readonly folders: readonly string[] }
}
