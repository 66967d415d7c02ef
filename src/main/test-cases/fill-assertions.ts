import type { Assertion } from '../../contract/test-assertions.ts'
import { fillValues } from './fill-values.ts'

type Values = Readonly<Record<string, string>>

/** The assertions of a case: those of all, then its own, with its values in their texts. */
export function assertionsOf(
  all: readonly Assertion[],
  own: readonly Assertion[],
  values: Values,
): readonly Assertion[] {
  return [...all, ...own].map((assertion) => fillAssertion(assertion, values))
}

/** In a pattern a value stands for itself: what it holds of signs is no part of the pattern. */
function fillAssertion(assertion: Assertion, values: Values): Assertion {
  switch (assertion.type) {
    case 'contains':
    case 'equals':
      return { ...assertion, text: fillValues(assertion.text, values) }
    case 'regex':
      return { ...assertion, pattern: fillValues(assertion.pattern, mapValues(values, escapePattern)) }
    case 'judge':
      return { ...assertion, criterion: fillValues(assertion.criterion, values) }
    default:
      return assertion
  }
}

function mapValues(values: Values, change: (value: string) => string): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
}

function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`)
}
