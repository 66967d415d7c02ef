import { following } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { PeakStrip as Strip } from '../../../contract/prices.ts'
import { Tooltip } from '../../components/ui/tooltip.tsx'
import { classNames } from '../../lib/class-names.ts'
import { useClock } from '../../lib/use-clock.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { BandDay } from './band-day.tsx'
import { type BandWords, bandWords, shortRest } from './band-words.ts'

import styles from './peak-strip.module.css'

/** The Beijing day painted by band, where now is, and the countdown to the next switch. A press opens Prices. */
export function PeakStrip({ short }: { readonly short: boolean }) {
  const { now, strip } = useClock()
  const { openPage } = useNavigation()
  if (!strip) return null
  const words = bandWords(strip, now)
  return (
    <Tooltip content={t('The Beijing day, 00 to 24. Opens Prices.')}>
      <button type="button" className={styles.strip} onClick={() => openPage('prices')}>
        <BandDay strip={strip} now={now} width={short ? 112 : 152} />
        <Words words={words} short={short} strip={strip} now={now} />
      </button>
    </Tooltip>
  )
}

interface WordsProps {
  readonly words: BandWords
  readonly short: boolean
  readonly strip: Strip
  readonly now: number
}

function Words({ words, short, strip, now }: WordsProps) {
  if (short) {
    return (
      <span className={styles.words}>
        <b className={classNames(styles.band, !words.known && styles.unknown)}>{words.band}</b>
        {words.known && strip.next && following(shortRest(strip, now))}
      </span>
    )
  }
  return (
    <span className={styles.words}>
      <b className={classNames(styles.band, !words.known && styles.unknown)}>{words.band}</b>
      {words.rest && ` · ${words.rest}`}
    </span>
  )
}
