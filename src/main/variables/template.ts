import { findPlaceholders, LONGEST_PLACEHOLDER, type Placeholder } from '../../contract/placeholders.ts'
import { createChunkedText } from '../drafts/chunked-text.ts'
import type { ValueSpan } from './fill-text.ts'

/** An edit of the filled text; edits of one list apply in order. UTF-16 offsets. */
export interface FilledEdit {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/**
 * A text as it is written beside the same text with its values in place, kept in step edit by edit: an edit costs its
 * neighbourhood and the number of placeholders, not the text and not the values.
 */
export interface Template {
  /** Of the filled text. */
  readonly length: number
  /** What stands for variables in the written text, in order. Escapes are not in it. */
  readonly variables: readonly Placeholder[]
  /** The values that stand in the filled text, in order. */
  spans(): ValueSpan[]
  /** The filled text, joined now. */
  text(): string
  /** Edits the written text; returns what happens to the filled one. The range was checked. */
  edit(from: number, to: number, insert: string): readonly FilledEdit[]
  /** Asks for the values again; returns what happens to the filled text. */
  refresh(): readonly FilledEdit[]
  /** The place in the filled text; inside of a placeholder the start of what stands for it. */
  toFilled(offset: number): number
  /** The range of the written text that a range of the filled one came from; a value came from its whole placeholder. */
  toWritten(from: number, to: number): { readonly from: number; readonly to: number }
}

/** A placeholder, and what stands in its place; null: as it is written, because there is no value. */
interface Place extends Placeholder {
  readonly value: string | null
}

/**
 * @param valueOf the value of a name now, its default included; null where there is none
 */
export function createTemplate(content: string, valueOf: (name: string) => string | null): Template {
  const written = createChunkedText(content)
  const withValue = (place: Placeholder): Place => ({ ...place, value: valueFor(place, valueOf) })
  let places = findPlaceholders(content).map(withValue)

  const grownTo = (place: Place): number => filledLength(place) - (place.to - place.from)

  function toFilled(offset: number): number {
    let filled = offset
    for (const place of places) {
      if (place.from >= offset) break
      if (offset < place.to) return filled - (offset - place.from)
      filled += grownTo(place)
    }
    return filled
  }

  /** The text between two places of the written text, with the values of `within`. */
  function fill(from: number, to: number, within: readonly Place[]): string {
    const parts: string[] = []
    let read = from
    for (const place of within) {
      parts.push(written.slice(read, place.from), replacement(place) ?? written.slice(place.from, place.to))
      read = place.to
    }
    parts.push(written.slice(read, to))
    return parts.join('')
  }

  function edit(from: number, to: number, insert: string): readonly FilledEdit[] {
    const delta = insert.length - (to - from)
    const before = places
    const near = before.filter(
      (place) => place.to >= from - LONGEST_PLACEHOLDER && place.from <= to + LONGEST_PLACEHOLDER,
    )
    written.replace(from, to, insert)
    const start = Math.min(Math.max(from - LONGEST_PLACEHOLDER, 0), near[0]?.from ?? Infinity)
    const end = Math.max(
      Math.min(to + delta + LONGEST_PLACEHOLDER, written.length()),
      (near.at(-1)?.to ?? -Infinity) + delta,
    )
    const found = findPlaceholders(written.slice(start, Math.min(end, written.length()))).map((place) =>
      moved(place, start),
    )
    const { head, gone, come: fresh } = differing(near, found, from, to, delta)
    const come = fresh.map(withValue)
    const left = Math.min(from, gone[0]?.from ?? from, come[0]?.from ?? from)
    const right = Math.max(to, gone.at(-1)?.to ?? to, (come.at(-1)?.to ?? to + delta) - delta)
    const change = { from: toFilled(left), to: toFilled(right), insert: fill(left, right + delta, come) }
    const first = near.length === 0 ? before.findIndex((place) => place.from >= to) : before.indexOf(near[0]!)
    const at = first === -1 ? before.length : first
    places = [
      ...before.slice(0, at + head),
      ...come,
      ...before.slice(at + head + gone.length).map((place) => moved(place, delta)),
    ]
    return change.from === change.to && change.insert === '' ? [] : [change]
  }

  function refresh(): readonly FilledEdit[] {
    const edits: FilledEdit[] = []
    let shift = 0
    places = places.map((place) => {
      const from = place.from + shift
      shift += grownTo(place)
      const fresh = withValue(place)
      if (fresh.value === place.value) return place
      const insert = replacement(fresh) ?? written.slice(place.from, place.to)
      edits.push({ from, to: from + filledLength(place), insert })
      shift += insert.length - filledLength(place)
      return fresh
    })
    return edits
  }

  function spans(): ValueSpan[] {
    const found: ValueSpan[] = []
    let shift = 0
    for (const place of places) {
      const end = place.from + shift + filledLength(place)
      shift += grownTo(place)
      if (!place.escaped && place.value !== null)
        found.push({ name: place.name, from: end - place.value.length, to: end })
    }
    return found
  }

  function toWritten(from: number, to: number): { from: number; to: number } {
    let shift = 0
    let start: number | null = null
    let end: number | null = null
    for (const place of places) {
      const filledFrom = place.from + shift
      const filledTo = filledFrom + filledLength(place)
      if (start === null && from < filledTo) start = from < filledFrom ? from - shift : place.from
      if (end === null && to <= filledTo) end = to <= filledFrom ? to - shift : place.to
      shift += grownTo(place)
    }
    return { from: start ?? from - shift, to: end ?? to - shift }
  }

  return {
    get length() {
      return places.reduce((length, place) => length + grownTo(place), written.length())
    },
    get variables() {
      return places.filter(({ escaped }) => !escaped)
    },
    spans,
    text: () => fill(0, written.length(), places),
    edit,
    refresh,
    toFilled,
    toWritten,
  }
}

/** Of the places around an edit, those that went and those that came; what stands before and after as it stood is kept. */
function differing(
  before: readonly Place[],
  after: readonly Placeholder[],
  from: number,
  to: number,
  delta: number,
): { readonly head: number; readonly gone: readonly Place[]; readonly come: readonly Placeholder[] } {
  const same = (old: Place, place: Placeholder, shift: number): boolean =>
    old.from + shift === place.from && old.to + shift === place.to && old.escaped === place.escaped
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head]!.to <= from && same(before[head]!, after[head]!, 0)) head += 1
  let tail = 0
  while (tail < most - head) {
    const old = before.at(-1 - tail)!
    if (old.from < to || !same(old, after.at(-1 - tail)!, delta)) break
    tail += 1
  }
  return {
    head,
    gone: before.slice(head, before.length - tail),
    come: after.slice(head, after.length - tail),
  }
}

function valueFor(place: Placeholder, valueOf: (name: string) => string | null): string | null {
  return place.escaped ? null : valueOf(place.name)
}

/** What is sent for a placeholder; null: as it is written. */
function replacement({ escaped, literal, value }: Place): string | null {
  if (escaped) return literal
  return value === null ? null : literal + value
}

function filledLength(place: Place): number {
  if (place.escaped) return place.literal.length
  return place.value === null ? place.to - place.from : place.literal.length + place.value.length
}

function moved<Moved extends Placeholder>(place: Moved, by: number): Moved {
  return by === 0 ? place : { ...place, from: place.from + by, to: place.to + by }
}
