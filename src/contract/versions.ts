import { z } from 'zod'

import type { DraftContent } from './drafts.ts'
import type { CostBounds, Estimate } from './estimates.ts'
import { type Currency, identifier, type Instant } from './values.ts'

/** What a label is called: "production" and the like. Case is kept but does not tell two labels apart. */
const labelName = z.string().trim().min(1).max(40)

export const versionRequests = {
  'versions.list': z.strictObject({ promptId: identifier }),
  'versions.get': z.strictObject({ versionId: identifier }),
  'versions.status': z.strictObject({ promptId: identifier }),
  'versions.save': z.strictObject({
    promptId: identifier,
    revision: z.int().min(0),
    note: z.string().trim().max(2_000).default(''),
    /** The older version that the draft was made like again; kept only where the draft says just what it says. */
    restoredFrom: identifier.optional(),
  }),
  'versions.label': z.strictObject({
    promptId: identifier,
    name: labelName,
    /** Null takes the label away. */
    versionId: identifier.nullable(),
  }),
  'versions.labelMoves': z.strictObject({ promptId: identifier }),
  'versions.estimate': z.strictObject({ versionId: identifier }),
}

/** Which version of its prompt: enough to name it. */
export interface VersionReference {
  readonly id: string
  /** From 1 in each prompt: "v7". */
  readonly number: number
}

/** What a version weighed and cost when it was saved. */
export interface VersionFigures {
  readonly model: string
  readonly tokens: number
  readonly exact: boolean
  readonly at: Instant
  /** Null where the model was unpriced then. */
  readonly cost: Readonly<Partial<Record<Currency, CostBounds>>> | null
}

export interface VersionSummary extends VersionReference {
  readonly promptId: string
  /** Empty where none was given. */
  readonly note: string
  readonly savedAt: Instant
  /** Number of the version that this one repeats; null where it was not restored. */
  readonly restoredFrom: number | null
  /** Null where the draft was not counted when it was saved. */
  readonly figures: VersionFigures | null
  /** Names of the labels that are on it now. */
  readonly labels: readonly string[]
}

export interface Version extends VersionSummary {
  readonly content: DraftContent
}

/** One move of a label; from and to are numbers of versions, null for none. */
export interface LabelMove {
  readonly name: string
  readonly from: number | null
  readonly to: number | null
  readonly at: Instant
}

/** How the draft stands to its versions. */
export interface VersionStatus {
  readonly promptId: string
  /** The revision of the draft that was looked at. */
  readonly revision: number
  /** The newest version; null while there is none. */
  readonly latest: VersionReference | null
  /** The newest version that says exactly what the draft says; null: the draft is modified since the latest. */
  readonly same: VersionReference | null
}

export interface VersionResults {
  /** Newest first. Error PROMPT_NOT_FOUND, as of all that name a prompt. */
  'versions.list': readonly VersionSummary[]
  /** Error VERSION_NOT_FOUND, as of all that name a version. */
  'versions.get': Version
  'versions.status': VersionStatus
  /** Errors DRAFT_MOVED_ON, VERSION_UNCHANGED {number} where the draft is the latest version still. */
  'versions.save': VersionSummary
  /** Moves a label, or takes it away; the versions as they are then. */
  'versions.label': readonly VersionSummary[]
  /** Newest first. */
  'versions.labelMoves': readonly LabelMove[]
  /** What the version weighs and costs now. */
  'versions.estimate': Estimate
}

export interface VersionEvents {
  /** A version was saved or a label moved: ask versions.list. */
  'versions.changed': { readonly promptId: string }
}
