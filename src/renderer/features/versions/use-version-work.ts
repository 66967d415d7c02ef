import { t } from '../../../contract/i18n/t.ts'
import type { VersionSummary } from '../../../contract/versions.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useApi } from '../../lib/api-context.tsx'
import { ApiError, errorSentence } from '../../lib/api.ts'

export interface VersionWork {
  /** Saves the draft as the next version; null when it could not be (the reason was shown). */
  readonly save: (note: string) => Promise<VersionSummary | null>
  /** Makes the draft what a version is and saves that as the next one. What the draft was is kept as a version before. */
  readonly restore: (version: VersionSummary) => Promise<void>
  /** Puts a label on a version, or takes it away. */
  readonly label: (name: string, versionId: string | null) => Promise<void>
}

/** What can be done with the versions of an open draft. */
export function useVersionWork(session: DraftSession): VersionWork {
  const { send } = useApi()
  const note = useNote()
  const { promptId } = session

  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | null> {
    try {
      return await work()
    } catch (error) {
      note(errorSentence(error))
      return null
    }
  }

  const save = async (words: string, restoredFrom?: string): Promise<VersionSummary> => {
    const revision = await session.queue.settled()
    return send('versions.save', { promptId, revision, note: words, ...(restoredFrom && { restoredFrom }) })
  }

  const restore = async (version: VersionSummary): Promise<void> => {
    await session.queue.settled()
    const { content } = await send('versions.get', { versionId: version.id })
    const { same } = await send('versions.status', { promptId })
    if (same === null) await save(t('Before v{number} was restored', { number: version.number }))
    session.replace(content)
    try {
      const { number } = await save('', version.id)
      note(t('v{number} repeats v{older}', { number, older: version.number }), () => session.undo())
    } catch (error) {
      // The newest version was restored: the draft is that again, and there is nothing to save.
      if (!(error instanceof ApiError) || error.code !== 'VERSION_UNCHANGED') throw error
      note(t('The draft is v{number} again', { number: version.number }), () => session.undo())
    }
  }

  return {
    save: (words) => attempt(() => save(words)),
    restore: async (version) => {
      await attempt(() => restore(version))
    },
    label: async (name, versionId) => {
      await attempt(() => send('versions.label', { promptId, name, versionId }))
    },
  }
}
