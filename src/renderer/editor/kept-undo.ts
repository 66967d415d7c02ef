import type { DraftChange, DraftContent, MessageDetails } from '../../contract/drafts.ts'
import { outlineOf } from './draft-state.ts'
import type { MessageDocument } from './message-document.ts'
import type { MessageDocuments } from './message-documents.ts'
import { changesBetween, type Shape } from './shape-changes.ts'
import { contentOf, textOf } from './text-changes.ts'
import { keptHistory, type TextHistory } from './text-history.ts'
import type { SingleStep, UndoStep, UndoSteps } from './undo-order.ts'

/** The text of a kept undo, as JSON. */
export interface UndoFile {
  readonly format: 1
  readonly steps: UndoSteps
  readonly texts: readonly { readonly id: string; readonly history: TextHistory }[]
  /** Messages that undo or redo can bring back. */
  readonly removed: readonly { readonly id: string; readonly text: string; readonly history: TextHistory }[]
}

/** Characters: some thousand steps of typing. What would not fit stays in this window's memory only. */
const ROOM = 768 * 1024

/** All that can be taken back and brought back, newest first as far as there is room, as JSON text. */
export function writeUndo(steps: UndoSteps, documents: Pick<MessageDocuments, 'entries'>): string {
  const { open, removed } = documents.entries()
  let room = ROOM
  const limits = new Map<string, Limit>()
  const keep = (id: string, document: MessageDocument): TextHistory => {
    const { history, size, whole } = keptHistory(document.state(), room)
    room -= size
    if (!whole) limits.set(id, { done: history.done.length, undone: history.undone.length })
    return history
  }
  const texts = Array.from(open, ([id, document]) => ({ id, history: keep(id, document) }))
  const gone: UndoFile['removed'][number][] = []
  const lost = new Set<string>()
  for (const [id, document] of removed) {
    const { doc } = document.state()
    if (doc.length > room) {
      lost.add(id)
      continue
    }
    room -= doc.length
    gone.push({ id, text: contentOf(doc), history: keep(id, document) })
  }
  const file: UndoFile = {
    format: 1,
    steps: {
      past: within(steps.past, 'done', limits, lost, room),
      future: within(steps.future, 'undone', limits, lost, room),
    },
    texts,
    removed: gone,
  }
  return JSON.stringify(file)
}

/** Null where it is not in a form that this Fathom knows. */
export function readUndo(text: string): UndoFile | null {
  try {
    const file = JSON.parse(text) as UndoFile
    return file.format === 1 ? file : null
  } catch {
    return null
  }
}

/** Opens the texts of a draft, with what undo knew of each. */
export function openTexts(
  documents: MessageDocuments,
  content: Pick<DraftContent, 'messages'>,
  file: UndoFile | null,
): void {
  const histories = new Map(file?.texts.map(({ id, history }) => [id, history]))
  for (const { id, content: text } of content.messages) documents.open(id, textOf(text), histories.get(id))
  for (const { id, text, history } of file?.removed ?? []) documents.openRemoved(id, textOf(text), history)
}

/** Whether what is opened is the draft: otherwise what undo knew was of another one. */
export function saysTheSame(draft: DraftContent, shape: Shape, documents: MessageDocuments): boolean {
  const outlines = draft.messages.map(({ id, role, details }) => outlineOf(id, role, details))
  return (
    changesBetween(shape, { ...draft, messages: outlines }).length === 0 &&
    draft.messages.every(({ id, content }) => documents.get(id)?.state().doc.eq(textOf(content)) === true)
  )
}

interface Limit {
  readonly done: number
  readonly undone: number
}

/** The newest steps of a stack down to the first whose text could not be kept: what lies below it is out of reach too. */
function within(
  stack: readonly UndoStep[],
  side: keyof Limit,
  limits: ReadonlyMap<string, Limit>,
  lost: ReadonlySet<string>,
  room: number,
): readonly UndoStep[] {
  let left = room
  const used = new Map<string, number>()
  const isKept = (step: SingleStep): boolean => {
    if (step.kind === 'shape') {
      left -= lengthOf(step.undo.change) + lengthOf(step.redo.change)
      return left >= 0 && ![step.undo.restores, step.redo.restores].some((id) => id !== null && lost.has(id))
    }
    const count = (used.get(step.messageId) ?? 0) + 1
    used.set(step.messageId, count)
    return count <= (limits.get(step.messageId)?.[side] ?? Number.POSITIVE_INFINITY)
  }
  const cut = stack.findLastIndex((step) => !(step.kind === 'group' ? step.steps : [step]).every(isKept))
  return stack.slice(cut + 1)
}

/** Characters of the long texts that a change may hold. */
function lengthOf(change: DraftChange): number {
  if (change.kind === 'set-variable') return change.value?.text.length ?? 0
  if (change.kind === 'set-parameters') return change.parameters.tools?.length ?? 0
  return 'details' in change && change.details ? detailsLength(change.details) : 0
}

function detailsLength({ reasoning = '', toolCalls = [], images = [] }: MessageDetails): number {
  const called = toolCalls.reduce((sum, call) => sum + call.arguments.length, 0)
  return reasoning.length + called + images.reduce((sum, { data }) => sum + data.length, 0)
}
