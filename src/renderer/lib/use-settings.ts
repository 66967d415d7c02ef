import type { Settings } from '../../contract/app.ts'
import type { Currency } from '../../contract/values.ts'
import { useRoute, useSend } from './api-context.tsx'

/** What holds until main has answered, the same as a first start. */
const untilKnown: Settings = {
  currency: null,
  theme: 'system',
  language: null,
  zone: 'Asia/Shanghai',
  lastPromptId: null,
  comparing: false,
  sidebarOpen: true,
  sidebarWidth: 212,
  inspectorOpen: true,
  inspectorWidth: 348,
  updateCheck: true,
  hideAmounts: false,
  decidingInstant: 'completed',
}

export interface SettingsAccess {
  readonly settings: Settings
  /** False until main has answered. */
  readonly known: boolean
  /** Writes only what is given. */
  readonly change: (part: Partial<Settings>) => void
  /** Asks main once more, after it could not answer. */
  readonly refetch: () => Promise<unknown>
}

/** What the window remembers, and the way to change it. */
export function useSettings(): SettingsAccess {
  const { data, refetch } = useRoute('settings.get', {})
  const { mutate } = useSend('settings.set')
  return { settings: data ?? untilKnown, known: data !== undefined, change: mutate, refetch }
}

/** The currency of the screen: the user's choice, else the account's own, else USD. Two are never mixed. */
export function useCurrency(): Currency {
  const { settings } = useSettings()
  const { data: balance } = useRoute('balance.get', {})
  return settings.currency ?? balance?.entries?.[0]?.currency ?? 'USD'
}
