import { message, t } from '../../../contract/i18n/t.ts'

/** The causes that main names, as they are shown. */
const names: Readonly<Record<string, string>> = {
  'draft changed after the estimate': message('draft changed since'),
  'effort preamble': message('effort preamble'),
  'thinking mode': message('thinking mode'),
  tools: message('tools'),
  'JSON mode': message('JSON mode'),
  'cache split': message('cache split'),
  'output, not forecast': message('output, no forecast'),
  'output longer than forecast': message('longer output'),
  'output shorter than forecast': message('shorter output'),
  'band changed': message('band changed'),
  'price changed': message('price changed'),
}

const DRIFT = 'template drift: counted as '

/** A cause of a difference in the words of the window. */
export function causeWords(cause: string): string {
  if (cause.startsWith(DRIFT)) return t('template drift ({profile})', { profile: cause.slice(DRIFT.length) })
  const name = names[cause]
  return name === undefined ? cause : t(name)
}
