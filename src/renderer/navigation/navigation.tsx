import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** What fills the main area. `runId` is set when a row of History or Ledger was opened: show that run. */
export type Page =
  | {
      readonly name: 'workbench'
      readonly promptId: string | null
      readonly runId: string | null
      /** A version of the prompt that was asked for; anew each time, even for the same one. */
      readonly version?: { readonly id: string }
    }
  | { readonly name: 'compare'; readonly promptId: string; readonly runId: null }
  /** The tests of a prompt; of the one that was looked at last where null. */
  | { readonly name: 'tests'; readonly promptId: string | null; readonly runId: null }
  | { readonly name: PlainPage; readonly promptId: null; readonly runId: null }

/** A page that is about no prompt. */
export type PlainPage = 'history' | 'ledger' | 'billing' | 'prices'

export interface Navigation {
  readonly page: Page
  readonly openPrompt: (promptId: string) => void
  /** Shows a version of a prompt over its draft. */
  readonly openVersion: (promptId: string, versionId: string) => void
  /** Holds a prompt's draft against several columns. */
  readonly openComparison: (promptId: string) => void
  /** Opens a run under its prompt; a run of the command line has none and stands alone. */
  readonly openRun: (runId: string, promptId: string | null) => void
  readonly openPage: (name: PlainPage) => void
  readonly openTests: (promptId: string | null) => void
}

const NavigationContext = createContext<Navigation | null>(null)

interface NavigationProviderProps {
  readonly firstPromptId: string | null
  /** The comparison of the prompt was on screen last, not its draft alone. */
  readonly firstComparing: boolean
  readonly onPromptOpened: (promptId: string, comparing: boolean) => void
  readonly children: ReactNode
}

/** One window, seven pages: no router. */
export function NavigationProvider({
  firstPromptId,
  firstComparing,
  onPromptOpened,
  children,
}: NavigationProviderProps) {
  const [page, setPage] = useState<Page>(() =>
    firstComparing && firstPromptId !== null
      ? { name: 'compare', promptId: firstPromptId, runId: null }
      : { name: 'workbench', promptId: firstPromptId, runId: null },
  )
  const navigation = useMemo<Navigation>(() => {
    const showPrompt = (promptId: string | null, runId: string | null) => {
      setPage({ name: 'workbench', promptId, runId })
      if (promptId !== null) onPromptOpened(promptId, false)
    }
    return {
      page,
      openPrompt: (promptId) => showPrompt(promptId, null),
      openVersion: (promptId, versionId) => {
        setPage({ name: 'workbench', promptId, runId: null, version: { id: versionId } })
        onPromptOpened(promptId, false)
      },
      openComparison: (promptId) => {
        setPage({ name: 'compare', promptId, runId: null })
        onPromptOpened(promptId, true)
      },
      openRun: (runId, promptId) => showPrompt(promptId, runId),
      openTests: (promptId) => setPage({ name: 'tests', promptId, runId: null }),
      openPage: (name) => setPage({ name, promptId: null, runId: null }),
    }
  }, [page, onPromptOpened])
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('useNavigation needs a NavigationProvider around it.')
  return navigation
}
