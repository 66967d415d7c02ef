import type { Assertion } from '../../contract/test-assertions.ts'
import { parseAmount } from '../pricing/money.ts'
import type { CheckSubject, SubjectAnswer, SubjectPrompt } from './check-subject.ts'
import type { Finding, FindingReason } from './finding.ts'
import type { Matcher, MatchQuestion } from './matcher.ts'

/** Asks the judge about an answer; its run is paid for like any. */
export type AskJudge = (
  assertion: Assertion & { readonly type: 'judge' },
  answer: string,
) => Promise<Pick<Finding, 'outcome' | 'actual' | 'why' | 'judgeRunId'>>

export interface CheckTools {
  readonly matcher: Pick<Matcher, 'ask'>
  /** Null: a judge is not asked, and what it would say stays undecided. */
  readonly judge: AskJudge | null
}

type Verdict = Pick<Finding, 'outcome' | 'actual' | 'why'> & { readonly judgeRunId?: string }

/** Holds a subject against assertions whose variables are filled in. What failed before it answered fails them all. */
export async function checkAll(
  tools: CheckTools,
  assertions: readonly Assertion[],
  subject: CheckSubject,
): Promise<Finding[]> {
  const findings: Finding[] = []
  // A judge is paid for: it is asked last, and not where the answer has failed already.
  const inOrder = [...assertions].toSorted((left, right) => rank(left) - rank(right))
  for (const assertion of inOrder) {
    const lost = findings.some(({ outcome }) => outcome === 'fail')
    const judge = lost ? null : tools.judge
    findings.push({ assertion, ...(await checkOne({ ...tools, judge }, assertion, subject)) })
  }
  return findings.toSorted(
    (left, right) => assertions.indexOf(left.assertion) - assertions.indexOf(right.assertion),
  )
}

const rank = ({ type }: Assertion): number => (type === 'judge' ? 1 : 0)

async function checkOne(tools: CheckTools, assertion: Assertion, subject: CheckSubject): Promise<Verdict> {
  switch (assertion.type) {
    case 'prompt-tokens':
      return promptTokens(assertion, subject)
    case 'cost':
      return assertion.part === 'prompt' ? promptCost(assertion, subject.prompt) : runCost(assertion, subject)
    case 'grade':
      return subject.answer === null
        ? undecided('needs-answer')
        : subject.grade === null
          ? undecided('not-graded')
          : decided(subject.grade >= assertion.min, subject.grade)
    default:
      return subject.answer === null
        ? ((await brokenRule(tools, assertion)) ?? undecided('needs-answer'))
        : ofAnswer(tools, assertion, subject.answer)
  }
}

/** What was billed counts where it is known; before that the exact count does. */
function promptTokens(limits: Limits, { prompt, answer }: CheckSubject): Verdict {
  const billed = answer?.promptTokens ?? null
  if (billed !== null) return within(limits, billed)
  if (!prompt.exact) return { outcome: 'undecided', actual: prompt.tokens, why: 'inexact' }
  return within(limits, prompt.tokens)
}

type CostAssertion = Assertion & { readonly type: 'cost' }

function promptCost({ currency, max }: CostAssertion, { cost, exact }: SubjectPrompt): Verdict {
  const amount = cost[currency]
  if (amount === undefined) return undecided('unpriced')
  if (!exact) return { outcome: 'undecided', actual: amount, why: 'inexact' }
  return decided(parseAmount(amount) <= parseAmount(max), amount)
}

function runCost({ currency, max }: CostAssertion, { prompt, answer }: CheckSubject): Verdict {
  const limit = parseAmount(max)
  const billed = answer?.bill[currency]
  if (billed !== undefined) return decided(parseAmount(billed) <= limit, billed)
  const [least, most] = [prompt.least[currency], prompt.most[currency]]
  if (least === undefined || most === undefined || !prompt.exact) return undecided('unpriced')
  // Whatever it writes, and wherever the cache stands.
  if (parseAmount(most) <= limit) return decided(true, most)
  if (parseAmount(least) > limit) return decided(false, least)
  if (answer !== null) return undecided('not-reported')
  return { outcome: 'undecided', actual: `${least} – ${most}`, why: 'between' }
}

async function ofAnswer(
  tools: CheckTools,
  assertion: Exclude<Assertion, { type: 'prompt-tokens' | 'cost' | 'grade' }>,
  answer: SubjectAnswer,
): Promise<Verdict> {
  if (answer.error !== null || answer.status === 'failed')
    return { outcome: 'fail', actual: answer.error, why: 'run-failed' }
  switch (assertion.type) {
    case 'contains': {
      const { text, ignoreCase = false, not = false } = assertion
      return decided(fold(answer.content, ignoreCase).includes(fold(text, ignoreCase)) !== not)
    }
    case 'equals': {
      const { text, ignoreCase = false, not = false } = assertion
      const same = fold(answer.content.trim(), ignoreCase) === fold(text.trim(), ignoreCase)
      return decided(same !== not)
    }
    case 'length':
      return within(assertion, lengthOf(answer.content, assertion.unit))
    case 'output-tokens':
      return answer.outputTokens === null ? undecided('not-reported') : within(assertion, answer.outputTokens)
    case 'latency':
      return answer.latencyMs === null
        ? undecided('not-reported')
        : decided(answer.latencyMs <= assertion.maxMs, answer.latencyMs)
    case 'finish-reason':
      return decided(answer.finishReason === assertion.reason, answer.finishReason ?? '')
    case 'regex': {
      const { pattern, flags = '', not = false } = assertion
      return match(tools, { kind: 'regex', pattern, flags, text: answer.content }, not)
    }
    case 'json-schema':
      return match(tools, { kind: 'schema', schema: assertion.schema, text: answer.content }, false)
  }
  return tools.judge === null ? undecided('not-judged') : tools.judge(assertion, answer.content)
}

/** A pattern or schema that no answer can meet, because it is none, fails before anything is paid for. */
async function brokenRule(tools: CheckTools, assertion: Assertion): Promise<Verdict | null> {
  if (assertion.type !== 'regex' && assertion.type !== 'json-schema') return null
  const question: MatchQuestion =
    assertion.type === 'regex'
      ? { kind: 'regex', pattern: assertion.pattern, flags: assertion.flags ?? '', text: '' }
      : { kind: 'schema', schema: assertion.schema, text: 'null' }
  const verdict = await match(tools, question, false)
  return verdict.why === 'bad-pattern' || verdict.why === 'bad-schema' ? verdict : null
}

/** A pattern or schema that cannot be decided holds nothing: it fails, and says why. */
async function match({ matcher }: CheckTools, question: MatchQuestion, not: boolean): Promise<Verdict> {
  const answer = await matcher.ask(question)
  switch (answer.outcome) {
    case 'yes':
      return decided(!not)
    case 'no':
      return question.kind === 'schema'
        ? { outcome: 'fail', actual: answer.said, why: 'schema' }
        : decided(not)
    case 'too-slow':
      return { outcome: 'fail', actual: null, why: 'too-slow' }
    default:
      return { outcome: 'fail', actual: answer.said, why: answer.outcome }
  }
}

interface Limits {
  readonly min?: number
  readonly max?: number
}

function within({ min = 0, max = Infinity }: Limits, count: number): Verdict {
  return decided(count >= min && count <= max, count)
}

function decided(holds: boolean, actual: string | number | null = null): Verdict {
  return { outcome: holds ? 'pass' : 'fail', actual, why: null }
}

function undecided(why: FindingReason): Verdict {
  return { outcome: 'undecided', actual: null, why }
}

function fold(text: string, ignoreCase: boolean): string {
  const whole = text.normalize('NFC')
  return ignoreCase ? whole.toLowerCase() : whole
}

const segmenters = { characters: 'grapheme', words: 'word' } as const

/** Characters as a reader counts them; words also where no spaces part them. */
function lengthOf(text: string, unit: keyof typeof segmenters): number {
  let count = 0
  for (const segment of new Intl.Segmenter('zh', { granularity: segmenters[unit] }).segment(text)) {
    if (unit === 'characters' || segment.isWordLike === true) count += 1
  }
  return count
}
