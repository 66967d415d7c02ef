import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'

import { type Language, languageOf, setLanguage } from '../../contract/i18n/language.ts'
import { refetchEverything } from './api.ts'
import { useSettings } from './use-settings.ts'

const LanguageContext = createContext<Language>('en')

/** The language on screen. A memoised component that shows words reads it, so that a switch draws it anew. */
export function useLanguage(): Language {
  return useContext(LanguageContext)
}

interface LanguageProviderProps {
  /** A function: what it makes is drawn anew after a switch, and keeps all its state. */
  readonly children: () => ReactNode
}

/** Speaks the chosen language; at a first start the one that the system prefers, which is then the choice. */
export function LanguageProvider({ children }: LanguageProviderProps) {
  const { settings, known, change } = useSettings()
  const client = useQueryClient()
  const language = settings.language ?? languageOf(navigator.languages)
  // While drawing, because everything below asks for its words in this very pass.
  setLanguage(language)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const undecided = known && settings.language === null
  useEffect(() => {
    if (undecided) change({ language })
  }, [undecided, language, change])
  const shown = useRef(language)
  useEffect(() => {
    if (shown.current === language) return
    shown.current = language
    // Main's own sentences were asked for in the language before.
    refetchEverything(client)
  }, [client, language])
  return <LanguageContext value={language}>{children()}</LanguageContext>
}
