import { z } from 'zod'

import { currency } from './values.ts'

/** Text of an assertion; it may hold variables of its case: `{{expected}}`. */
const text = z.string().max(200_000)
const whole = z.int().min(0).max(1_000_000_000)
const limits = { min: whole.exactOptional(), max: whole.exactOptional() }
const hasLimit = ({ min, max }: { min?: number; max?: number }): boolean =>
  min !== undefined || max !== undefined
const LIMIT_NEEDED = 'needs min or max'

/** Something that must hold of one answer, of its tokens, or of what it cost. */
export const assertion = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('contains'),
    text,
    ignoreCase: z.boolean().exactOptional(),
    /** Must not hold. */
    not: z.boolean().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('regex'),
    pattern: z.string().min(1).max(10_000),
    /** Of JavaScript: i, m, s, u. */
    flags: z
      .string()
      .regex(/^(?!.*(.).*\1)[imsu]*$/)
      .exactOptional(),
    not: z.boolean().exactOptional(),
  }),
  /** White space around either text does not count. */
  z.strictObject({
    type: z.literal('equals'),
    text,
    ignoreCase: z.boolean().exactOptional(),
    not: z.boolean().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('json-schema'),
    schema: z.union([z.boolean(), z.record(z.string(), z.json())]),
  }),
  z
    .strictObject({ type: z.literal('length'), unit: z.enum(['characters', 'words']), ...limits })
    .refine(hasLimit, LIMIT_NEEDED),
  z.strictObject({ type: z.literal('prompt-tokens'), ...limits }).refine(hasLimit, LIMIT_NEEDED),
  z.strictObject({ type: z.literal('output-tokens'), ...limits }).refine(hasLimit, LIMIT_NEEDED),
  z.strictObject({
    type: z.literal('cost'),
    currency,
    max: z.string().regex(/^\d{1,9}(\.\d{1,12})?$/),
    /** `run`: all that was billed. `prompt`: the prompt alone, uncached and at the dearer band, so that no hour decides. */
    part: z.enum(['run', 'prompt']).exactOptional(),
  }),
  /** From sent to the last byte. */
  z.strictObject({ type: z.literal('latency'), maxMs: whole }),
  z.strictObject({ type: z.literal('finish-reason'), reason: z.string().min(1).max(100) }),
  /** A person's grade, 1 to 5. */
  z.strictObject({ type: z.literal('grade'), min: z.int().min(1).max(5) }),
  z.strictObject({
    type: z.literal('judge'),
    criterion: text.min(1),
    /** Absent: the usual judge. */
    model: z.string().trim().min(1).max(100).exactOptional(),
    /** Absent: the usual prompt. `{{criterion}}`, `{{answer}}` and the case's variables stand in it. */
    prompt: text.min(1).exactOptional(),
  }),
])
export type Assertion = z.infer<typeof assertion>
export type AssertionType = Assertion['type']

export const assertions = z.array(assertion).max(50)

/** How one assertion turned out. */
export interface Check {
  readonly assertion: Assertion
  /** `undecided`: it needs an answer, a bill, a grade that is not there. */
  readonly outcome: 'pass' | 'fail' | 'undecided'
  /** What was found, in a sentence. */
  readonly message: string
  /** The judge's own run, which is in the ledger like any. */
  readonly judgeRunId?: string
}
