import { useState } from 'react'

import { useCommand } from '../../lib/command-context.tsx'
import { TrashDialog } from './trash-dialog.tsx'
import { usePromptActions } from './use-prompt-actions.ts'

/** Opens the removed prompts where the command asks for them; what is brought back is opened. */
export function Trash() {
  const [open, setOpen] = useState(false)
  const { restore, emptyTrash } = usePromptActions()
  useCommand('trash.open', () => setOpen(true))
  if (!open) return null
  return (
    <TrashDialog
      onClose={() => setOpen(false)}
      onRestore={({ id }) => {
        setOpen(false)
        void restore(id)
      }}
      onEmpty={() => {
        setOpen(false)
        void emptyTrash()
      }}
    />
  )
}
