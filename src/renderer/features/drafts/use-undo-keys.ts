import { useEffect } from 'react'

import type { DraftSession } from '../../editor/draft-session.ts'

/** Undo and redo of the draft where no field has them for itself: after a choice in a list, on a button. */
export function useUndoKeys(session: DraftSession): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey)
        return
      if (isOwnUndo(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'z' && !event.shiftKey) session.undo()
      else if (key === 'z' || (key === 'y' && !event.shiftKey)) session.redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [session])
}

/** A field has an undo of its own, and a dialog is about something else than the draft. */
function isOwnUndo(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable="true"], [role="dialog"]') !== null
  )
}
