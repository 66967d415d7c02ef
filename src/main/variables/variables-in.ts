import { findPlaceholders } from '../../contract/placeholders.ts'

/** What of a message decides which variables it has. Escapes are none. */
export interface TextHolder {
  readonly id: string
  readonly content: string
}

/** One place that stands for a variable, [from, to) in UTF-16 units of the message as it is written. */
export interface VariableUse {
  readonly messageId: string
  /** Index of the message in the draft. */
  readonly message: number
  readonly from: number
  readonly to: number
}

export interface Variable {
  readonly name: string
  /** The first default that is written for it, which counts for all its places; null where there is none. */
  readonly fallback: string | null
  readonly uses: readonly VariableUse[]
}

/** The variables of a draft's messages, in the order in which they first appear. */
export function variablesIn(messages: readonly TextHolder[]): Variable[] {
  const found = new Map<string, { fallback: string | null; uses: VariableUse[] }>()
  messages.forEach(({ id, content }, message) => {
    for (const { from, to, name, fallback, escaped } of findPlaceholders(content)) {
      if (escaped) continue
      const variable = found.get(name) ?? { fallback: null, uses: [] }
      variable.fallback ??= fallback
      variable.uses.push({ messageId: id, message, from, to })
      found.set(name, variable)
    }
  })
  return Array.from(found, ([name, { fallback, uses }]) => ({ name, fallback, uses }))
}
