import type { CaseContent } from './case-content.ts'
import { parseAnswer } from './match-text.ts'
import type { VersionContent } from './targets.ts'
import { textValues } from './text-values.ts'

const EXAMPLE_CASES = 3
const SHOWN = 400
const GENERATION_MAX_TOKENS = 8_192

/** What is asked for new cases; shown, and editable, before anything is sent. */
export function generationPrompt(
  { content }: VersionContent,
  columns: readonly string[],
  known: readonly CaseContent[],
  count: number,
): string {
  const messages = content.messages.map(({ role, content: text }) => `[${role}]\n${text}`).join('\n\n')
  const shape = { cases: [Object.fromEntries(columns.map((name) => [name, '…']))] }
  const examples = known.slice(0, EXAMPLE_CASES).map(({ values }) => shortened(columns, values))
  return [
    'You write test cases for a prompt that is sent to a language model. A name in double braces is a variable: each case gives it a value.',
    `The prompt:\n\n<prompt>\n${messages}\n</prompt>`,
    ...(examples.length === 0 ? [] : [`Cases that are there already:\n\n${examples.join('\n')}`]),
    `Write ${count} new cases that differ from each other and from these: realistic ones, and among them edge cases that such a prompt may get wrong. Write the values in full, in the language that the prompt expects.`,
    `Reply with a JSON object and nothing else, in this shape:\n\n${JSON.stringify(shape)}`,
  ].join('\n\n')
}

function shortened(columns: readonly string[], values: CaseContent['values']): string {
  const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
  return JSON.stringify(Object.fromEntries(columns.map((name) => [name, cut(values[name] ?? '')])))
}

/** Not in JSON mode: what that adds to a prompt cannot be counted, and an estimate comes first here. */
export function generationBody(model: string, prompt: string): string {
  return JSON.stringify({
    model,
    messages: [{ role: 'user', content: prompt }],
    thinking: { type: 'disabled' },
    max_tokens: GENERATION_MAX_TOKENS,
    stream: true,
    stream_options: { include_usage: true },
  })
}

/** The cases of an answer: of {"cases": [...]}, or a plain list. What is no object of values is left out. */
export function readGenerated(text: string): readonly CaseContent[] {
  const parsed = parseAnswer(text)
  if (!parsed.ok) return []
  const { json } = parsed
  const list = typeof json === 'object' && json !== null && 'cases' in json ? json.cases : json
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown): CaseContent[] => {
    const values = textValues(item)
    return values === null || Object.keys(values).length === 0 ? [] : [{ name: '', values, assertions: [] }]
  })
}
