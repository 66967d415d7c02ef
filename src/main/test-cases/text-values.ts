/** Values as texts: a number or a truth value is written as JSON writes it, a list or an object as JSON. Null: no object. */
export function textValues(json: unknown): Record<string, string> | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, typeof value === 'string' ? value : textOf(value)]),
  )
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : JSON.stringify(value)
}
