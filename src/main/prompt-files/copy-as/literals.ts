import { isJsonArray, isJsonNumber, isJsonObject, type Json } from '../../encoding/json.ts'

/** How a language writes what JSON writes otherwise. */
interface Dialect {
  readonly word: (value: boolean | null) => string
  readonly key: (key: string) => string
  readonly indent: string
  /** Between a brace and what it holds, on one line. */
  readonly pad: string
}

const python: Dialect = {
  word: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
  key: quoted,
  indent: '    ',
  pad: '',
}

const typescript: Dialect = {
  word: String,
  key: (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)),
  indent: '  ',
  pad: ' ',
}

const json: Dialect = { word: String, key: quoted, indent: '  ', pad: ' ' }

/** A value as source text, digits and order as they were written. `depth` is the indentation that its first line has. */
export function pythonLiteral(value: Json, depth = 0): string {
  return literal(value, python, depth)
}

/** As `pythonLiteral`, for TypeScript. */
export function typescriptLiteral(value: Json, depth = 0): string {
  return literal(value, typescript, depth)
}

/** As `pythonLiteral`: JSON on several lines. */
export function jsonLiteral(value: Json, depth = 0): string {
  return literal(value, json, depth)
}

function literal(value: Json, dialect: Dialect, depth: number): string {
  if (isJsonNumber(value)) return value.lexeme
  if (isJsonArray(value))
    return group(
      '[',
      ']',
      value.map((item) => literal(item, dialect, depth + 1)),
      dialect,
      depth,
    )
  if (!isJsonObject(value)) return typeof value === 'string' ? quoted(value) : dialect.word(value)
  const items = value.members.map(
    ([key, item]) => `${dialect.key(key)}: ${literal(item, dialect, depth + 1)}`,
  )
  return group('{', '}', items, dialect, depth)
}

const SHORT = 60

function group(
  open: string,
  close: string,
  items: readonly string[],
  dialect: Dialect,
  depth: number,
): string {
  if (items.length === 0) return open + close
  const pad = open === '{' ? dialect.pad : ''
  const line = open + pad + items.join(', ') + pad + close
  if (line.length <= SHORT && !line.includes('\n')) return line
  const inner = dialect.indent.repeat(depth + 1)
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${dialect.indent.repeat(depth)}${close}`
}

/** A string that JSON, Python and TypeScript all read the same. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029\u007F]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
