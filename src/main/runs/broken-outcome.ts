import type { ChatOutcome } from '../deepseek/chat-types.ts'
import { FathomError } from '../errors.ts'
import type { LiveSnapshot } from './live-run.ts'

/** The client promises never to reject; if it does, what came is kept as an answer that broke off. */
export function brokenOutcome(came: LiveSnapshot, at: number, error: unknown): ChatOutcome {
  const { content, reasoning, toolCalls, firstByteAt } = came
  return {
    status: 'cut-short',
    content,
    reasoning,
    toolCalls,
    logprobs: null,
    finishReason: null,
    usage: null,
    response: { id: null, model: null, fingerprint: null, created: null },
    head: null,
    timing: { sentAt: null, firstByteAt, completedAt: at },
    attempts: 1,
    error: new FathomError(
      'RUN_BROKE_OFF',
      `This run broke off inside Fathom: ${String(error)}. What came is kept; you may be billed for it.`,
    ),
  }
}
