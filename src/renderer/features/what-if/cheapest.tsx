import { t } from '../../../contract/i18n/t.ts'
import type { CheapestMoment, WhatIf } from '../../../contract/prices.ts'
import type { Currency, Zone } from '../../../contract/values.ts'
import { BandMark } from '../../components/ui/band-mark.tsx'
import { Button } from '../../components/ui/button.tsx'
import { UnknownFigure } from '../../components/ui/figures.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatMoney, fullAmount } from '../../lib/format.ts'
import { formatSpan, formatTime } from '../../lib/time.ts'
import { shortModelName } from '../estimates/cost-figures.ts'
import { savedShare } from './saved-share.ts'
import { momentWords } from './time-words.ts'

import styles from './what-if.module.css'

interface CheapestProps {
  readonly whatIf: WhatIf
  readonly currency: Currency
  readonly zone: Zone
  readonly stale: boolean
  /** Moves the slider there; null is now. */
  readonly onGo: (at: number | null) => void
}

/** When each model is the cheapest within the next 24 hours, and what waiting saves; with nothing cached. */
export function Cheapest({ whatIf, currency, zone, stale, onGo }: CheapestProps) {
  const models = [...new Set(whatIf.cases.map(({ model }) => model))]
  return (
    <section className={styles.cheapest} aria-label={t('Cheapest moment within 24 h')}>
      <h2>{t('Cheapest moment within 24 h')}</h2>
      <ul>
        {models.map((model) => {
          const moment = whatIf.cheapest.find((each) => each.model === model && each.currency === currency)
          return (
            <li key={model}>
              <span className={styles.name} title={model}>
                {shortModelName(model).toLowerCase()}
              </span>
              {moment === undefined ? (
                <UnknownFigure word="unpriced" />
              ) : (
                <Moment moment={moment} now={Date.parse(whatIf.now)} zone={zone} stale={stale} onGo={onGo} />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface MomentProps extends Pick<CheapestProps, 'zone' | 'stale' | 'onGo'> {
  readonly moment: CheapestMoment
  readonly now: number
}

function Moment({ moment, now, zone, stale, onGo }: MomentProps) {
  const { band, cost, currency, saving } = moment
  const at = Date.parse(moment.at)
  if (at <= now) {
    return (
      <span className={styles.when}>
        <BandMark band={band} /> {t('now: waiting saves nothing')}
      </span>
    )
  }
  return (
    <>
      <Button
        variant="link"
        title={t('{moment}: {cost}. Moves the slider there.', {
          moment: momentWords(at, zone),
          cost: fullAmount(cost, currency),
        })}
        onClick={() => onGo(at)}
        className={styles.when}
      >
        {t('{time}, in {span}', { time: formatTime(at, zone), span: formatSpan(at - now) })}
      </Button>
      <BandMark band={band} />
      <span className={classNames(styles.saving, stale && styles.stale)}>
        {saving === null ? (
          <UnknownFigure word="unknown" title={t('Sending now has no price to compare with.')} />
        ) : (
          <span title={fullAmount(saving, currency)}>
            {t('saves {amount}, {share}', {
              amount: formatMoney(saving, 3),
              share: savedShare(saving, cost),
            })}
          </span>
        )}
      </span>
    </>
  )
}
