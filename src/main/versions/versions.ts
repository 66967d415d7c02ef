import type { Draft } from '../../contract/drafts.ts'
import type { Estimate, LiveEstimate } from '../../contract/estimates.ts'
import { t } from '../../contract/i18n/t.ts'
import type {
  LabelMove,
  Version,
  VersionFigures,
  VersionReference,
  VersionStatus,
  VersionSummary,
} from '../../contract/versions.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { DraftContent } from '../drafts/draft-state.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { FathomError } from '../errors.ts'
import { requestText } from '../estimates/draft-request.ts'
import { withValues } from '../variables/with-values.ts'
import { createLabelStore } from './label-store.ts'
import { contentHash } from './version-content.ts'
import { createVersionStore, type VersionRecord } from './version-store.ts'

/** Snapshots of drafts that never change, and the labels that are moved between them. */
export interface Versions {
  /** Newest first. Error PROMPT_NOT_FOUND. */
  list(promptId: string): VersionSummary[]
  /** Error VERSION_NOT_FOUND. */
  get(versionId: string): Version
  /** How the draft stands to its versions. Reads the whole draft: not for every key. */
  status(promptId: string): VersionStatus
  /** As the contract's `versions.save`. */
  save(order: SaveOrder): VersionSummary
  /** The newest version that says what this draft says; null where none does. */
  of(draft: Draft): VersionReference | null
  label(promptId: string, name: string, versionId: string | null): VersionSummary[]
  labelMoves(promptId: string): LabelMove[]
  estimate(versionId: string): Promise<Estimate>
}

export interface SaveOrder {
  readonly promptId: string
  readonly revision: number
  readonly note: string
  readonly restoredFrom?: string | undefined
}

export interface VersionsOptions {
  readonly database: Database
  readonly clock: Clock
  readonly drafts: Drafts
  /** The last count of a draft that is on screen; null where there is none. */
  readonly counted: (promptId: string) => LiveEstimate | null
  readonly estimate: (body: string, at: number) => Promise<Estimate>
}

export function createVersions(options: VersionsOptions): Versions {
  const { database, clock, drafts } = options
  const store = createVersionStore(database)
  const labels = createLabelStore(database)

  function known(versionId: string): VersionRecord {
    const version = store.get(versionId)
    if (version === null) throw versionNotFound(versionId)
    return version
  }

  function contentOf(versionId: string): DraftContent {
    const content = store.content(versionId)
    if (content === null) throw versionNotFound(versionId)
    return content
  }

  /** Names of the labels on each version. */
  function labelsOf(promptId: string): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, readonly string[]>()
    for (const { name, versionId } of labels.now(promptId))
      found.set(versionId, [...(found.get(versionId) ?? []), name])
    return found
  }

  function list(promptId: string): VersionSummary[] {
    drafts.head(promptId)
    const on = labelsOf(promptId)
    return store.list(promptId).map((version) => summaryOf(version, on.get(version.id)))
  }

  function summarized(version: VersionRecord): VersionSummary {
    return summaryOf(version, labelsOf(version.promptId).get(version.id))
  }

  function figuresOf({ promptId, revision }: Draft): VersionFigures | null {
    const counted = options.counted(promptId)
    const estimate = counted?.columns[0]?.estimate
    if (counted === null || estimate === undefined || counted.stale || counted.revision !== revision)
      return null
    const { model, at, prompt, cost } = estimate
    return { model: model.requested, tokens: prompt.tokens, exact: prompt.exact, at, cost }
  }

  function save({ promptId, revision, note, restoredFrom }: SaveOrder): VersionSummary {
    return database.transaction(() => {
      const draft = drafts.get(promptId)
      if (draft.revision !== revision) throw movedOn(draft.revision)
      const content = contentOfDraft(draft)
      const hash = contentHash(content)
      const latest = store.latest(promptId)
      if (latest?.hash === hash) throw unchanged(latest.number)
      const older = restoredFrom === undefined ? null : known(restoredFrom)
      const repeats = older?.promptId === promptId && older.hash === hash
      const version = {
        promptId,
        note,
        restoredFrom: repeats ? older.number : null,
        hash,
        figures: figuresOf(draft),
        createdAt: clock(),
      }
      return summaryOf(store.add(version, content), [])
    })
  }

  function label(promptId: string, name: string, versionId: string | null): VersionSummary[] {
    drafts.head(promptId)
    if (versionId !== null && known(versionId).promptId !== promptId) throw versionNotFound(versionId)
    const now = labels.now(promptId).find((one) => isSameName(one.name, name))
    // A label keeps the name that it was first given.
    if ((now?.versionId ?? null) !== versionId) labels.move(promptId, now?.name ?? name, versionId, clock())
    return list(promptId)
  }

  function labelMoves(promptId: string): LabelMove[] {
    drafts.head(promptId)
    const numbers = new Map(store.list(promptId).map(({ id, number }) => [id, number]))
    const numberOf = (versionId: string | null | undefined): number | null =>
      versionId === null || versionId === undefined ? null : (numbers.get(versionId) ?? null)
    const last = new Map<string, string | null>()
    const moves = labels.moves(promptId).map(({ name, versionId, at }): LabelMove => {
      const key = name.toLowerCase()
      const from = numberOf(last.get(key))
      last.set(key, versionId)
      return { name, from, to: numberOf(versionId), at: new Date(at).toISOString() }
    })
    return moves.toReversed()
  }

  return {
    list,
    get: (versionId) => ({ ...summarized(known(versionId)), content: contentOf(versionId) }),
    status: (promptId) => {
      const draft = drafts.get(promptId)
      const latest = referenceOf(store.latest(promptId))
      const same = latest && referenceOf(store.withHash(promptId, contentHash(contentOfDraft(draft))))
      return { promptId, revision: draft.revision, latest, same }
    },
    save,
    of: (draft) =>
      store.latest(draft.promptId) === null
        ? null
        : referenceOf(store.withHash(draft.promptId, contentHash(contentOfDraft(draft)))),
    label,
    labelMoves,
    estimate: async (versionId) => options.estimate(requestText(withValues(contentOf(versionId))), clock()),
  }
}

function contentOfDraft({
  promptId: _promptId,
  revision: _revision,
  savedAt: _savedAt,
  ...content
}: Draft): DraftContent {
  return content
}

function referenceOf(version: VersionRecord | null): VersionReference | null {
  return version && { id: version.id, number: version.number }
}

function summaryOf(version: VersionRecord, labels: readonly string[] = []): VersionSummary {
  const { id, number, promptId, note, restoredFrom, figures, createdAt } = version
  return {
    id,
    number,
    promptId,
    note,
    savedAt: new Date(createdAt).toISOString(),
    restoredFrom,
    figures,
    labels,
  }
}

function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function versionNotFound(versionId: string): FathomError {
  return new FathomError(
    'VERSION_NOT_FOUND',
    t('There is no such version of this prompt. Look at its versions again.'),
    { versionId },
  )
}

function unchanged(number: number): FathomError {
  return new FathomError(
    'VERSION_UNCHANGED',
    t('Nothing has changed since v{number}, so there is nothing new to save.', { number }),
    { number },
  )
}

function movedOn(revision: number): FathomError {
  return new FathomError(
    'DRAFT_MOVED_ON',
    t('The draft changed while it was being saved as a version. Look at it and save again.'),
    { revision },
  )
}
