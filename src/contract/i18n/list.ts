import { currentLanguage } from './language.ts'

const comma = (): string => (currentLanguage() === 'zh-CN' ? '，' : ', ')

/** Words one after the other, with the comma of the current language: "2 runs, 1 not priced"; empty ones are left out. */
export function listed(words: readonly (string | null)[]): string {
  return words.filter(Boolean).join(comma())
}

/** What is said after other words: ", off-peak". */
export function following(words: string): string {
  return comma() + words
}
