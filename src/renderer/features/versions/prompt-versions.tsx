import { useState } from 'react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useCommand } from '../../lib/command-context.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { useVersionStatus } from './use-version-status.ts'
import { useVersionWork } from './use-version-work.ts'
import { VersionsView } from './versions-view.tsx'

interface PromptVersionsProps {
  readonly session: DraftSession
  readonly promptName: string
  readonly estimate: LiveEstimate | null
  readonly narrow: boolean
  /** A version that shall be shown; a new object each time that it is asked for. */
  readonly wanted: { readonly id: string } | null
}

/** Saving versions of an open draft and looking at them: what the chip, the menu and the shortcuts open. */
export function PromptVersions({ session, promptName, estimate, narrow, wanted }: PromptVersionsProps) {
  const status = useVersionStatus(session)
  const work = useVersionWork(session)
  const note = useNote()
  const [saving, setSaving] = useState(false)
  const [open, setOpen] = useState(wanted !== null)
  const [taken, setTaken] = useState(wanted)
  const [first, setFirst] = useState(wanted?.id ?? null)
  if (wanted !== taken) {
    setTaken(wanted)
    setFirst(wanted?.id ?? null)
    setOpen(wanted !== null || open)
  }
  const toggle = (): void => {
    setOpen(!open)
    setFirst(null)
  }
  useCommand('version.save', () => {
    const unchanged = status?.latest && status.same?.id === status.latest.id ? status.latest.number : null
    // A key may have been typed since the draft was looked at: then main decides.
    if (unchanged === null || status?.revision !== session.queue.revision() || !session.queue.isSettled())
      setSaving(true)
    else note(t('Nothing has changed since v{number}', { number: unchanged }))
  })
  useCommand('versions.open', toggle)
  const save = async (words: string): Promise<void> => {
    setSaving(false)
    const saved = await work.save(words)
    if (saved !== null) note(t('Saved as v{number}', { number: saved.number }))
  }
  const counted =
    estimate !== null && !estimate.stale ? estimate.columns[0]?.estimate.prompt.tokens : undefined
  return (
    <>
      {open && (
        <VersionsView
          key={first}
          first={first}
          session={session}
          promptName={promptName}
          status={status}
          estimate={estimate}
          narrow={narrow}
          onClose={toggle}
        />
      )}
      {saving && (
        <SaveDialog
          status={status}
          tokens={counted ?? null}
          onClose={() => setSaving(false)}
          onSave={(words) => void save(words)}
        />
      )}
    </>
  )
}
