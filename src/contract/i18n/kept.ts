import { currentLanguage } from './language.ts'
import { keptSentences } from './zh-cn/kept/index.ts'

/** A sentence of the catalog with places, as what it looks like when they are filled. */
interface Pattern {
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly translated: string
}

let patterns: readonly Pattern[] | undefined
const known = new Map<string, string>()

/**
 * A sentence of main in the current language. Main writes in English what is kept (notes in receipts, failures of runs)
 * and what the command line says too; the window recognises it by its shape. What is not recognised stays as it is.
 */
export function kept(sentence: string): string {
  if (currentLanguage() !== 'zh-CN' || sentence === '') return sentence
  let translated = known.get(sentence)
  if (translated === undefined) {
    translated = recognise(sentence)
    if (known.size > 2_000) known.clear()
    known.set(sentence, translated)
  }
  return translated
}

function recognise(sentence: string): string {
  const same = keptSentences[sentence]
  if (same !== undefined) return same
  patterns ??= Object.entries(keptSentences).flatMap(patternOf)
  for (const { pattern, names, translated } of patterns) {
    const match = pattern.exec(sentence)
    if (match === null) continue
    const values = new Map(names.map((name, place) => [name, kept(match[place + 1] ?? '')]))
    return translated.replaceAll(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '')
  }
  return inParts(sentence)
}

/** Several sentences one after the other: each is recognised alone. */
function inParts(text: string): string {
  const end = /[.!?] (?=[A-Z"])/.exec(text)
  if (end === null) return text
  const [first, rest] = [text.slice(0, end.index + 1), text.slice(end.index + 2)]
  const [left, right] = [kept(first), kept(rest)]
  return left === first ? `${left} ${right}` : left + right
}

function patternOf([english, translated]: readonly [string, string]): Pattern[] {
  const pieces = english.split(/\{(\w+)\}/)
  const names = pieces.filter((_, index) => index % 2 === 1)
  if (names.length === 0) return []
  const source = pieces
    .map((piece, index) => (index % 2 === 1 ? '([^]*?)' : escapeForPattern(piece)))
    .join('')
  return [{ pattern: new RegExp(`^${source}$`), names, translated }]
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
