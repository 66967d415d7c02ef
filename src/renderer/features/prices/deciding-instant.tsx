import { message, t } from '../../../contract/i18n/t.ts'
import type { DecidingInstant } from '../../../contract/receipt-sheets.ts'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSettings } from '../../lib/use-settings.ts'

const sentences: Readonly<Record<DecidingInstant, string>> = {
  sent: message('when it was sent'),
  'first-byte': message('when its first byte came'),
  completed: message('when it was completed'),
}

/** When a request has its price, in words: the sentence that stands beside the choice. */
export function decidingWords(instant: DecidingInstant): string {
  return t(sentences[instant])
}

/** Which instant puts a request into a band where DeepSeek does not say; each choice holds at once. */
export function DecidingInstantChoice() {
  const { settings, change } = useSettings()
  return (
    <Segmented
      label={t('A request has the price of the moment at which it was')}
      hideLabel
      value={settings.decidingInstant}
      options={[
        { value: 'sent', label: t('sent (instant)') },
        { value: 'first-byte', label: t('answered first') },
        { value: 'completed', label: t('completed (instant)') },
      ]}
      onChange={(decidingInstant: DecidingInstant) => change({ decidingInstant })}
    />
  )
}

/** What the bold price rests on, in a sentence. */
export function DecidingInstantSentence() {
  const { settings } = useSettings()
  return (
    <>
      {t(
        'Of two prices, the bold one is that of the moment {when}. DeepSeek said in 2025 that completion decides and says nothing for 2026, so a request that crosses the edge of a band shows the other price too.',
        { when: decidingWords(settings.decidingInstant) },
      )}
    </>
  )
}
