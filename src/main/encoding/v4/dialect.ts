import type { ArgumentSpelling, DsmlNames } from '../dsml.ts'
import { OLDER_SCHEMA } from '../response-format.ts'
import type { Effort, Profile } from '../target.ts'

/** What sets the three V4 profiles apart; all else they share. */
export interface V4Dialect extends DsmlNames {
  /** V4.1 puts `<｜System｜>` before system text and keeps system messages where they stand. */
  readonly systemToken: boolean
  /** What joins several leading system messages. */
  readonly systemJoin: string
  /** What stands before tools or a response format where there is no system text. */
  readonly joinWithoutSystem: string
  /** How arguments of earlier calls are written that are not strings. */
  readonly argumentSpelling: ArgumentSpelling
  /** The schema that JSON mode shows. */
  readonly jsonSchema: string
  /** The preamble of a thinking request, "" for none. */
  effortPreamble(effort: Effort | number): string
}

const THOROUGH =
  'Reasoning Effort: Absolute maximum with no shortcuts permitted.\nYou MUST be very thorough in your thinking and comprehensively decompose the problem to resolve the root cause, rigorously stress-testing your logic against all potential paths, edge cases, and adversarial scenarios.\nExplicitly write out your entire deliberation process, documenting every intermediate step, considered alternative, and rejected hypothesis to ensure absolutely no assumption is left unchecked.\n\n'

const EXHAUSTIVE =
  'Reasoning Effort: Beyond maximum — exhaustive, relentless, and uncompromising.\nYou MUST reason with the utmost depth and rigor, leaving absolutely nothing to chance: exhaustively decompose the problem into its most fundamental components, trace every causal chain to its root, and resolve the underlying cause rather than any surface symptom.\nDo not stop reasoning until you have independently verified the solution from multiple angles and are certain that no assumption remains unchecked and no error remains undiscovered.\n\n'

const JSON_OBJECT = '{"type": "json_object"}'

const V41_EFFORT: Readonly<Record<Effort, number>> = { low: 50, high: 75, max: 100 }

const V4_NAMES = {
  calls: 'tool_calls',
  invoke: 'invoke',
  parameter: 'parameter',
  systemToken: false,
} as const

/** The preview (2026-04-24 until 07-31 for flash, 08-13 for pro). Recorded 2026-05 to 2026-07. */
const V4_PREVIEW: V4Dialect = {
  ...V4_NAMES,
  systemJoin: '',
  joinWithoutSystem: '',
  argumentSpelling: 'as-sent',
  jsonSchema: OLDER_SCHEMA,
  effortPreamble: (effort) => (effort === 'max' ? THOROUGH : ''),
}

/** V4-Flash-0731 and V4-Pro-0813: "high" costs what "max" cost before. Recorded 2026-08. */
const V4_0731: V4Dialect = {
  ...V4_NAMES,
  systemJoin: '\n\n',
  joinWithoutSystem: '\n\n',
  argumentSpelling: 'anew',
  jsonSchema: JSON_OBJECT,
  effortPreamble: (effort) => (effort === 'max' ? EXHAUSTIVE : effort === 'low' ? '' : THOROUGH),
}

/** The names begin with a space. From the published V4.1 encoder and its vector; only requests without thinking are recorded. */
const V41: V4Dialect = {
  calls: ' calls',
  invoke: ' invoke',
  parameter: ' parameter',
  systemToken: true,
  systemJoin: '\n\n',
  joinWithoutSystem: '\n\n',
  argumentSpelling: 'anew',
  jsonSchema: JSON_OBJECT,
  effortPreamble: (effort) => {
    const level = typeof effort === 'number' ? effort : V41_EFFORT[effort]
    return `Reasoning Effort: ${level} (range 1-100, the higher the value, the more thorough the reasoning)\n\n`
  },
}

export const V4_DIALECTS = {
  'v4-preview': V4_PREVIEW,
  'v4-0731': V4_0731,
  'v4.1': V41,
} as const satisfies Partial<Record<Profile, V4Dialect>>
