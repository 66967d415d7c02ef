import { type DragEvent, useState } from 'react'

import type { DraftSession } from '../../editor/draft-session.ts'

/** What is dragged says itself what it is, so that nothing else is taken for a message. */
const KIND = 'application/x-fathom-message'

export type DropSide = 'before' | 'after'

/** A message is dragged by its grip, and dropped above or below another one. The keys for it are in its menu. */
export function useMessageDrag(session: DraftSession, messageId: string) {
  const [side, setSide] = useState<DropSide | null>(null)
  const sideOf = ({ currentTarget, clientY }: DragEvent): DropSide => {
    const { top, height } = currentTarget.getBoundingClientRect()
    return clientY < top + height / 2 ? 'before' : 'after'
  }
  const isMessage = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(KIND)
  return {
    side,
    grip: {
      draggable: true,
      onDragStart: (event: DragEvent): void => {
        event.dataTransfer.setData(KIND, messageId)
        event.dataTransfer.effectAllowed = 'move'
      },
    },
    target: {
      onDragOver: (event: DragEvent): void => {
        if (!isMessage(event)) return
        event.preventDefault()
        setSide(sideOf(event))
      },
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent): void => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setSide(null)
      },
      onDrop: (event: DragEvent): void => {
        setSide(null)
        if (!isMessage(event)) return
        event.preventDefault()
        session.moveBeside(event.dataTransfer.getData(KIND), messageId, sideOf(event))
      },
    },
  }
}
