import type { PriceDoubt } from '../../../contract/estimates.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { DecidingInstant } from '../../../contract/receipt-sheets.ts'
import type { Zone } from '../../../contract/values.ts'
import { bandWord } from '../../lib/bands.ts'
import { formatTime, zoneName } from '../../lib/time.ts'

/** Short, beside the figures. */
export function doubtWord(doubt: PriceDoubt, zone: Zone): string {
  if (doubt.kind === 'uncertain') return t('band uncertain')
  return t('edge at {time}', { time: formatTime(doubt.at, zone) })
}

/** Why two prices can hold, and on what the bold one rests; sentences. */
export function doubtSentences(doubt: PriceDoubt, setting: DecidingInstant, zone: Zone): readonly string[] {
  if (doubt.kind === 'uncertain') {
    return [
      kept(doubt.why),
      t('Both prices are shown. The bold one is the dearer, so that no day costs more than it said.'),
    ]
  }
  const at = `${formatTime(doubt.at, zone)} ${zoneName(zone)}`
  const begins =
    doubt.band === null
      ? t('A request sent now may still run at {at}, when the band becomes uncertain.', { at })
      : t('A request sent now may still run at {at}, when {band} begins.', { at, band: bandWord(doubt.band) })
  const rule =
    doubt.documented === null
      ? t('DeepSeek does not say which instant decides.')
      : t('DeepSeek documented which instant decides.')
  return [
    `${begins} ${rule}`,
    t(assumptions[doubt.documented ?? setting]),
    t('The worst case takes the dearer of the two.'),
  ]
}

/** What makes the price of now the one that is charged. */
const assumptions: Readonly<Record<DecidingInstant, string>> = {
  sent: message('The bold price is charged if the sending decides.'),
  'first-byte': message('The bold price is charged if the first byte comes before then and decides.'),
  completed: message(
    'The bold price is charged if the answer is complete before then and the completion decides.',
  ),
}

/** The choices of the setting. */
export const decidingChoices: readonly { readonly value: DecidingInstant; readonly label: string }[] = [
  { value: 'sent', label: message('Sending') },
  { value: 'first-byte', label: message('First byte') },
  { value: 'completed', label: message('Completion') },
]
