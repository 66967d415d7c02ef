import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import { FathomError } from '../../errors.ts'
import type { DocumentMessage, ReadDocument } from '../prompt-document.ts'
import { readYaml, YamlError } from '../read-yaml.ts'
import { isMessage, type Notes, readMessages } from './json-messages.ts'
import { readParameters } from './json-parameters.ts'
import type { JsonPrompts } from './json-prompts.ts'
import { type Fields, fieldsIn, isFields, plainText, textOf } from './values.ts'

/** Whether a text in YAML, or in JSON, which is YAML too, is a configuration of promptfoo. */
export function looksLikePromptfoo(text: string, fileName = ''): boolean {
  if (/promptfooconfig[^/]*\.(?:ya?ml|json)$/i.test(fileName)) return true
  if (text.startsWith('{')) return /"prompts"\s*:/.test(text) && /"(?:providers|targets)"\s*:/.test(text)
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
  noteTests(config, notes)
  noteProviders(config, notes)
  return { prompts, notes: [...notes] }
}

function noteTests(config: Fields, notes: Notes): void {
  const tests = fieldsIn(config['tests']).length
  if (tests > 1)
    notes.add(
      t(
        'Of {tests, number} tests the values of the first were taken. Import the others on the page Tests, as CSV or JSONL.',
        { tests },
      ),
    )
  if (typeof config['tests'] === 'string')
    notes.add(t('The tests are in {file}. Import that file on the page Tests.', { file: config['tests'] }))
  const elsewhere = Object.entries(firstVars(config)).filter(([, value]) => isFile(value))
  for (const [name, file] of elsewhere)
    notes.add(
      t('The value of {name} is in {file}. Drop that file on the variable.', { name, file: plainText(file) }),
    )
}

function noteProviders(config: Fields, notes: Notes): void {
  const models = deepseekProviders(config).map(({ model }) => model)
  const [first] = models
  if (first !== undefined && models.length > 1)
    notes.add(
      t('Of the DeepSeek models {models} the first was taken. Compare runs them side by side.', {
        models: listed(models),
      }),
    )
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
  if (isFile(raw)) {
    notes.add(t('The prompt {file} is in a file of its own. Import that file too.', { file: raw }))
    return []
  }
  const own: Notes = new Set()
  if (/\{[%#]|\{\{[^}]*[|(.[]/.test(raw))
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

/** A file is named by its path alone, too. */
function isFile(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    (value.startsWith('file://') || /^[^\s{}]+\.(?:txt|md|j2|jsonl?|ya?ml|csv|py|[cm]?[jt]s)$/i.test(value))
  )
}

/** A prompt is a text, or a conversation as JSON or YAML. */
function messagesOf(raw: string, notes: Notes): readonly DocumentMessage[] {
  if (/^\s*(?:\[|- role:)/.test(raw)) {
    try {
      const value = readYaml(raw)
      if (Array.isArray(value) && value.some(isMessage)) return readMessages(value, notes)
    } catch {
      // A text that begins like a list.
    }
  }
  return [{ role: 'user', content: raw }]
}

/** `{{ name }}` is written `{{name}}` here. */
function plainPlaces(raw: string): string {
  return raw.replace(/\{\{\s*([\p{L}_][\p{L}\p{N}_-]*)\s*\}\}/gu, '{{$1}}')
}

interface Provider {
  readonly model: string
  readonly settings: Fields
}

/** The providers that are DeepSeek's: a name, an object with an id, or one with the name as its only key. */
function deepseekProviders(config: Fields): readonly Provider[] {
  const providers: readonly unknown[] = [config['providers'] ?? config['targets']].flat()
  return providers.flatMap((provider) => {
    const [key, inner] = isFields(provider) ? (Object.entries(provider)[0] ?? []) : [provider, {}]
    const named = isFields(provider) && 'id' in provider ? [provider['id'], provider] : [key, inner]
    const [, model] = /^deepseek:(.+)$/.exec(plainText(named[0])) ?? []
    if (model === undefined) return []
    const settings = isFields(named[1]) ? named[1]['config'] : {}
    return [{ model, settings: isFields(settings) ? settings : {} }]
  })
}

/** The settings of the first provider that is DeepSeek's, as a request; empty where there is none. */
function providerSettings(config: Fields): Fields {
  const [first] = deepseekProviders(config)
  if (first === undefined) return {}
  const { apiKey: _, apiBaseUrl: __, ...settings } = first.settings
  return { model: first.model, ...settings }
}

function firstVars(config: Fields): Fields {
  const shared = isFields(config['defaultTest']) ? config['defaultTest']['vars'] : undefined
  const first = fieldsIn(config['tests'])[0]?.['vars']
  return { ...(isFields(shared) ? shared : {}), ...(isFields(first) ? first : {}) }
}

/** A list of values stands for a test with each; a value in a file is added by hand. */
function firstValues(config: Fields): Readonly<Record<string, string>> {
  const values = Object.entries(firstVars(config)).filter(([, value]) => !isFile(value))
  return Object.fromEntries(
    values.map(([key, value]) => [key, plainText(Array.isArray(value) ? value[0] : value)]),
  )
}

function notUnderstood(message: string): FathomError {
  return new FathomError('IMPORT_NOT_UNDERSTOOD', message)
}
