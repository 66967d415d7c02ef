import { useState } from 'react'

import { message, t } from '../../../../contract/i18n/t.ts'
import type { SpendBucket } from '../../../../contract/ledger.ts'
import type { RequestOf } from '../../../../contract/routes.ts'
import type { Zone } from '../../../../contract/values.ts'
import { Segmented } from '../../../components/ui/segmented.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useRoute } from '../../../lib/api-context.tsx'
import { dayKey } from '../../../lib/time.ts'
import { useCurrency, useSettings } from '../../../lib/use-settings.ts'
import { useWidth } from '../../../lib/use-width.ts'
import { AccuracyPicture } from './accuracy-picture.tsx'
import { balanceCurrency } from './balance-currency.ts'
import { BalancePicture } from './balance-picture.tsx'
import { CachePicture } from './cache-picture.tsx'
import { PeakPicture } from './peak-picture.tsx'
import { SpendPicture } from './spend-picture.tsx'
import { WeeksPicture } from './weeks-picture.tsx'

import styles from './pictures.module.css'

type PictureId = 'spend' | 'balance' | 'weeks' | 'cache' | 'accuracy' | 'peak'

const names: Readonly<Record<PictureId, string>> = {
  spend: message('Spend'),
  balance: message('Balance'),
  weeks: message('26 weeks'),
  cache: message('Cache hits'),
  accuracy: message('Estimated and billed'),
  peak: message('Peak surcharge'),
}
const groups: Readonly<Record<'money' | 'tokens', readonly PictureId[]>> = {
  money: ['spend', 'balance', 'weeks'],
  tokens: ['cache', 'accuracy', 'peak'],
}
/** Below it three pictures beside each other are too small to be read. */
const WIDE = 1000
const MONTH = 30 * 86_400_000

export type PictureChoice = 'money' | 'tokens' | 'none'

interface PicturesChoiceProps {
  readonly value: PictureChoice
  readonly onChange: (choice: PictureChoice) => void
}

/** Which row of pictures is shown; none leaves the room to the table. */
export function PicturesChoice({ value, onChange }: PicturesChoiceProps) {
  return (
    <Segmented
      label={t('Pictures')}
      hideLabel
      value={value}
      options={[
        { value: 'money', label: t('Money') },
        { value: 'tokens', label: t('Tokens') },
        { value: 'none', label: t('No pictures') },
      ]}
      onChange={onChange}
    />
  )
}

interface LedgerPicturesProps {
  readonly choice: Exclude<PictureChoice, 'none'>
  readonly filter: RequestOf<'ledger.pictures'>['filter']
  readonly zone: Zone
  readonly now: number
  readonly onPeriod: (from: string, until: string) => void
  readonly onDay: (day: string) => void
}

/** The pictures above the ledger; they follow its filters. */
export function LedgerPictures({ choice, filter, zone, now, onPeriod, onDay }: LedgerPicturesProps) {
  const [place, width] = useWidth<HTMLDivElement>()
  const [chosen, setChosen] = useState<Readonly<Record<'money' | 'tokens', PictureId>>>({
    money: 'spend',
    tokens: 'cache',
  })
  const currency = useCurrency()
  const { settings } = useSettings()
  const { data: pictures } = useRoute('ledger.pictures', { filter, zone }, { keepPrevious: true })
  const { data: history } = useRoute('balance.history', {})
  const narrow = width > 0 && width < WIDE
  const ids = narrow ? [chosen[choice]] : groups[choice]
  const first = pictures?.spend[0]?.from
  const from = filter?.from
    ? Date.parse(filter.from)
    : Math.min(first ? Date.parse(first) : now - MONTH, now - MONTH)
  const draw = (id: PictureId) => {
    if (!pictures) return null
    const practice = filter?.practice ?? false
    if (id === 'spend')
      return (
        <SpendPicture
          pictures={pictures}
          filter={filter}
          currency={currency}
          practice={practice}
          onBucket={({ from, until }: SpendBucket) => onPeriod(from, until)}
        />
      )
    if (id === 'weeks')
      return (
        <WeeksPicture
          pictures={pictures}
          filter={filter}
          currency={currency}
          today={dayKey(now, zone)}
          onDay={onDay}
        />
      )
    if (id === 'cache') return <CachePicture pictures={pictures} />
    if (id === 'accuracy') return <AccuracyPicture pictures={pictures} />
    if (id === 'peak') return <PeakPicture pictures={pictures} />
    return history ? (
      <BalancePicture
        history={history}
        currency={balanceCurrency(history, currency)}
        from={from}
        now={now}
        zone={zone}
        hidden={settings.hideAmounts}
      />
    ) : null
  }
  return (
    <section ref={place} aria-label={t('Pictures')} className={styles.band}>
      {narrow && (
        <div className={styles.chooser}>
          <Select
            label={t('Picture')}
            value={chosen[choice]}
            options={groups[choice].map((id) => ({ value: id, label: t(names[id]) }))}
            onChange={(id) => setChosen({ ...chosen, [choice]: id })}
          />
        </div>
      )}
      <div className={styles.row} data-choice={narrow ? 'one' : choice}>
        {ids.map((id) => (
          <div key={id} className={styles.panel}>
            {draw(id)}
          </div>
        ))}
      </div>
    </section>
  )
}
