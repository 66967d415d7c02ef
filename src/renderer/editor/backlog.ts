import { ChangeSet, type Text } from '@codemirror/state'

import type { Operation } from './draft-state.ts'

/** The contract takes this many edits in one request. */
const EDITS_A_REQUEST = 10_000

export interface Backlog {
  /** Adds to the end. Typing in one message without anything between becomes one change set. */
  push(operation: Operation): void
  /** Takes the next batch from the front: one change of shape, or as much typing as one request holds. */
  take(): Operation[]
  putBack(batch: readonly Operation[]): void
  all(): readonly Operation[]
  replace(operations: readonly Operation[]): void
  isEmpty(): boolean
}

/** What is done on screen and not sent yet. */
export function createBacklog(): Backlog {
  let operations: Operation[] = []

  return {
    push(operation) {
      const last = operations.at(-1)
      const joined = last === undefined ? null : join(last, operation)
      if (joined === null) operations.push(...limited(operation))
      else operations[operations.length - 1] = joined
    },
    take() {
      const end = batchLength(operations)
      const batch = operations.slice(0, end)
      operations = operations.slice(end)
      return batch
    },
    putBack(batch) {
      operations = [...batch, ...operations]
    },
    all: () => operations,
    replace(next) {
      operations = next.flatMap(limited)
    },
    isEmpty: () => operations.length === 0,
  }
}

function join(last: Operation, next: Operation): Operation | null {
  if (last.kind === 'change' && next.kind === 'change') {
    const same =
      last.change.kind === 'set-variable' &&
      next.change.kind === 'set-variable' &&
      last.change.name === next.change.name
    // Typing in a value: only what it has become counts.
    return same ? next : null
  }
  if (last.kind !== 'text' || next.kind !== 'text' || last.messageId !== next.messageId) return null
  const changes = last.changes.compose(next.changes)
  return countChanges(changes) > EDITS_A_REQUEST ? null : { ...last, changes }
}

function batchLength(operations: readonly Operation[]): number {
  let edits = 0
  for (const [index, operation] of operations.entries()) {
    if (operation.kind === 'change') return Math.max(index, 1)
    edits += countChanges(operation.changes)
    if (edits > EDITS_A_REQUEST) return Math.max(index, 1)
  }
  return operations.length
}

/** A change set with more places than a request holds (thousands of cursors), as several that follow each other. */
function limited(operation: Operation): Operation[] {
  if (operation.kind === 'change' || countChanges(operation.changes) <= EDITS_A_REQUEST) return [operation]
  const parts: ChangeSet[] = []
  let specs: { from: number; to: number; insert: Text }[] = []
  let length = operation.changes.length
  let shift = 0
  const close = (): void => {
    const part = ChangeSet.of(specs, length)
    parts.push(part)
    shift += part.newLength - length
    length = part.newLength
    specs = []
  }
  operation.changes.iterChanges((from, to, _fromB, _toB, insert) => {
    specs.push({ from: from + shift, to: to + shift, insert })
    if (specs.length === EDITS_A_REQUEST) close()
  })
  if (specs.length > 0) close()
  const { kind, messageId } = operation
  return parts.map((changes) => ({ kind, messageId, changes }))
}

function countChanges(changes: ChangeSet): number {
  let count = 0
  changes.iterChanges(() => {
    count += 1
  })
  return count
}
