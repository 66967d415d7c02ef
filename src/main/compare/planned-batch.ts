import { createHash } from 'node:crypto'

import type { ComparisonColumn, ComparisonSetup } from '../../contract/compare.ts'
import type { Draft } from '../../contract/drafts.ts'
import { FathomError } from '../errors.ts'
import type { RunOrder } from '../runs/run-service.ts'
import type { PlannedItem } from './comparison-store.ts'

/** One request of a comparison, as it is sent sooner or later. */
export interface PlannedRequest extends Pick<RunOrder, 'body' | 'model' | 'revision'> {
  readonly promptId: string
  readonly versionId: string | null
}

/** Error COLUMN_NOT_FOUND. */
export function chosenColumns(
  { columns }: ComparisonSetup,
  columnId: string | undefined,
): ComparisonColumn[] {
  const chosen = columns.filter(({ id }) => columnId === undefined || id === columnId)
  if (chosen.length === 0) {
    throw new FathomError(
      'COLUMN_NOT_FOUND',
      'This column is not in the comparison any more. Look at it again.',
    )
  }
  return chosen
}

/** All columns once, then all again: what is compared runs side by side. */
export function planItems(columns: readonly ComparisonColumn[], repeats: number): PlannedItem[] {
  return Array.from({ length: repeats }, (_, index) =>
    columns.map(({ id, parameters }) => ({ columnId: id, repeat: index + 1, parameters })),
  ).flat()
}

/** Of all that the columns do not differ in. */
export function sharedHash({ messages, parameters, variables }: Draft): string {
  const column = { model: null, thinking: null, effort: null, maxTokens: null, temperature: null }
  const shared = JSON.stringify({ messages, variables, parameters: { ...parameters, ...column } })
  return createHash('sha256').update(shared).digest('hex')
}
