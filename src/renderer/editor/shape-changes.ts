import type { DraftChange, Parameters, Variables } from '../../contract/drafts.ts'
import { applyOperation, type MessageOutline, sameValue } from './draft-state.ts'
import type { ShapeStep } from './undo-order.ts'
import { sameVariables, variableChanges, withVariable } from './variable-values.ts'

/** Messages, their order, parameters and values: all of a draft but its texts. */
export interface Shape {
  readonly messages: readonly MessageOutline[]
  readonly parameters: Parameters
  readonly variables: Variables
}

/** The shape after a change. */
export function changedShape({ messages, parameters, variables }: Shape, change: DraftChange): Shape {
  const { texts: _texts, ...changed } = applyOperation(
    { messages, parameters, variables, texts: new Map() },
    { kind: 'change', change },
  )
  return changed
}

/** Changes that lead from one shape to another, in an order in which they apply. */
export function changesBetween(from: Shape, to: Shape): DraftChange[] {
  const changes: DraftChange[] = []
  let current = from
  const push = (change: DraftChange): void => {
    changes.push(change)
    current = changedShape(current, change)
  }
  const wanted = new Set(to.messages.map(({ id }) => id))
  for (const { id } of from.messages) if (!wanted.has(id)) push({ kind: 'remove-message', messageId: id })
  to.messages.forEach(({ id, role, details }, index) => {
    const there = current.messages.find((message) => message.id === id)
    if (there === undefined) {
      push({ kind: 'add-message', messageId: id, role, index, ...(details && { details }) })
      return
    }
    if (current.messages[index]?.id !== id) push({ kind: 'move-message', messageId: id, index })
    if (there.role !== role) push({ kind: 'set-role', messageId: id, role })
    if (!sameValue(there.details, details))
      push({ kind: 'set-details', messageId: id, details: details ?? {} })
  })
  const parameters = parametersChanged(from.parameters, to.parameters)
  if (Object.keys(parameters).length > 0) push({ kind: 'set-parameters', parameters })
  for (const change of variableChanges(from.variables, to.variables)) push(change)
  return changes
}

/** The values of `to` that differ. */
function parametersChanged(from: Parameters, to: Parameters): Partial<Parameters> {
  const changed = Object.entries(to).filter(
    ([key, value]) => !sameValue(from[key as keyof Parameters], value),
  )
  return Object.fromEntries(changed)
}

/** What takes a change of this shape back; null where the change does nothing here. */
export function inverseOf(shape: Shape, change: DraftChange): ShapeStep | null {
  if (change.kind === 'add-message')
    return { change: { kind: 'remove-message', messageId: change.messageId }, restores: null }
  if (change.kind === 'set-parameters') return inverseOfParameters(shape.parameters, change.parameters)
  if (change.kind === 'set-variable') return inverseOfVariable(shape.variables, change)
  const index = shape.messages.findIndex(({ id }) => id === change.messageId)
  const message = shape.messages[index]
  if (message === undefined) return null
  const { id: messageId, role, details } = message
  switch (change.kind) {
    case 'remove-message':
      return {
        change: { kind: 'add-message', messageId, role, index, ...(details && { details }) },
        restores: messageId,
      }
    case 'move-message':
      return { change: { kind: 'move-message', messageId, index }, restores: null }
    case 'set-role':
      return change.role === role ? null : { change: { kind: 'set-role', messageId, role }, restores: null }
    case 'set-details':
      return { change: { kind: 'set-details', messageId, details: details ?? {} }, restores: null }
    default:
      return change satisfies never
  }
}

function inverseOfParameters(
  now: Parameters,
  change: Extract<DraftChange, { kind: 'set-parameters' }>['parameters'],
): ShapeStep | null {
  const keys = Object.keys(change) as (keyof Parameters)[]
  const changed = keys.filter((key) => change[key] !== undefined && !sameValue(change[key], now[key]))
  if (changed.length === 0) return null
  const parameters = Object.fromEntries(changed.map((key) => [key, now[key]])) as Partial<Parameters>
  return { change: { kind: 'set-parameters', parameters }, restores: null }
}

function inverseOfVariable(
  now: Variables,
  { name, value }: Extract<DraftChange, { kind: 'set-variable' }>,
): ShapeStep | null {
  if (sameVariables(now, withVariable(now, name, value))) return null
  return { change: { kind: 'set-variable', name, value: now[name] ?? null }, restores: null }
}
