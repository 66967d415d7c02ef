import { message, t } from '../../contract/i18n/t.ts'
import type { Band } from '../../contract/values.ts'

const names: Readonly<Record<Band, string>> = {
  peak: message('Peak'),
  'off-peak': message('Off-peak'),
  'all-day': message('One price all day'),
}

const words: Readonly<Record<Band, string>> = {
  peak: message('peak'),
  'off-peak': message('off-peak'),
  'all-day': message('all day'),
}

/** "Peak", "Off-peak", "One price all day"; null is a day whose holidays are not published yet. */
export function bandName(band: Band | null): string {
  return band === null ? t('Holidays unknown') : t(names[band])
}

/** Within a sentence or a table row: "peak", "off-peak", "all day". */
export function bandWord(band: Band | null): string {
  return band === null ? t('unknown') : t(words[band])
}
