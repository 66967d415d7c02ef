import { THINK_END } from './control-tokens.ts'
import { writeCalls } from './dsml.ts'
import { writeV3Calls } from './legacy/v3.ts'
import { writeV31Calls } from './legacy/v31.ts'
import { V32_NAMES } from './legacy/v32-tools.ts'
import { createPromptWriter } from './prompt-parts.ts'
import type { PromptPart, PromptWriter } from './prompt-parts.ts'
import type { ToolCall } from './request.ts'
import type { EncodingTarget } from './target.ts'
import { V4_DIALECTS } from './v4/dialect.ts'

/** An answer as it came back. `reasoning` is null where the model did not think. */
export interface Completion {
  readonly reasoning: string | null
  readonly content: string
  readonly toolCalls: readonly ToolCall[]
}

type AnswerFormat = Pick<EncodingTarget, 'profile' | 'toolFormat'>

/**
 * An answer as it follows its prompt in the model's own tokens: reasoning, one token that ends it, content, tool calls in
 * the markup of the profile. These are the tokens that it is billed as; the end of the answer is not billed. Held against
 * the usage of 298 whole answers recorded 2025-02 to 2026-08: exact for 212 of 213 without calls (the other was recorded
 * with its reasoning cut off) and for 81 of 85 with calls, four billed one token more (a model may space its markup in its
 * own way). Where a tool choice was forced, the opening of the calls was billed with the prompt.
 */
export function encodeAnswer(completion: Completion, format: AnswerFormat): readonly PromptPart[] {
  const { reasoning, content, toolCalls } = completion
  const answer = createPromptWriter()
  answer.text(reasoning ?? '', 'reasoning', null)
  if (reasoning !== null) answer.control(THINK_END, null)
  answer.text(content, 'assistant', null)
  writeAnsweredCalls(answer, toolCalls, format)
  return answer.finish().parts
}

function writeAnsweredCalls(
  writer: PromptWriter,
  toolCalls: readonly ToolCall[],
  { profile, toolFormat }: AnswerFormat,
): void {
  if (toolCalls.length === 0) return
  if (profile === 'v3' || profile === 'r1') writeV3Calls(writer, toolCalls, null)
  else if (profile !== 'v3.1') writeCalls(writer, toolCalls, V4_DIALECTS[profile], null)
  else if (toolFormat === 'dsml') writeCalls(writer, toolCalls, V32_NAMES, null)
  else writeV31Calls(writer, toolCalls, null)
}
