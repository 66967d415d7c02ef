/** The languages of the window, as the tags of BCP 47. */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

let current: Language = 'en'

/** The language that this process or window speaks; the command line always speaks English. */
export function currentLanguage(): Language {
  return current
}

/** Changes the language of this process or window. What is on screen is drawn anew by who calls this. */
export function setLanguage(language: Language): void {
  current = language
}

/** The first language that Fathom speaks among those that a system or a browser prefers, as BCP 47 tags; English where it speaks none. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [name] = tag.toLowerCase().split('-')
    if (name === 'zh') return 'zh-CN'
    if (name === 'en') return 'en'
  }
  return 'en'
}

/** The locale for Intl's formats of numbers and dates in the current language. */
export function formatLocale(): string {
  return current === 'en' ? 'en-GB' : current
}
