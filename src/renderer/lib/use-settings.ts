import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { AppState, Settings } from '../../contract/app.ts'
import { defaultSettings } from '../../contract/default-settings.ts'
import { t } from '../../contract/i18n/t.ts'
import type { Currency } from '../../contract/values.ts'
import { useRoute, useSend } from './api-context.tsx'
import { errorSentence, queryKey } from './api.ts'

export interface SettingsAccess {
  readonly settings: Settings
  /** False until main has answered; the defaults hold until then. */
  readonly known: boolean
  /** Writes only what is given. What cannot be written is said in a notice over the page. */
  readonly change: (part: Partial<Settings>) => void
  /** Why the last change made here was not written, for where the notice is not seen. */
  readonly failure: string | null
  /** Asks main once more, after it could not answer. */
  readonly refetch: () => Promise<unknown>
}

/** What the window remembers, and the way to change it. */
export function useSettings(): SettingsAccess {
  const { data, refetch } = useRoute('settings.get', {})
  const { mutate, error } = useSend('settings.set')
  const client = useQueryClient()
  const change = useCallback(
    (part: Partial<Settings>): void =>
      mutate(part, { onError: (thrown) => addNotice(client, notSaved(thrown)) }),
    [mutate, client],
  )
  return {
    settings: data ?? defaultSettings,
    known: data !== undefined,
    change,
    failure: error && notSaved(error),
    refetch,
  }
}

function notSaved(error: Error): string {
  return t('This setting could not be saved. {reason}', { reason: errorSentence(error) })
}

function addNotice(client: QueryClient, notice: string): void {
  client.setQueryData<AppState>(
    queryKey('app.state', {}),
    (state) => state && { ...state, notices: [...state.notices.filter((each) => each !== notice), notice] },
  )
}

/** The currency of the screen: the user's choice, else the account's own, else USD. Two are never mixed. */
export function useCurrency(): Currency {
  const { settings } = useSettings()
  const { data: balance } = useRoute('balance.get', {})
  return settings.currency ?? balance?.entries?.[0]?.currency ?? 'USD'
}
