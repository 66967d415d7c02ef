import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { SearchDialog } from '../../components/ui/search-dialog.tsx'
import { Finder } from './finder.tsx'
import type { FindQuery } from './use-find.ts'

interface FindDialogProps {
  readonly open: boolean
  /** What was typed elsewhere and shall be looked for here; null: what was looked for last. */
  readonly typed: string | null
  readonly onClose: () => void
}

const nothing: FindQuery = { text: '', kind: null, promptId: null }

/** Looks through all texts: drafts, versions, answers. What was looked for last is still there the next time. */
export function FindDialog({ open, typed, onClose }: FindDialogProps) {
  const [query, setQuery] = useState(nothing)
  const [taken, setTaken] = useState<string | null>(null)
  if (typed !== taken) {
    setTaken(typed)
    if (typed !== null) setQuery({ ...nothing, text: typed })
  }
  return (
    <SearchDialog label={t('Find in everything')} size="page" open={open} onClose={onClose}>
      <Finder query={query} onQuery={setQuery} onClose={onClose} />
    </SearchDialog>
  )
}
