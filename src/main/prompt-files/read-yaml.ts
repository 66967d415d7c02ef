import { parseDocument } from 'yaml'

/** What is wrong with a YAML text, and in which of its lines, from 1; line null where it has no one place. */
export class YamlError extends Error {
  readonly line: number | null

  constructor(line: number | null) {
    super('not YAML')
    this.name = 'YamlError'
    this.line = line
  }
}

/** Far more than people write, far less than a text that doubles itself needs. */
const MAX_ALIASES = 20

/** `typed`: 10.40 is a number; `spelt`: it is the text "10.40". */
export type Scalars = 'typed' | 'spelt'

/**
 * The value of a YAML text.
 * @throws YamlError
 */
export function readYaml(text: string, scalars: Scalars = 'typed'): unknown {
  const document = parseDocument(text, { schema: scalars === 'typed' ? 'core' : 'failsafe' })
  const [error] = document.errors
  if (error !== undefined) throw new YamlError(error.linePos?.[0].line ?? null)
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch {
    throw new YamlError(null)
  }
}
