import { isAbsolute, relative, resolve, sep } from 'node:path'

import { t } from '../../contract/i18n/t.ts'
import type { Assertion } from '../../contract/test-assertions.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { FathomError } from '../errors.ts'
import type { CaseContent } from './case-content.ts'
import { readCaseFile } from './case-files.ts'
import type { DraftedRequest } from './drafted-request.ts'
import { assertionsOf } from './fill-assertions.ts'
import { readTemplate, type RequestTemplate } from './request-template.ts'
import { parseTestFile, type TestFile } from './test-file.ts'

/** One case of a test file asked of one request and model. */
export interface SuiteCell extends DraftedRequest {
  /** From 1. */
  readonly number: number
  readonly name: string
  readonly column: SuiteColumn
}

export interface SuiteColumn {
  readonly request: string
  readonly model: string
}

export interface Suite {
  readonly name: string
  readonly columns: readonly SuiteColumn[]
  /** Case by case. */
  readonly cells: readonly SuiteCell[]
}

/** Reads a file beside the test file. Must throw where it cannot. */
export type ReadBeside = (path: string) => Promise<Buffer>

interface Asked {
  readonly column: SuiteColumn
  readonly template: RequestTemplate
}

/**
 * All requests of a test file, their variables filled in.
 * Errors FILE_NOT_UNDERSTOOD, VALUES_MISSING, NO_CASES, MODEL_MISSING, and those of a request that is none.
 */
export async function loadSuite(text: string, folder: string, read: ReadBeside): Promise<Suite> {
  const file = parseTestFile(text)
  const beside = (path: string): Promise<Buffer> => read(insideOf(folder, path))
  const asked = (await Promise.all(file.requests.map((request) => askedOf(file, request, beside)))).flat()
  const cases = typeof file.cases === 'string' ? await casesOf(file.cases, beside) : file.cases
  if (cases.length === 0)
    throw new FathomError('NO_CASES', t('This test file has no cases. Nothing would be tested.'))
  const cells = cases.flatMap((each, index) => cellsOf(asked, file.assertions, each, index + 1))
  return { name: file.name, columns: asked.map(({ column }) => column), cells }
}

/** A test file that somebody else wrote must not make a request of what lies elsewhere on this machine. */
function insideOf(folder: string, path: string): string {
  const whole = resolve(folder, path)
  const within = relative(folder, whole)
  if (within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within) || isAbsolute(path))
    throw new FathomError(
      'FILE_NOT_UNDERSTOOD',
      t('“{path}” is outside of the folder of the test file. Put it beside that file.', { path }),
    )
  return whole
}

async function askedOf(
  { models }: TestFile,
  { name, body }: TestFile['requests'][number],
  beside: ReadBeside,
): Promise<Asked[]> {
  const text = typeof body === 'string' ? (await beside(body)).toString('utf8') : JSON.stringify(body)
  const given = bodyOf(name, text)
  const names = models.length > 0 ? models : [given['model']]
  return names.map((model) => {
    if (typeof model !== 'string')
      throw new FathomError(
        'MODEL_MISSING',
        t('The request “{name}” names no model. Add "model" to it, or "models" to the file.', { name }),
      )
    const { model: _model, ...rest } = given
    const column = { request: name, model }
    // Without a stream the answer of a long run would come at its end only, and be lost with the connection.
    const whole = { model, ...rest, ...(rest['stream'] === undefined ? STREAM : {}) }
    const body = JSON.stringify(whole)
    checkRequest(name, body)
    return { column, template: readTemplate(body) }
  })
}

const STREAM = { stream: true, stream_options: { include_usage: true } } as const

function bodyOf(name: string, text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    value = null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FathomError('FILE_NOT_UNDERSTOOD', t('The request “{name}” is no JSON object.', { name }))
  return value as Record<string, unknown>
}

/** A request that cannot be one is said before anything is counted or sent. */
function checkRequest(name: string, body: string): void {
  try {
    parseRequest(body)
  } catch (error) {
    if (!(error instanceof FathomError)) throw error
    throw new FathomError(
      'FILE_NOT_UNDERSTOOD',
      t('The request “{name}” cannot be sent. {said}', { name, said: error.message }),
    )
  }
}

async function casesOf(path: string, beside: ReadBeside): Promise<readonly CaseContent[]> {
  const { cases, skipped } = readCaseFile(path, await beside(path))
  const [first] = skipped
  // In a window one looks at what was left out; here a case that is not run must not pass for one that was.
  if (first !== undefined) throw new FathomError('FILE_NOT_UNDERSTOOD', `${path}: ${first}`)
  return cases
}

function cellsOf(
  asked: readonly Asked[],
  all: readonly Assertion[],
  { name, values, assertions }: CaseContent,
  number: number,
): SuiteCell[] {
  const lacking = asked
    .flatMap(({ template }) => template.needed)
    .find((each) => !Object.hasOwn(values, each))
  if (lacking !== undefined)
    throw new FathomError(
      'VALUES_MISSING',
      t('Case {number} has no value for {names}. Give it one, then run again.', { number, names: lacking }),
    )
  const filled = assertionsOf(all, assertions, values)
  return asked.map(({ column, template }) => ({
    number,
    name: name === '' ? t('case {number}', { number }) : name,
    column,
    values,
    assertions: filled,
    body: template.fill(values),
  }))
}
