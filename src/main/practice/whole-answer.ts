import type { Connection } from './connection.ts'
import { wholeOf } from './envelopes.ts'
import { gapLogprobsOf, logprobsOf } from './log-probabilities.ts'
import { stepsOf } from './steps.ts'
import { brokenOff, endOf, fallSilent, finishReason, type Delivery } from './stream-answer.ts'

/** Sends an answer in one piece, as `stream: false` asks for, with the faults that make sense there. */
export async function sendWhole(connection: Connection, delivery: Delivery): Promise<void> {
  const { plan, facts, envelope, faults } = delivery
  const steps = stepsOf(plan, { fim: facts.fim, alternatives: null })
  const emitted = endOf(faults, steps.length)
  const piecesOf = (kind: 'reasoning' | 'content'): readonly string[] => {
    const { pieces } = kind === 'reasoning' ? plan.reasoning : plan.content
    return pieces.slice(0, steps.slice(0, emitted).filter((step) => step.kind === kind).length)
  }
  const [reasoning, content] = [piecesOf('reasoning'), piecesOf('content')]
  const usage = delivery.settle(steps, emitted)
  const text = JSON.stringify(
    faults.has('error-chunk')
      ? brokenOff
      : wholeOf(envelope, {
          content: content.join(''),
          reasoning: facts.thinking ? reasoning.join('') : null,
          call: emitted === steps.length ? plan.call : null,
          finishReason: finishReason(plan, faults),
          logprobs: wholeLogprobs(facts, content, facts.thinking ? reasoning : undefined),
          usage: faults.has('usage-missing') ? undefined : usage,
        }),
  )
  const half = Math.floor(text.length / 2)
  await connection.write(text.slice(0, half))
  if (faults.has('cut')) return connection.break()
  if (faults.has('stall')) await fallSilent(connection, faults)
  if (!faults.has('malformed')) await connection.write(text.slice(half))
  connection.end()
}

function wholeLogprobs(
  { fim, alternatives }: Delivery['facts'],
  content: readonly string[],
  reasoning: readonly string[] | undefined,
): unknown {
  if (alternatives === null) return null
  if (fim) return gapLogprobsOf(content, alternatives, 0)
  return logprobsOf({ content, ...(reasoning && { reasoning_content: reasoning }) }, alternatives)
}
