import type { DragEvent } from 'react'

import { nameOf } from './library-rows.ts'

/** What is dragged within the library; no other program is offered it. */
export type Dragged = { readonly promptId: string } | { readonly folder: string }

const TYPE = 'application/x-fathom-library'

export function startDrag(event: DragEvent, dragged: Dragged): void {
  event.dataTransfer.setData(TYPE, JSON.stringify(dragged))
  event.dataTransfer.effectAllowed = 'move'
}

/** Whether something of the library is over this place; it may be dropped here then. */
export function allowDrop(event: DragEvent): boolean {
  if (!event.dataTransfer.types.includes(TYPE)) return false
  event.preventDefault()
  event.dataTransfer.dropEffect = 'move'
  return true
}

export function droppedOf(event: DragEvent): Dragged | null {
  const text = event.dataTransfer.getData(TYPE)
  if (text === '') return null
  event.preventDefault()
  event.stopPropagation()
  return JSON.parse(text) as Dragged
}

/** What a folder is called once it lies in another one; empty: in none. */
export function pathIn(target: string, folder: string): string {
  return target === '' ? nameOf(folder) : `${target}/${nameOf(folder)}`
}
