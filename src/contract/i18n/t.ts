import { IntlMessageFormat } from 'intl-messageformat'

import { english } from './en.ts'
import { currentLanguage } from './language.ts'
import { zhCN } from './zh-cn/index.ts'

/** What is put into a message. Numbers may be formatted by it: `{count, number}`, `{count, plural, …}`. */
export type MessageValues = Readonly<Record<string, string | number | boolean | Date>>

/** How numbers and days are written inside messages, by language. */
const formatters = new Map<string, IntlMessageFormat>()

/**
 * A sentence in the current language.
 * @param message the English sentence in ICU's message syntax; it is the key of the catalogs too
 * @param values what stands in its places
 */
export function t(message: string, values?: MessageValues): string {
  const translated = translationOf(message)
  if (values === undefined && !/[{<]/.test(translated)) return translated
  return String(formatterOf(translated).format(values))
}

/** Marks a sentence of a table for the catalogs; `t` translates it where it is shown, in the language of that moment. */
export function message<const Text extends string>(text: Text): Text {
  return text
}

/** The sentence of the current language's catalog; as it was given where that has none. */
export function translationOf(text: string): string {
  const catalog = currentLanguage() === 'zh-CN' ? zhCN : english
  return catalog[text] ?? text
}

/** The parsed message, kept: parsing is the slow part. */
export function formatterOf(translated: string): IntlMessageFormat {
  const locale = currentLanguage()
  const key = `${locale}\0${translated}`
  let formatter = formatters.get(key)
  if (formatter === undefined) {
    formatter = new IntlMessageFormat(translated, locale)
    formatters.set(key, formatter)
  }
  return formatter
}
