import type { PriceDoubt } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Popover } from '../../components/ui/popover.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSettings } from '../../lib/use-settings.ts'
import { decidingChoices, doubtSentences, doubtWord } from './doubt-words.ts'

import styles from './price-doubt.module.css'

/** Two prices can hold: says so beside them, and opened, why, and which assumption the bold one rests on. */
export function DoubtMark({ doubt }: { readonly doubt: PriceDoubt }) {
  const { settings, change } = useSettings()
  const { decidingInstant, zone } = settings
  const asks = doubt.kind === 'crossing' && doubt.documented === null
  return (
    <Popover
      side="top"
      title={t('Which price will hold')}
      trigger={
        <button type="button" className={styles.mark}>
          {doubtWord(doubt, zone)}
        </button>
      }
    >
      <div className={styles.body}>
        {doubtSentences(doubt, decidingInstant, zone).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {asks && (
          <Segmented
            label={t('What decides')}
            value={decidingInstant}
            options={decidingChoices.map(({ value, label }) => ({ value, label: t(label) }))}
            onChange={(chosen) => change({ decidingInstant: chosen })}
          />
        )}
      </div>
    </Popover>
  )
}
