import type { Parameters } from '../../../contract/drafts.ts'

/** What a new prompt is sent with. */
export const plainParameters: Parameters = {
  model: 'deepseek-flash',
  thinking: 'enabled',
  effort: 'high',
  maxTokens: null,
  temperature: null,
  topP: null,
  mode: 'chat',
  responseFormat: 'text',
  tools: '',
  toolsOff: [],
  toolChoice: 'auto',
  stop: [],
  topLogprobs: null,
  userId: null,
  stream: true,
}
