import { type DragEvent, useRef, useState } from 'react'

export interface FileDrop {
  /** True while files are held over it. */
  readonly over: boolean
  readonly handlers: {
    readonly onDragEnterCapture: (event: DragEvent) => void
    readonly onDragOverCapture: (event: DragEvent) => void
    readonly onDragLeaveCapture: (event: DragEvent) => void
    readonly onDropCapture: (event: DragEvent) => void
  }
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')

/** Takes dropped files before the text editor or the browser does; anything else that is dragged goes on to them. */
export function useFileDrop(onFiles: (files: readonly File[], event: DragEvent) => void): FileDrop {
  const [over, setOver] = useState(false)
  /** Entering a child comes before leaving its parent. */
  const inside = useRef(0)
  const heed = (event: DragEvent, work: () => void): void => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    event.stopPropagation()
    work()
  }
  const leave = (): void => {
    inside.current -= 1
    if (inside.current <= 0) setOver(false)
  }
  return {
    over,
    handlers: {
      onDragEnterCapture: (event) =>
        heed(event, () => {
          inside.current += 1
          setOver(true)
        }),
      onDragOverCapture: (event) =>
        heed(event, () => {
          event.dataTransfer.dropEffect = 'copy'
        }),
      onDragLeaveCapture: (event) => heed(event, leave),
      onDropCapture: (event) =>
        heed(event, () => {
          inside.current = 0
          setOver(false)
          onFiles([...event.dataTransfer.files], event)
        }),
    },
  }
}
