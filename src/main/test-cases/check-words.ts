import { t } from '../../contract/i18n/t.ts'
import type { Assertion, Check } from '../../contract/test-assertions.ts'
import type { Finding } from './finding.ts'

/** A finding with its sentence, in the language of this moment. */
export function describeFinding(finding: Finding): Check {
  const { assertion, outcome, judgeRunId } = finding
  return {
    assertion,
    outcome,
    message: sentenceOf(finding),
    ...(judgeRunId === undefined ? {} : { judgeRunId }),
  }
}

function sentenceOf(finding: Finding): string {
  const { assertion, why } = finding
  if (why !== null) return reasonOf(finding)
  const wanted = wantedOf(assertion)
  const found = foundOf(finding)
  return found === null ? wanted : t('{wanted}: {found}', { wanted, found })
}

/** Why nothing was decided, or what stood in the way. */
function reasonOf({ assertion, actual, why }: Finding): string {
  const said = String(actual ?? '')
  switch (why) {
    case 'needs-answer':
      return t('{wanted}: needs an answer', { wanted: wantedOf(assertion) })
    case 'run-failed':
      return said === '' ? t('The run failed') : said
    case 'not-reported':
      return t('{wanted}: not reported', { wanted: wantedOf(assertion) })
    case 'unpriced':
      return t('{wanted}: unpriced', { wanted: wantedOf(assertion) })
    case 'between':
      return t('{wanted}: between {range} until it has run', { wanted: wantedOf(assertion), range: said })
    case 'inexact':
      return t('{wanted}: {found}, but this prompt cannot be counted exactly', {
        wanted: wantedOf(assertion),
        found: said,
      })
    case 'not-graded':
      return t('{wanted}: not graded yet', { wanted: wantedOf(assertion) })
    case 'not-judged':
      return t('{wanted}: not judged', { wanted: wantedOf(assertion) })
    case 'judge-unclear':
      return t('The judge gave no verdict: {said}', { said })
    case 'judge-failed':
      return t('The judge could not be asked: {said}', { said })
    case 'not-json':
      return t('The answer is not JSON: {said}', { said })
    case 'schema':
      return t('The JSON does not fit the schema: {said}', { said })
    case 'bad-schema':
      return t('This schema cannot be used: {said}', { said })
    case 'bad-pattern':
      return t('This pattern cannot be used: {said}', { said })
    case 'too-slow':
      return t('The pattern took too long, so it was ended. Make it simpler.')
  }
  return wantedOf(assertion)
}

function foundOf({ assertion, actual }: Finding): string | null {
  if (actual === null) return null
  if (assertion.type === 'latency') return t('{ms, number} ms', { ms: Number(actual) })
  return typeof actual === 'number' ? t('{count, number}', { count: actual }) : actual
}

const SHOWN = 80

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line
}

/** What an assertion wants, in a few words. */
function wantedOf(assertion: Assertion): string {
  switch (assertion.type) {
    case 'contains':
      return assertion.not === true
        ? t('does not contain “{text}”', { text: short(assertion.text) })
        : t('contains “{text}”', { text: short(assertion.text) })
    case 'regex':
      return assertion.not === true
        ? t('does not match /{pattern}/', { pattern: short(assertion.pattern) })
        : t('matches /{pattern}/', { pattern: short(assertion.pattern) })
    case 'equals':
      return assertion.not === true
        ? t('is not “{text}”', { text: short(assertion.text) })
        : t('is “{text}”', { text: short(assertion.text) })
    case 'json-schema':
      return t('fits the JSON schema')
    case 'length':
      return assertion.unit === 'words'
        ? t('words {limits}', { limits: limitsOf(assertion) })
        : t('characters {limits}', { limits: limitsOf(assertion) })
    case 'prompt-tokens':
      return t('prompt tokens {limits}', { limits: limitsOf(assertion) })
    case 'output-tokens':
      return t('output tokens {limits}', { limits: limitsOf(assertion) })
    case 'cost':
      return assertion.part === 'prompt'
        ? t('prompt cost at most {max} {currency}', { max: assertion.max, currency: assertion.currency })
        : t('cost at most {max} {currency}', { max: assertion.max, currency: assertion.currency })
    case 'latency':
      return t('takes at most {ms, number} ms', { ms: assertion.maxMs })
    case 'finish-reason':
      return t('ends with {reason}', { reason: assertion.reason })
    case 'grade':
      return t('grade {grade} or better', { grade: assertion.min })
  }
  return t('judge: {criterion}', { criterion: short(assertion.criterion) })
}

function limitsOf({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined)
    return min === max
      ? t('exactly {count, number}', { count: min })
      : t('{min, number} to {max, number}', { min, max })
  if (min !== undefined) return t('at least {count, number}', { count: min })
  return t('at most {count, number}', { count: max ?? 0 })
}
