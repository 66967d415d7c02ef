import { fillText } from '../variables/fill-text.ts'

/** A text with the values of a case in it; a name without one stays as it is written. */
export function fillValues(text: string, values: Readonly<Record<string, string>>): string {
  return fillText(text, (name) => (Object.hasOwn(values, name) ? (values[name] ?? null) : null)).text
}
