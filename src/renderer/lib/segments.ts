import type { Role } from '../../contract/drafts.ts'
import type { SegmentKind } from '../../contract/estimates.ts'
import { message, t } from '../../contract/i18n/t.ts'

/** The seven fills of the look; a variable is a part of a message that is shown on its own. */
export type SegmentFill = 'system' | 'user' | 'assistant' | 'tools' | 'effort' | 'control' | 'variable'

const fillNames: Readonly<Record<SegmentFill, string>> = {
  system: message('system'),
  user: message('user'),
  assistant: message('assistant'),
  tools: message('tools'),
  effort: message('effort'),
  control: message('control'),
  variable: message('variable'),
}

/** What a fill stands for, in a legend. */
export function fillName(fill: SegmentFill): string {
  return t(fillNames[fill])
}

const fills: Readonly<Record<SegmentKind, SegmentFill>> = {
  control: 'control',
  effort: 'effort',
  system: 'system',
  tools: 'tools',
  'response-format': 'tools',
  user: 'user',
  assistant: 'assistant',
  reasoning: 'assistant',
  'tool-call': 'tools',
  'tool-result': 'tools',
  prefix: 'assistant',
  fim: 'user',
}

/** The fill (`data-segment`) of a segment kind: kinds without a pattern of their own take the nearest. */
export function segmentFill(kind: SegmentKind): SegmentFill {
  return fills[kind]
}

const names: Readonly<Record<SegmentKind, string>> = {
  control: message('Control tokens'),
  effort: message('Effort preamble'),
  system: message('System'),
  tools: message('Tools'),
  'response-format': message('Response format'),
  user: message('User'),
  assistant: message('Assistant'),
  reasoning: message('Reasoning'),
  'tool-call': message('Tool call'),
  'tool-result': message('Tool result'),
  prefix: message('Prefix'),
  fim: message('Fill in the middle'),
}

/** What a segment kind is called on screen. */
export function segmentName(kind: SegmentKind): string {
  return t(names[kind])
}

const roles: Readonly<Record<Role, { readonly name: string; readonly fill: SegmentFill }>> = {
  system: { name: message('System'), fill: 'system' },
  user: { name: message('User'), fill: 'user' },
  assistant: { name: message('Assistant'), fill: 'assistant' },
  tool: { name: message('Tool'), fill: 'tools' },
  prompt: { name: message('Before the gap'), fill: 'user' },
  suffix: { name: message('After the gap'), fill: 'user' },
}

/** What the messages of a role are called on screen. */
export function roleName(role: Role): string {
  return t(roles[role].name)
}

export function roleFill(role: Role): SegmentFill {
  return roles[role].fill
}
