import type { PromptWriter } from './prompt-parts.ts'
import type { ChatRequest } from './request.ts'
import type { Effort, EncodingTarget } from './target.ts'

/** `effort` is null with thinking off; V4.1 also takes an integer from 1 to 100. */
export interface ThinkingSettings {
  readonly thinking: boolean
  readonly effort: Effort | number | null
}

/** As DeepSeek maps the levels of other providers (API reference, mapping table of 2026-08-13). */
export const effortOfLevel: Readonly<Record<string, Effort>> = {
  minimal: 'low',
  low: 'low',
  medium: 'high',
  high: 'high',
  xhigh: 'high',
  max: 'max',
  ultra: 'max',
}

/**
 * Whether this request thinks, and how hard, on V4 and V4.1. `thinking` decides; without it `reasoning_effort` does
 * ("none" is off); without that the model's default. Source: API reference and mapping table of 2026-08-13.
 */
export function thinkingSettings(
  request: ChatRequest,
  target: EncodingTarget,
  writer: PromptWriter,
): ThinkingSettings {
  const { reasoningEffort } = request
  const thinking = isThinking(request, target, writer)
  if (!thinking) return { thinking, effort: null }
  const fallback = target.defaults.effort ?? 'high'
  if (reasoningEffort === undefined || reasoningEffort === 'none') return { thinking, effort: fallback }
  if (typeof reasoningEffort === 'number')
    return { thinking, effort: numericEffort(reasoningEffort, fallback, writer) }
  const effort = Object.hasOwn(effortOfLevel, reasoningEffort) ? effortOfLevel[reasoningEffort] : undefined
  if (effort === undefined)
    writer.doubt(`The reasoning effort "${reasoningEffort}" is not known; "${fallback}" was counted.`)
  return { thinking, effort: effort ?? fallback }
}

/** The `thinking` of a request as far as it is known; null where it says nothing. */
function askedThinking({ thinking }: ChatRequest, writer: PromptWriter): boolean | null {
  if (thinking === undefined) return null
  if (thinking === 'enabled' || thinking === 'disabled') return thinking === 'enabled'
  writer.doubt(`The thinking type "${thinking}" is not known; the model's default was counted.`)
  return null
}

/** Whether a request thinks on V3.1 to V3.2: the name of the model decides, unless `thinking` does; effort was ignored. */
export function legacyThinking(request: ChatRequest, target: EncodingTarget, writer: PromptWriter): boolean {
  return askedThinking(request, writer) ?? target.defaults.thinking
}

function isThinking(request: ChatRequest, target: EncodingTarget, writer: PromptWriter): boolean {
  const asked = askedThinking(request, writer)
  if (asked !== null) return asked
  if (request.reasoningEffort === 'none') return false
  return request.reasoningEffort === undefined ? target.defaults.thinking : true
}

function numericEffort(value: number, fallback: Effort, writer: PromptWriter): number | Effort {
  writer.doubt(
    'A numeric reasoning effort is accepted by the published V4.1 encoder, but no bill for it is known.',
  )
  return Number.isInteger(value) && value >= 1 && value <= 100 ? value : fallback
}
