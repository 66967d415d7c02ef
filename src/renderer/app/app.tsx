import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'

import { t } from '../../contract/i18n/t.ts'
import { Button } from '../components/ui/button.tsx'
import { ErrorCard } from '../components/ui/error-card.tsx'
import { Toaster } from '../components/ui/toaster.tsx'
import { TooltipProvider } from '../components/ui/tooltip.tsx'
import { HistoryProvider } from '../features/history/history-memory.tsx'
import { ApiProvider, useRoute } from '../lib/api-context.tsx'
import { ApiError, errorSentence } from '../lib/api.ts'
import { CommandProvider } from '../lib/command-context.tsx'
import type { ConnectedBridge } from '../lib/connected-bridge.ts'
import { LanguageProvider } from '../lib/language.tsx'
import { useSettings } from '../lib/use-settings.ts'
import { NavigationProvider } from '../navigation/navigation.tsx'
import { Frame } from './frame.tsx'

import styles from './app.module.css'

/** The nonce of this page load, for the <style> elements that Base UI makes. */
function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined
}

/** The whole window. */
export function App({ bridge }: { readonly bridge: ConnectedBridge }) {
  const nonce = styleNonce()
  return (
    <StrictMode>
      <CSPProvider {...(nonce ? { nonce } : { disableStyleElements: true })}>
        <ApiProvider bridge={bridge}>
          <LanguageProvider>
            {() => (
              <TooltipProvider>
                <Toaster>
                  <Opened />
                </Toaster>
              </TooltipProvider>
            )}
          </LanguageProvider>
        </ApiProvider>
      </CSPProvider>
    </StrictMode>
  )
}

/** What the frame needs before it can be drawn: the shell, the settings and the library. */
function Opened() {
  const state = useRoute('app.state', {})
  const prompts = useRoute('prompts.list', {})
  const { settings, known, change, refetch } = useSettings()
  const failure = state.error ?? prompts.error
  if (failure) {
    const retry = () => void Promise.all([state.refetch(), prompts.refetch(), refetch()])
    const cannotStart = failure instanceof ApiError && failure.code === 'CANNOT_START'
    return (
      <main className={styles.failure}>
        <ErrorCard
          title={cannotStart ? t('Fathom cannot open its data') : t('The workbench did not answer')}
          detail={errorSentence(failure)}
          action={
            <Button variant="link" onClick={retry}>
              {t('Try again')}
            </Button>
          }
        />
      </main>
    )
  }
  if (!state.data || !prompts.data || !known) return null
  const last = prompts.data.find((prompt) => prompt.id === settings.lastPromptId) ?? prompts.data[0]
  return (
    <CommandProvider browser={state.data.shell === 'browser'} edited={settings.shortcuts}>
      <NavigationProvider
        firstPromptId={last?.id ?? null}
        firstComparing={settings.comparing && last?.id === settings.lastPromptId}
        onPromptOpened={(lastPromptId, comparing) => change({ lastPromptId, comparing })}
      >
        <HistoryProvider>
          <Frame app={state.data} />
        </HistoryProvider>
      </NavigationProvider>
    </CommandProvider>
  )
}
