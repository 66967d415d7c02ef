import type { DraftChange } from '../../contract/drafts.ts'
import { sameValue } from './draft-state.ts'

/** One step that can be taken back: an event in one message's own history, or a change of the draft's shape. */
export type SingleStep =
  | { readonly kind: 'text'; readonly messageId: string }
  | {
      readonly kind: 'shape'
      readonly undo: ShapeStep
      readonly redo: ShapeStep
    }

/** Several steps, in the order in which they were done, that are taken back as one. */
export type UndoStep = SingleStep | { readonly kind: 'group'; readonly steps: readonly SingleStep[] }

/** A change, and for a message that comes back the id of the one whose text it takes over. */
export interface ShapeStep {
  readonly change: DraftChange
  readonly restores: string | null
}

/** All that can be taken back and brought back, as plain values. */
export interface UndoSteps {
  readonly past: readonly UndoStep[]
  readonly future: readonly UndoStep[]
}

export interface UndoOrder {
  /** Something new was done: what was taken back before it is out of reach now. */
  done(step: SingleStep): void
  /** What is done meanwhile becomes one step. */
  together(work: () => void): void
  takeBack(): UndoStep | undefined
  bringBack(): UndoStep | undefined
  /** The step that was taken back or brought back last, under the names that messages have now. */
  last(direction: 'back' | 'forth'): UndoStep | undefined
  /** A message goes on under another id. */
  renamed(old: string, id: string): void
  steps(): UndoSteps
}

const LONGEST = 2_000
/** Milliseconds: a parameter or value that is changed again sooner is being typed. */
const SAME_STEP = 1_000

/** In which order the messages of one prompt were worked on: undo goes back through all of them as through one text. */
export function createUndoOrder(now: () => number, kept: UndoSteps = { past: [], future: [] }): UndoOrder {
  let past: UndoStep[] = [...kept.past]
  let future: UndoStep[] = [...kept.future]
  let group: SingleStep[] | null = null
  let lastAt = Number.NEGATIVE_INFINITY

  const add = (step: UndoStep): void => {
    past = [...past.slice(1 - LONGEST), step]
    future = []
  }

  const doneSetting = (step: SingleStep): boolean => {
    const last = past.at(-1)
    const before = settingOf(last)
    const after = settingOf(step)
    if (last === undefined || before === null || before.what !== after?.what) return false
    if (sameValue(before.undo, after.redo)) {
      // Back to what it was, by whatever control: that is undo.
      past = past.slice(0, -1)
      future = [last]
      return true
    }
    if (now() - lastAt >= SAME_STEP) return false
    past = [...past.slice(0, -1), joined(last, step)]
    future = []
    return true
  }

  return {
    done(step) {
      if (group !== null) group.push(step)
      else if (!doneSetting(step)) add(step)
      lastAt = now()
    },
    together(work) {
      const steps: SingleStep[] = []
      group = steps
      try {
        work()
      } finally {
        group = null
        if (steps.length > 0) add({ kind: 'group', steps })
      }
    },
    takeBack() {
      lastAt = Number.NEGATIVE_INFINITY
      const step = past.pop()
      if (step !== undefined) future.push(step)
      return step
    },
    bringBack() {
      lastAt = Number.NEGATIVE_INFINITY
      const step = future.pop()
      if (step !== undefined) past.push(step)
      return step
    },
    last: (direction) => (direction === 'back' ? future : past).at(-1),
    renamed(old, id) {
      past = past.map((step) => renamedStep(step, old, id))
      future = future.map((step) => renamedStep(step, old, id))
      group = group?.map((step) => renamedSingle(step, old, id)) ?? null
    },
    steps: () => ({ past, future }),
  }
}

/** What a step sets, where it sets parameters or one variable: `what` tells two such steps apart. */
function settingOf(
  step: UndoStep | undefined,
): { readonly what: string; readonly undo: unknown; readonly redo: unknown } | null {
  if (step?.kind !== 'shape') return null
  const undo = step.undo.change
  const redo = step.redo.change
  if (undo.kind === 'set-parameters' && redo.kind === 'set-parameters') {
    const what = JSON.stringify(Object.keys(redo.parameters).toSorted())
    return { what, undo: undo.parameters, redo: redo.parameters }
  }
  if (undo.kind === 'set-variable' && redo.kind === 'set-variable')
    return { what: redo.name, undo: undo.value, redo: redo.value }
  return null
}

/** Takes back both and brings back the later. */
function joined(first: UndoStep, second: SingleStep): UndoStep {
  return first.kind === 'shape' && second.kind === 'shape' ? { ...second, undo: first.undo } : second
}

function renamedStep(step: UndoStep, old: string, id: string): UndoStep {
  if (step.kind !== 'group') return renamedSingle(step, old, id)
  return { kind: 'group', steps: step.steps.map((one) => renamedSingle(one, old, id)) }
}

function renamedSingle(step: SingleStep, old: string, id: string): SingleStep {
  if (step.kind === 'text') return step.messageId === old ? { kind: 'text', messageId: id } : step
  return { kind: 'shape', undo: renamedShape(step.undo, old, id), redo: renamedShape(step.redo, old, id) }
}

function renamedShape({ change, restores }: ShapeStep, old: string, id: string): ShapeStep {
  const known = 'messageId' in change && change.messageId === old ? { ...change, messageId: id } : change
  return { change: known, restores: restores === old ? id : restores }
}
