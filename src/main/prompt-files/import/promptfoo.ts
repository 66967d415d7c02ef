import { t } from '../../../contract/i18n/t.ts'
import { FathomError } from '../../errors.ts'
import type { DocumentMessage, ReadDocument } from '../prompt-document.ts'
import { readYaml, YamlError } from '../read-yaml.ts'
import { isMessage, type Notes, readMessages } from './json-messages.ts'
import { readParameters } from './json-parameters.ts'
import type { JsonPrompts } from './json-prompts.ts'
import { type Fields, fieldsIn, isFields, plainText, textOf } from './values.ts'

/** Whether a YAML text is a configuration of promptfoo. */
export function looksLikePromptfoo(text: string, fileName = ''): boolean {
  if (/promptfooconfig[^/]*\.ya?ml$/i.test(fileName)) return true
  return /^prompts:/m.test(text) && /^(?:providers|targets|tests|defaultTest|description):/m.test(text)
}

/**
 * The prompts of a promptfoo configuration, with the model and settings of its first DeepSeek provider and the
 * values of its first test.
 * @throws FathomError IMPORT_NOT_UNDERSTOOD
 */
export function readPromptfoo(text: string): JsonPrompts {
  const config = readConfig(text)
  const notes: Notes = new Set()
  const list = Array.isArray(config['prompts']) ? (config['prompts'] as unknown[]) : [config['prompts']]
  const prompts = list.flatMap((entry, index) => readPrompt(entry, index, config, notes))
  if (prompts.length === 0)
    throw notUnderstood(
      t(
        'This promptfoo configuration holds no prompt text itself: its prompts are in other files. Import those files.',
      ),
    )
  const tests = fieldsIn(config['tests']).length
  if (tests > 1)
    notes.add(
      t(
        'Of {tests, number} tests the values of the first were taken. Import the others on the page Tests, as CSV or JSONL.',
        {
          tests,
        },
      ),
    )
  return { prompts, notes: [...notes] }
}

function readConfig(text: string): Fields {
  try {
    const value = readYaml(text)
    if (isFields(value)) return value
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw notUnderstood(
      error.line === null
        ? t('The file is not plain YAML. Mend it and import it again.')
        : t('Line {line} of the file is not YAML. Mend it and import it again.', { line: error.line }),
    )
  }
  throw notUnderstood(t('The file holds no configuration. Choose a promptfooconfig.yaml.'))
}

function readPrompt(entry: unknown, index: number, config: Fields, notes: Notes): readonly ReadDocument[] {
  const raw = isFields(entry) ? textOf(entry['raw'] ?? entry['id']) : textOf(entry)
  if (raw === undefined) return []
  if (raw.startsWith('file://')) {
    notes.add(t('The prompt {file} is in a file of its own. Import that file too.', { file: raw }))
    return []
  }
  const own: Notes = new Set()
  if (/\{%|\{\{[^}]*[|(]/.test(raw))
    own.add(
      t('Filters and conditions of the template were kept as text; Fathom fills in plain variables only.'),
    )
  const label = isFields(entry) ? textOf(entry['label']) : undefined
  const title = textOf(config['description'])
  const name = label ?? (title === undefined ? t('promptfoo prompt') : title)
  const document = {
    name: index === 0 || label !== undefined ? name : `${name} ${index + 1}`,
    messages: messagesOf(plainPlaces(raw), own),
    parameters: readParameters(providerSettings(config), own, null),
    variables: firstValues(config),
  }
  return [{ document, notes: [...own] }]
}

/** A prompt is a text, or a conversation as JSON. */
function messagesOf(raw: string, notes: Notes): readonly DocumentMessage[] {
  if (/^\s*\[/.test(raw)) {
    try {
      const value: unknown = JSON.parse(raw)
      if (Array.isArray(value) && value.some(isMessage)) return readMessages(value, notes)
    } catch {
      // A text that begins with a bracket.
    }
  }
  return [{ role: 'user', content: raw }]
}

/** `{{ name }}` is written `{{name}}` here. */
function plainPlaces(raw: string): string {
  return raw.replace(/\{\{\s*([\p{L}_][\p{L}\p{N}_-]*)\s*\}\}/gu, '{{$1}}')
}

/** The settings of the first provider that is DeepSeek's, as a request; empty where there is none. */
function providerSettings(config: Fields): Fields {
  const providers: readonly unknown[] = [config['providers'] ?? config['targets']].flat()
  for (const provider of providers) {
    const id = isFields(provider) ? plainText(provider['id']) : plainText(provider)
    const [, model] = /^deepseek:(.+)$/.exec(id) ?? []
    if (model === undefined) continue
    const { config: settings } = isFields(provider) ? provider : { config: {} }
    const { apiKey: _, apiBaseUrl: __, ...rest } = isFields(settings) ? settings : {}
    return { model, ...rest }
  }
  return {}
}

function firstValues(config: Fields): Readonly<Record<string, string>> {
  const shared = isFields(config['defaultTest']) ? config['defaultTest']['vars'] : undefined
  const first = fieldsIn(config['tests'])[0]?.['vars']
  const values = { ...(isFields(shared) ? shared : {}), ...(isFields(first) ? first : {}) }
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plainText(value)]))
}

function notUnderstood(message: string): FathomError {
  return new FathomError('IMPORT_NOT_UNDERSTOOD', message)
}
