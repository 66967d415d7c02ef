import { IntlMessageFormat } from 'intl-messageformat'

/** The names of a sentence's places, by kind: what must stand in every language, and what may go with its grammar. */
export interface Places {
  /** Values and tags: a translation that loses one loses something said. */
  readonly needed: ReadonlySet<string>
  /** What only chooses a form: Chinese has one form for every number. */
  readonly choosing: ReadonlySet<string>
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** @throws Error when the sentence is not ICU's message syntax */
export function placesOf(message: string): Places {
  const needed = new Set<string>()
  const choosing = new Set<string>()
  const visit = (element: Element): void => {
    if ('options' in element) {
      choosing.add(element.value)
      Object.values(element.options).forEach((option) => option.value.forEach(visit))
      // "#" writes the number, so the translation must write it too.
      if (Object.values(element.options).some(({ value }) => value.some(isPound))) needed.add(element.value)
    } else if ('children' in element) {
      needed.add(`<${element.value}>`)
      element.children.forEach(visit)
    } else if (!isText(element)) needed.add(element.value)
  }
  new IntlMessageFormat(message, 'en').getAst().forEach(visit)
  return { needed, choosing }
}

/** "#" is the one element without a value of its own. */
function isPound(element: Element): boolean {
  return !('value' in element)
}

/** Of the parser's kinds, which it does not hand out with their names, 0 is plain text. */
function isText(element: Element): element is Extract<Element, { type: 0 | 7 }> {
  return isPound(element) || !element.type
}
