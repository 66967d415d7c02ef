import { t } from '../../contract/i18n/t.ts'
import type { NamedKey } from '../../contract/keys.ts'
import type { PromptSummary } from '../../contract/prompts.ts'
import type { RunSummary } from '../../contract/runs.ts'
import type { SearchHit } from '../../contract/search.ts'
import { hitOwner, hitTitle } from '../features/search/hit-words.ts'
import type { Command, CommandId } from '../lib/commands.ts'

/** One line of the palette. `value` is what the typed words are held against, so it holds all that finds it. */
export interface PaletteItem {
  readonly id: string
  readonly value: string
  readonly label: string
  readonly detail: string
  /** What was found in the text, under the label. */
  readonly hit?: SearchHit
  readonly choice:
    | { readonly kind: 'prompt'; readonly promptId: string }
    | { readonly kind: 'run'; readonly runId: string }
    | { readonly kind: 'key'; readonly profileId: string }
    | { readonly kind: 'hit'; readonly hit: SearchHit }
    /** Looks through all texts for it. */
    | { readonly kind: 'find'; readonly text: string }
    | { readonly kind: 'command'; readonly commandId: CommandId }
}

export interface PaletteGroup {
  readonly value: string
  readonly items: readonly PaletteItem[]
}

export function promptItem(prompt: PromptSummary): PaletteItem {
  return {
    id: prompt.id,
    value: prompt.name,
    label: prompt.name,
    detail: prompt.sample ? t('sample') : '',
    choice: { kind: 'prompt', promptId: prompt.id },
  }
}

export function runItem(run: RunSummary): PaletteItem {
  const name = run.promptName ?? t('command line')
  const label = t('Run {number}', { number: run.number })
  return {
    id: run.id,
    value: `${label} Run ${run.number} ${name} ${run.model} ${run.firstWords}`,
    label,
    detail: run.practice ? t('{name}, practice', { name }) : name,
    choice: { kind: 'run', runId: run.id },
  }
}

/** A key that the next runs could be sent with. */
export function keyItem({ profile, hint, inUse }: NamedKey): PaletteItem {
  return {
    id: `key ${profile.id}`,
    value: `${t('Key')} ${profile.name} ${hint ?? ''} ${profile.baseUrl}`,
    label: profile.name,
    detail: inUse ? t('{hint}, in use', { hint: hint ?? t('no key') }) : (hint ?? t('no key')),
    choice: { kind: 'key', profileId: profile.id },
  }
}

export function commandItem(command: Command, shortcut: string): PaletteItem {
  return {
    id: command.id,
    value: `${t(command.title)} ${command.title} ${command.keywords ?? ''}`,
    label: t(command.title),
    detail: shortcut,
    choice: { kind: 'command', commandId: command.id },
  }
}

/** A text that holds the typed words. */
export function hitItem(hit: SearchHit): PaletteItem {
  return {
    id: `${hit.kind} ${hit.id}`,
    value: hit.id,
    label: hitTitle(hit),
    detail: hitOwner(hit),
    hit,
    choice: { kind: 'hit', hit },
  }
}

/** All that holds the typed words, in its own window. */
export function findItem(text: string, total: number): PaletteItem {
  return {
    id: 'find',
    value: text,
    label: t('Find “{text}” in everything', { text }),
    detail: t('{count, plural, one {# text} other {# texts}}', { count: total }),
    choice: { kind: 'find', text },
  }
}

/** The number that was typed, as "184", "#184", "run 184" or its like in Chinese; null for anything else. */
export function typedNumber(typed: string): number | null {
  const match = /^(?:run|运行)?\s*#?\s*(\d{1,9})$/i.exec(typed.trim())
  const number = Number(match?.[1] ?? 0)
  return number > 0 ? number : null
}

/** Whether every typed word begins or stands inside a word of the item, whatever their order. */
function matchesWords(item: Pick<PaletteItem, 'value'>, typed: string): boolean {
  const text = item.value.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** What the palette offers for the typed words; empty groups are left out. */
export function findItems(groups: readonly PaletteGroup[], typed: string): readonly PaletteGroup[] {
  return groups
    .map((group) => ({ ...group, items: group.items.filter((item) => matchesWords(item, typed)) }))
    .filter((group) => group.items.length > 0)
}
