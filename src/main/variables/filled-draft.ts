import type { Variables, VariableValue } from '../../contract/drafts.ts'
import type { ValueSpan } from './fill-text.ts'
import { createTemplate, type FilledEdit, type Template } from './template.ts'

/** What happens to the filled text of one message. */
export interface FilledMessageEdits {
  readonly messageId: string
  readonly edits: readonly FilledEdit[]
}

/** A variable of a draft, with the places of its values in the filled texts. */
export interface FilledVariable {
  readonly name: string
  readonly fallback: string | null
  readonly state: 'given' | 'default' | 'missing'
  /** By message, in order: how often it stands there, and where its values are (none while it is missing). */
  readonly uses: readonly {
    readonly messageId: string
    readonly times: number
    readonly spans: readonly ValueSpan[]
  }[]
}

/** A draft with its values in place, kept in step with the draft as it is written. */
export interface FilledDraft {
  /** What happens to the filled texts: of the message itself, and of others where a default came or went. */
  edit(messageId: string, from: number, to: number, insert: string): readonly FilledMessageEdits[]
  /** Adds, removes and orders messages; a new one begins empty. */
  arrange(messageIds: readonly string[]): readonly FilledMessageEdits[]
  setValue(name: string, value: VariableValue | null): readonly FilledMessageEdits[]
  template(messageId: string): Template | undefined
  variables(): readonly FilledVariable[]
}

interface WrittenDraft {
  readonly messages: readonly { readonly id: string; readonly content: string }[]
  readonly variables: Variables
}

/** A draft with its values in place, followed edit by edit. Offsets are UTF-16 units. */
export function createFilledDraft({ messages, variables: given }: WrittenDraft): FilledDraft {
  const values = new Map(Object.entries(given).map(([name, { text }]) => [name, text]))
  let fallbacks = new Map<string, string>()
  const valueOf = (name: string): string | null => values.get(name) ?? fallbacks.get(name) ?? null
  let templates = new Map(messages.map(({ id, content }) => [id, createTemplate(content, valueOf)]))

  /** The first default of each name counts for all its places. */
  function readFallbacks(): void {
    fallbacks = new Map()
    for (const { variables } of templates.values()) {
      for (const { name, fallback } of variables)
        if (fallback !== null && !fallbacks.has(name)) fallbacks.set(name, fallback)
    }
  }

  function refreshed(): FilledMessageEdits[] {
    readFallbacks()
    return Array.from(templates, ([messageId, template]) => ({
      messageId,
      edits: template.refresh(),
    })).filter(({ edits }) => edits.length > 0)
  }

  function variables(): FilledVariable[] {
    const found = new Map<string, { messageId: string; times: number; spans: ValueSpan[] }[]>()
    for (const [messageId, template] of templates) {
      const here = new Map<string, { messageId: string; times: number; spans: ValueSpan[] }>()
      for (const { name } of template.variables) {
        const use = here.get(name) ?? { messageId, times: 0, spans: [] }
        use.times += 1
        here.set(name, use)
      }
      for (const span of template.spans()) here.get(span.name)?.spans.push(span)
      for (const [name, use] of here) found.set(name, [...(found.get(name) ?? []), use])
    }
    return Array.from(found, ([name, uses]) => {
      const fallback = fallbacks.get(name) ?? null
      const state = values.has(name) ? 'given' : fallback === null ? 'missing' : 'default'
      return { name, fallback, state, uses }
    })
  }

  refreshed()
  return {
    edit(messageId, from, to, insert) {
      const template = templates.get(messageId)
      if (template === undefined) return []
      return [{ messageId, edits: template.edit(from, to, insert) }, ...refreshed()]
    },
    arrange(messageIds) {
      const before = templates
      templates = new Map(messageIds.map((id) => [id, before.get(id) ?? createTemplate('', valueOf)]))
      return refreshed()
    },
    setValue(name, value) {
      if (value === null) values.delete(name)
      else values.set(name, value.text)
      return refreshed()
    },
    template: (messageId) => templates.get(messageId),
    variables,
  }
}
