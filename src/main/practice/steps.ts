import { callOf } from './envelopes.ts'
import { gapLogprobsOf, logprobsOf } from './log-probabilities.ts'
import type { AnswerPlan } from './plan-answer.ts'
import type { PlannedCall } from './practice-types.ts'
import type { RequestFacts } from './request-facts.ts'

type LogprobsWanted = Pick<RequestFacts, 'fim' | 'alternatives'>

/** One delta of a streamed answer. */
export interface Step {
  readonly delta: Record<string, unknown>
  readonly logprobs?: unknown
  readonly kind: 'reasoning' | 'content' | 'call'
}

/** The deltas of a plan in the order in which a model emits them. */
export function stepsOf(plan: AnswerPlan, { fim, alternatives }: LogprobsWanted): readonly Step[] {
  let offset = 0
  const step = (
    kind: 'reasoning' | 'content',
    field: 'content' | 'reasoning_content',
    text: string,
  ): Step => {
    const from = offset
    offset += text.length
    const delta = field === 'content' ? { content: text } : { content: null, reasoning_content: text }
    if (alternatives === null) return { kind, delta }
    const logprobs = fim
      ? gapLogprobsOf([text], alternatives, from)
      : logprobsOf({ [field]: [text] }, alternatives)
    return { kind, delta, logprobs }
  }
  return [
    ...plan.reasoning.pieces.map((text) => step('reasoning', 'reasoning_content', text)),
    ...plan.content.pieces.map((text) => step('content', 'content', text)),
    ...(plan.call === null ? [] : callSteps(plan.call)),
  ]
}

/** The first piece names the call, the others bring its arguments. */
function callSteps(call: PlannedCall): readonly Step[] {
  const fragments = call.arguments.match(/[\s\S]{1,6}/g) ?? []
  return [
    { kind: 'call', delta: { tool_calls: [callOf({ ...call, arguments: '' })] } },
    ...fragments.map((text): Step => ({
      kind: 'call',
      delta: { tool_calls: [{ index: 0, function: { arguments: text } }] },
    })),
  ]
}

export interface Emitted {
  readonly completion: number
  readonly reasoning: number | null
}

/** Tokens of the first `count` steps: one a step, and the one that ends the thinking once the answer has begun. */
export function emittedTokens(plan: AnswerPlan, steps: readonly Step[], count: number): Emitted {
  if (count >= steps.length) return { completion: plan.completionTokens, reasoning: plan.reasoningTokens }
  const reasoning = steps.slice(0, count).filter((step) => step.kind === 'reasoning').length
  const ended = plan.reasoningTokens !== null && count > reasoning ? 1 : 0
  const completion = Math.min(plan.completionTokens, count + ended)
  return { completion, reasoning: plan.reasoningTokens === null ? null : reasoning }
}
