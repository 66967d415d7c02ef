import { stringify } from 'yaml'
import { z } from 'zod'

import { type Parameters, parameters as parametersSchema } from '../../contract/drafts.ts'
import { t } from '../../contract/i18n/t.ts'
import { defaultParameters } from '../drafts/draft-state.ts'
import { FathomError } from '../errors.ts'
import { schemaWords } from '../schema-words.ts'
import { readYaml, type Scalars, YamlError } from './read-yaml.ts'

/** What stands above the messages of a prompt file. */
export interface Header {
  readonly name: string | null
  readonly parameters: Partial<Parameters>
  readonly variables: Readonly<Record<string, string>>
}

type Field = Exclude<keyof Parameters, 'tools'>

/** The words of the header are those of the API. */
const keys: Readonly<Record<Field, string>> = {
  model: 'model',
  mode: 'mode',
  thinking: 'thinking',
  effort: 'reasoning_effort',
  maxTokens: 'max_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  responseFormat: 'response_format',
  toolsOff: 'tools_off',
  toolChoice: 'tool_choice',
  stop: 'stop',
  topLogprobs: 'top_logprobs',
  userId: 'user_id',
  stream: 'stream',
}
const fields = Object.keys(keys) as readonly Field[]

/** Always written, because the API's own defaults of these have changed before. */
const always: ReadonlySet<Field> = new Set(['model', 'thinking', 'effort'])

const FORMAT = 1

/** YAML of a header, with its last line end. What is as in a new prompt is left out. */
export function writeHeader({ name, parameters, variables }: Header): string {
  const given = fields.flatMap((field) => {
    const value = parameters[field]
    if (value === undefined) return []
    return always.has(field) || !isDefault(field, value) ? [[keys[field], value] as const] : []
  })
  return stringify(
    {
      fathom: FORMAT,
      ...(name === null ? {} : { name }),
      ...Object.fromEntries(given),
      ...(Object.keys(variables).length === 0 ? {} : { variables }),
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  )
}

function isDefault(field: Field, value: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(defaultParameters[field])
}

const variablesSchema = z.record(z.string(), z.string())

/**
 * Reads a header.
 * @returns also the keys that nothing here is known by, to be said
 * @throws FathomError PROMPT_FILE_INVALID with the line or the key that is wrong
 */
export function readHeader(text: string): { readonly header: Header; readonly unknown: readonly string[] } {
  const record = readRecord(text)
  if (typeof record['fathom'] === 'number' && record['fathom'] > FORMAT)
    throw invalid(
      t('The file is of format {format}, which a newer Fathom wrote. Update Fathom to read it.', {
        format: record['fathom'],
      }),
    )
  const known = new Set(['fathom', 'name', 'variables', ...Object.values(keys)])
  const { name } = record
  if (name !== undefined && (typeof name !== 'string' || name.trim() === ''))
    throw invalid(t('The name in the header is not a text. Put it in quotes.'))
  const hasVariables = (record['variables'] ?? null) !== null
  const variables = variablesSchema.safeParse(hasVariables ? readRecord(text, 'spelt')['variables'] : {})
  if (!variables.success)
    throw invalid(
      t('The variables in the header are not a list of names and texts. Write one "name: text" a line.'),
    )
  return {
    header: {
      name: name === undefined ? null : name.trim().slice(0, 200),
      parameters: readParameters(record),
      variables: variables.data,
    },
    unknown: Object.keys(record).filter((key) => !known.has(key)),
  }
}

function readRecord(text: string, scalars?: Scalars): Readonly<Record<string, unknown>> {
  const value = readHeaderYaml(text, scalars)
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw invalid(t('The header holds no "key: value" lines. Write for example "model: deepseek-flash".'))
  return value as Readonly<Record<string, unknown>>
}

function readHeaderYaml(text: string, scalars?: Scalars): unknown {
  try {
    return readYaml(text, scalars)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    if (error.line === null)
      throw invalid(t('The header is not plain YAML. Mend it, or export the prompt again.'))
    // The line of the dashes above counts too.
    throw invalid(
      t('Line {line} of the file is not YAML. Mend it, or export the prompt again.', {
        line: error.line + 1,
      }),
    )
  }
}

function readParameters(record: Readonly<Record<string, unknown>>): Partial<Parameters> {
  const found: Record<string, unknown> = {}
  for (const field of fields) {
    if (!(keys[field] in record)) continue
    const parsed = parametersSchema.shape[field].safeParse(record[keys[field]], schemaWords())
    if (!parsed.success)
      throw invalid(
        t('"{key}" in the header has a value that cannot be sent: {reason}.', {
          key: keys[field],
          reason: parsed.error.issues[0]?.message ?? '',
        }),
      )
    found[field] = parsed.data
  }
  return found
}

function invalid(message: string): FathomError {
  return new FathomError('PROMPT_FILE_INVALID', message)
}
