import { Children, type ReactNode } from 'react'

import { formatterOf, translationOf } from '../../../contract/i18n/t.ts'

/** What stands in a place of the sentence, or wraps what the sentence writes between a tag's ends. */
type RichValue = ReactNode | ((inside: ReactNode) => ReactNode)

interface RichTextProps {
  /** The English sentence in ICU's message syntax, its key in the catalogs; written out where it is used, so that it can be collected. */
  readonly message: string
  /** `{name}` takes a node, `<name>…</name>` a function of what it wraps. */
  readonly values: Readonly<Record<string, RichValue>>
}

/** A sentence of the current language with elements inside: `<RichText message="Press <b>Run</b>" values={{ b: … }} />`. */
export function RichText({ message, values }: RichTextProps) {
  return <>{withPlaces(formatterOf(translationOf(message)).format<ReactNode>(wrapping(values)))}</>
}

/** The formatter hands a tag's inside over as a list. */
function wrapping(
  values: RichTextProps['values'],
): Record<string, ReactNode | ((inside: ReactNode[]) => ReactNode)> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function' ? (inside: ReactNode[]) => value(withPlaces(inside)) : value,
    ]),
  )
}

/** A list of nodes needs keys: theirs are their places in the sentence, which stay while its language does. */
function withPlaces(parts: ReactNode | ReactNode[]): ReactNode {
  return Array.isArray(parts) ? Children.toArray(parts) : parts
}
