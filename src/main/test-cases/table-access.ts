import type { TestSetup } from '../../contract/test-cases.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { FathomError } from '../errors.ts'
import { FLASH, PRO } from '../estimates/encode-for.ts'
import type { Versions } from '../versions/versions.ts'
import type { BatchStore } from './batch-store.ts'
import type { CaseStore } from './case-store.ts'
import type { ResultStore } from './result-store.ts'
import {
  createSnapshots,
  pendingKey,
  type PendingCells,
  type Snapshots,
  type TableView,
} from './table-reader.ts'
import { type Target, targetsOf, type VersionContent } from './targets.ts'
import type { TestRunner } from './test-runner.ts'

/** The tables of prompts as they are at this moment. */
export interface TableAccess {
  /** Error PROMPT_NOT_FOUND. */
  open(promptId: string): TableView
  /** Without reading any case. */
  setupOf(promptId: string): TestSetup
  targetsOf(promptId: string): readonly Target[]
  /** Null where the version is not there any more. */
  contentOf(promptId: string, versionId: string | null): VersionContent | null
  /** The version that a request of this column is sent from; null where the draft is like none. */
  sentFrom(promptId: string, versionId: string | null): string | null
  readonly changed: Pick<Snapshots, 'wrote' | 'edited' | 'forget'>
}

export interface TableAccessOptions {
  readonly cases: CaseStore
  readonly results: ResultStore
  readonly batches: BatchStore
  readonly drafts: Drafts
  readonly versions: Pick<Versions, 'get' | 'of'>
  readonly running: TestRunner['running']
}

export function createTableAccess(options: TableAccessOptions): TableAccess {
  const { cases, results, batches, drafts, versions } = options
  const snapshots = createSnapshots(cases, results)

  /** The draft held against flash and pro. */
  const setupOf = (promptId: string): TestSetup =>
    cases.setup(promptId) ?? {
      versions: [null],
      models: [FLASH, PRO],
      columns: [],
      assertions: [],
      atOnce: 4,
    }

  function contentOf(promptId: string, versionId: string | null): VersionContent | null {
    if (versionId === null) return { name: 'draft', content: drafts.get(promptId) }
    try {
      const version = versions.get(versionId)
      return version.promptId === promptId ? { name: `v${version.number}`, content: version.content } : null
    } catch (error) {
      if (error instanceof FathomError && error.code === 'VERSION_NOT_FOUND') return null
      throw error
    }
  }

  function pendingOf(promptId: string): PendingCells {
    const batch = batches.of(promptId)
    if (batch === null) return new Map()
    const running = options.running(promptId)
    return new Map(
      batches
        .items(batch.id)
        .map(({ place, caseId, target }) => [
          pendingKey(caseId, target),
          running.has(place) ? 'running' : 'waiting',
        ]),
    )
  }

  const targets = (promptId: string): Target[] =>
    targetsOf(setupOf(promptId), (versionId) => contentOf(promptId, versionId))

  return {
    open: (promptId) => ({
      setup: setupOf(promptId),
      targets: targets(promptId),
      snapshot: snapshots.of(promptId),
      pending: pendingOf(promptId),
    }),
    setupOf,
    targetsOf: targets,
    contentOf,
    sentFrom: (promptId, versionId) => versionId ?? versions.of(drafts.get(promptId))?.id ?? null,
    changed: snapshots,
  }
}
