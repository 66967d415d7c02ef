import { parse, stringify, YAMLParseError } from 'yaml'
import { z } from 'zod'

import { t } from '../../contract/i18n/t.ts'
import { type Assertion, assertion, assertions } from '../../contract/test-assertions.ts'
import { FathomError } from '../errors.ts'
import type { CaseContent } from './case-content.ts'
import { caseJson } from './case-jsonl.ts'
import { textValues } from './text-values.ts'

/** Tests as one file: what the window exports and `fathom test` runs. docs/test-files.md describes it. */
export interface TestFile {
  readonly name: string
  readonly requests: readonly TestFileRequest[]
  /** Empty: each request goes to the model that it names. */
  readonly models: readonly string[]
  readonly assertions: readonly Assertion[]
  /** Cases, or the path of a CSV or JSONL file beside this one. */
  readonly cases: readonly CaseContent[] | string
}

export interface TestFileRequest {
  readonly name: string
  /** A Chat Completions body with variables in its texts; or the path of a JSON file that holds one. */
  readonly body: Readonly<Record<string, unknown>> | string
}

const LARGEST_COST = 12

/** In a file a limit of money may be a number; inside it is a decimal text. */
const fileAssertion = z.preprocess((value) => {
  if (typeof value !== 'object' || value === null || !('max' in value)) return value
  const { type, max } = value as { readonly type?: unknown; readonly max: unknown }
  if (type !== 'cost' || typeof max !== 'number') return value
  return { ...value, max: max.toFixed(LARGEST_COST).replace(/\.?0+$/, '') }
}, assertion)

const fileAssertions = z.array(fileAssertion).max(50).pipe(assertions)
const body = z.union([z.string().min(1), z.record(z.string(), z.unknown())])
const values = z.record(z.string(), z.unknown()).transform((given) => textValues(given) ?? {})

const fileSchema = z.strictObject({
  'fathom-test': z.literal(1),
  name: z.string().max(500).default(''),
  requests: z
    .array(z.strictObject({ name: z.string().min(1).max(200), body }))
    .min(1)
    .max(8)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'names must differ'),
  models: z.array(z.string().trim().min(1).max(100)).max(8).default([]),
  assert: fileAssertions.default([]),
  cases: z.union([
    z.string().min(1),
    z
      .array(
        z.strictObject({
          name: z.string().max(500).default(''),
          values: values.default({}),
          assert: fileAssertions.default([]),
        }),
      )
      .max(100_000),
  ]),
})

/**
 * Reads a test file, YAML or JSON (which is YAML too).
 * Error FILE_NOT_UNDERSTOOD: what is wrong, and where.
 */
export function parseTestFile(text: string): TestFile {
  const read = fileSchema.safeParse(parseYaml(text))
  if (!read.success) throw notUnderstood(read.error)
  const { name, requests, models, assert, cases } = read.data
  return {
    name,
    requests,
    models,
    assertions: assert,
    cases:
      typeof cases === 'string'
        ? cases
        : cases.map(({ assert: own, ...rest }) => ({ ...rest, assertions: own })),
  }
}

/** Whether a text says of itself that it is a test file. */
export function looksLikeTestFile(text: string): boolean {
  return /^\s*(?:\{\s*)?["']?fathom-test["']?\s*:/m.test(text.slice(0, 2_000))
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, prettyErrors: true })
  } catch (error) {
    const where = error instanceof YAMLParseError ? error.linePos?.[0] : undefined
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '').replace(/:$/, '') : ''
    throw new FathomError(
      'FILE_NOT_UNDERSTOOD',
      t('This is neither YAML nor JSON: {said}.', { said }),
      where && { line: where.line, column: where.col },
    )
  }
}

function notUnderstood(error: z.ZodError): FathomError {
  const [issue] = deepest(error.issues)
  const path = issue?.path.map(String).join('.') ?? ''
  return new FathomError(
    'FILE_NOT_UNDERSTOOD',
    path === ''
      ? t('This is no test file: {said}.', { said: issue?.message ?? '' })
      : t('In this test file “{path}” is not right: {said}.', { path, said: issue?.message ?? '' }),
  )
}

/** Of a choice of forms, what is wrong with the form that came nearest: the longest path. */
function deepest(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  return issues
    .flatMap((issue) =>
      issue.code === 'invalid_union' && issue.errors.length > 0
        ? issue.errors
            .flat()
            .map((inner): z.core.$ZodIssue => ({ ...inner, path: [...issue.path, ...inner.path] }))
        : [issue],
    )
    .toSorted((left, right) => right.path.length - left.path.length)
}

/** A test file as YAML that reads well and diffs line by line. */
export function writeTestFile(file: TestFile): string {
  const { name, requests, models, assertions: all, cases } = file
  return stringify(
    {
      'fathom-test': 1,
      ...(name === '' ? {} : { name }),
      requests,
      ...(models.length === 0 ? {} : { models }),
      ...(all.length === 0 ? {} : { assert: all }),
      cases: typeof cases === 'string' ? cases : cases.map(caseJson),
    },
    // Long lines stay whole: a fold would read as a line break to whoever looks at the file.
    { lineWidth: 0, aliasDuplicateObjects: false },
  )
}
