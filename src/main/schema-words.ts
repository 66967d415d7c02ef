import zhCN from 'zod/v4/locales/zh-CN.js'

import { currentLanguage } from '../contract/i18n/language.ts'

const chinese = zhCN().localeError

/** What a schema is to be asked with, so that it says what is wrong in the language of the window. */
export function schemaWords(): { readonly error?: typeof chinese } {
  return currentLanguage() === 'zh-CN' ? { error: chinese } : {}
}
