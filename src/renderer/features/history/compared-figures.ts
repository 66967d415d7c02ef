import type { SentRequest } from '../../../contract/history.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { cachedTokens, thinkingTokens } from '../ledger/usage-parts.ts'

/** One line of figures; null where it is not known. */
export interface FigureRow<Value> {
  readonly name: string
  readonly left: Value | null
  readonly right: Value | null
}

/** Tokens that were billed, each as the API reported it. */
export function tokenRows(left: Run, right: Run): readonly FigureRow<number>[] {
  const [a, b] = [left, right].map((run) => run.usage ?? run.settlement?.usage ?? null)
  const row = (name: string, read: (usage: NonNullable<Run['usage']>) => number | null) => ({
    name,
    left: a ? read(a) : null,
    right: b ? read(b) : null,
  })
  return [
    row(t('Prompt tokens'), (usage) => usage.prompt_tokens),
    row(t('of it cached'), cachedTokens),
    row(t('Output tokens'), (usage) => usage.completion_tokens),
    row(t('of it thinking'), thinkingTokens),
  ]
}

/** Milliseconds. */
export function timeRows(left: Run, right: Run): readonly FigureRow<number>[] {
  const span = ({ timing }: Run, end: 'firstByteAt' | 'completedAt'): number | null =>
    timing[end] === null ? null : Date.parse(timing[end]) - Date.parse(timing.sentAt)
  return [
    { name: t('First byte'), left: span(left, 'firstByteAt'), right: span(right, 'firstByteAt') },
    { name: t('Whole answer'), left: span(left, 'completedAt'), right: span(right, 'completedAt') },
  ]
}

/** What a run was billed; a word where that is no amount. */
export function billOf(
  run: Run,
  currency: Currency,
): { readonly amount: Amount } | { readonly word: 'practice' | 'unpriced' | 'not reported' } {
  if (run.practice) return { word: 'practice' }
  const amount = (run.bill ?? run.settlement?.bill)?.[currency]
  if (amount !== undefined) return { amount }
  return { word: run.usage ? 'unpriced' : 'not reported' }
}

/** Parameters that two requests do not have in common, in the order of the first, and how many they have. */
export function parameterRows(
  left: SentRequest,
  right: SentRequest,
): { readonly different: readonly FigureRow<string>[]; readonly same: number } {
  const [a, b] = [left, right].map((sent) => new Map(sent.parameters.map(({ name, value }) => [name, value])))
  const names = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])
  const rows = [...names].map((name) => ({
    name,
    left: a?.get(name) ?? null,
    right: b?.get(name) ?? null,
  }))
  const different = rows.filter((row) => row.left !== row.right)
  return { different, same: rows.length - different.length }
}

/** All messages of a request as one text, so that a word diff finds what moved between them. */
export function requestText({ messages }: SentRequest): string {
  return messages.map(({ role, text }) => `${role}\n${text}`).join('\n\n')
}

/** What came back, calls of tools included. */
export function answerText({ content, toolCalls }: Run): string {
  const calls = toolCalls.map(({ name, arguments: given }) => `${name}(${given})`)
  return [content, ...calls].filter((text) => text !== '').join('\n')
}
