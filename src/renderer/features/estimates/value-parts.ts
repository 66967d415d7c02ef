import type { VariableCount } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { SegmentFill } from '../../lib/segments.ts'

/** A part of the prompt as the bar and the table show it. */
interface Part {
  readonly key: string
  readonly fill: SegmentFill
  readonly name: string
  readonly detail: string | null
  readonly tokens: number
}

/** A value where it stands in the prompt, in numbers of tokens. */
interface PlacedValue extends Part {
  readonly position: number
}

/** The key that a variable's row shares with its parts in the bar and its places in the editor. */
export function variableKey(messageId: string, name: string): string {
  return `variable:${messageId}:${name}`
}

/** How a variable is written. */
export function inBraces(name: string): string {
  return `{{${name}}}`
}

/** All values with tokens of their own, in prompt order. */
export function placedValues(
  variables: readonly VariableCount[],
  names: ReadonlyMap<string, string>,
): readonly PlacedValue[] {
  return variables
    .flatMap(({ name, uses }) =>
      uses.flatMap(({ messageId, values }) =>
        values.map(({ position, tokens }): PlacedValue => ({
          key: variableKey(messageId, name),
          fill: 'variable',
          name: inBraces(name),
          detail: t('in {message}', { message: (names.get(messageId) ?? '').toLowerCase() }),
          position,
          tokens,
        })),
      ),
    )
    .filter(({ tokens }) => tokens > 0)
    .toSorted((left, right) => left.position - right.position)
}

/** A part of the prompt that begins at a token, cut into its values and its own text; its tokens stay its sum. */
export function cutAtValues(whole: Part, from: number, values: readonly PlacedValue[]): Part[] {
  const inside = values.filter(({ position }) => position >= from && position < from + whole.tokens)
  if (inside.length === 0) return whole.tokens > 0 ? [whole] : []
  const own = { ...whole, name: t('{message}, own text', { message: whole.name }) }
  const parts: Part[] = []
  let read = from
  for (const { position, ...value } of inside) {
    parts.push({ ...own, tokens: position - read }, value)
    read = position + value.tokens
  }
  parts.push({ ...own, tokens: from + whole.tokens - read })
  return parts.filter(({ tokens }) => tokens > 0)
}
