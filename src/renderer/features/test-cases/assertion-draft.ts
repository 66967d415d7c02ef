import { message, t } from '../../../contract/i18n/t.ts'
import type { Assertion, AssertionType } from '../../../contract/test-assertions.ts'
import type { TestTable } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'

/** A check while it is being typed: every field as text, those of its kind in use. */
export interface AssertionDraft {
  readonly type: AssertionType
  readonly text: string
  readonly flags: string
  readonly min: string
  readonly max: string
  readonly model: string
  readonly prompt: string
  readonly unit: 'characters' | 'words'
  readonly currency: Currency
  readonly part: 'run' | 'prompt'
  readonly not: boolean
  readonly ignoreCase: boolean
}

export type AssertionText = 'text' | 'flags' | 'min' | 'max' | 'model' | 'prompt'

/** Every kind of check, in the order of the menu. */
export const assertionNames: Readonly<Record<AssertionType, string>> = {
  contains: message('Contains a text'),
  equals: message('Is exactly a text'),
  regex: message('Matches a pattern'),
  'json-schema': message('Is JSON of a schema'),
  length: message('Length of the answer'),
  'prompt-tokens': message('Prompt tokens'),
  'output-tokens': message('Output tokens'),
  cost: message('Cost'),
  latency: message('Time it takes'),
  'finish-reason': message('Finish reason'),
  grade: message('A person’s grade'),
  judge: message('A model as judge'),
}

export function emptyDraft(
  type: AssertionType,
  usual: TestTable['usual'],
  currency: Currency,
): AssertionDraft {
  return {
    type,
    text: type === 'finish-reason' ? 'stop' : '',
    flags: '',
    min: type === 'grade' ? '4' : '',
    max: '',
    model: '',
    prompt: usual.judgePrompt,
    unit: 'characters',
    currency,
    part: 'run',
    not: false,
    ignoreCase: false,
  }
}

export function draftOf(assertion: Assertion, usual: TestTable['usual']): AssertionDraft {
  const empty = emptyDraft(assertion.type, usual, 'USD')
  switch (assertion.type) {
    case 'contains':
    case 'equals':
      return {
        ...empty,
        text: assertion.text,
        not: assertion.not ?? false,
        ignoreCase: assertion.ignoreCase ?? false,
      }
    case 'regex':
      return { ...empty, text: assertion.pattern, flags: assertion.flags ?? '', not: assertion.not ?? false }
    case 'json-schema':
      return { ...empty, text: JSON.stringify(assertion.schema, null, 2) }
    case 'length':
      return { ...empty, unit: assertion.unit, ...limitTexts(assertion) }
    case 'prompt-tokens':
    case 'output-tokens':
      return { ...empty, ...limitTexts(assertion) }
    case 'cost':
      return { ...empty, max: assertion.max, currency: assertion.currency, part: assertion.part ?? 'run' }
    case 'latency':
      return { ...empty, max: String(assertion.maxMs) }
    case 'finish-reason':
      return { ...empty, text: assertion.reason }
    case 'grade':
      return { ...empty, min: String(assertion.min) }
    default:
      return {
        ...empty,
        text: assertion.criterion,
        model: assertion.model ?? '',
        prompt: assertion.prompt ?? usual.judgePrompt,
      }
  }
}

function limitTexts({ min, max }: { readonly min?: number; readonly max?: number }) {
  return { min: min === undefined ? '' : String(min), max: max === undefined ? '' : String(max) }
}

type Read = { readonly assertion: Assertion } | { readonly problem: string }

/** The check that was typed, or what is wrong with it. Main looks at it once more. */
export function readDraft(draft: AssertionDraft, usual: TestTable['usual']): Read {
  const { type, text, not, ignoreCase } = draft
  const flags = { ...(ignoreCase ? { ignoreCase } : {}), ...(not ? { not } : {}) }
  switch (type) {
    case 'contains':
    case 'equals':
      return text === '' && type === 'contains' ? blank() : { assertion: { type, text, ...flags } }
    case 'regex':
      return readPattern(draft)
    case 'json-schema':
      return readSchema(text)
    case 'length':
    case 'prompt-tokens':
    case 'output-tokens':
      return readLimits(draft)
    case 'cost':
      return readCost(draft)
    case 'latency': {
      const maxMs = whole(draft.max)
      return maxMs === null ? { problem: t('Give whole milliseconds.') } : { assertion: { type, maxMs } }
    }
    case 'finish-reason':
      return text.trim() === '' ? blank() : { assertion: { type, reason: text.trim() } }
    case 'grade': {
      const min = whole(draft.min)
      return min === null || min < 1 || min > 5
        ? { problem: t('A grade is 1 to 5.') }
        : { assertion: { type, min } }
    }
    default:
      return readJudge(draft, usual)
  }
}

function blank(): Read {
  return { problem: t('A check has no text yet. Write one, or remove the check.') }
}

function readPattern({ text, flags, not }: AssertionDraft): Read {
  try {
    // Only whether it can be read; it is matched by main, where it can be ended.
    void new RegExp(text, flags)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
  if (text === '') return blank()
  if (!/^[imsu]*$/.test(flags)) return { problem: t('Flags are some of i, m, s and u.') }
  return {
    assertion: { type: 'regex', pattern: text, ...(flags === '' ? {} : { flags }), ...(not ? { not } : {}) },
  }
}

function readSchema(text: string): Read {
  try {
    const schema: unknown = JSON.parse(text)
    const fits =
      typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null && !Array.isArray(schema))
    if (!fits) return { problem: t('A JSON schema is an object.') }
    return { assertion: { type: 'json-schema', schema: schema as Record<string, never> | boolean } }
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    return { problem: t('The schema is not JSON: {said}', { said }) }
  }
}

function readLimits({ type, min, max, unit }: AssertionDraft): Read {
  const [least, most] = [min, max].map((text) => (text.trim() === '' ? undefined : whole(text)))
  if (least === null || most === null) return { problem: t('A limit is a whole number from 0 on.') }
  if (least === undefined && most === undefined) return { problem: t('Give a least or a most.') }
  if (least !== undefined && most !== undefined && least > most)
    return { problem: t('The least is more than the most.') }
  const limits = {
    ...(least === undefined ? {} : { min: least }),
    ...(most === undefined ? {} : { max: most }),
  }
  if (type === 'length') return { assertion: { type, unit, ...limits } }
  return { assertion: { type: type === 'prompt-tokens' ? type : 'output-tokens', ...limits } }
}

function readCost({ max, currency, part }: AssertionDraft): Read {
  const amount = max.trim()
  if (!/^\d{1,9}(\.\d{1,12})?$/.test(amount))
    return { problem: t('A cost is a decimal number, such as 0.002.') }
  return { assertion: { type: 'cost', currency, max: amount, ...(part === 'prompt' ? { part } : {}) } }
}

function readJudge({ text, model, prompt }: AssertionDraft, usual: TestTable['usual']): Read {
  if (text.trim() === '') return { problem: t('Say what the judge must look for.') }
  if (!prompt.includes('{{answer}}'))
    return {
      problem: t('The prompt of the judge must hold {place}, where the answer stands.', {
        place: '{{answer}}',
      }),
    }
  const name = model.trim()
  return {
    assertion: {
      type: 'judge',
      criterion: text,
      ...(name === '' || name === usual.judgeModel ? {} : { model: name }),
      ...(prompt === usual.judgePrompt ? {} : { prompt }),
    },
  }
}

function whole(text: string): number | null {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null
}
