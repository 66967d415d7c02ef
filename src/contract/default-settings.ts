import type { Settings } from './app.ts'

/**
 * What holds for a setting that was never made. Beijing days, because the platform's own usage page cuts them there; widths
 * as the look has them, in pixels.
 */
export const defaultSettings: Settings = {
  currency: null,
  theme: 'system',
  language: null,
  zone: 'Asia/Shanghai',
  lastPromptId: null,
  comparing: false,
  sidebarOpen: true,
  sidebarWidth: 212,
  closedFolders: [],
  inspectorOpen: true,
  inspectorWidth: 348,
  updateCheck: true,
  hideAmounts: false,
  formattedAnswers: false,
  // What DeepSeek documented in 2025, since it says nothing for 2026.
  decidingInstant: 'completed',
  shortcuts: {},
}
