import { t } from '../../../contract/i18n/t.ts'
import type { PriceCover, PriceDraft } from '../../../contract/prices.ts'
import type { Zone } from '../../../contract/values.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatExact } from '../../lib/format.ts'
import { bandWord } from './band-words.ts'
import { rateKinds, suspiciousFactor } from './price-form.ts'
import { stretchWords } from './stretch-words.ts'

import styles from './price-dialogs.module.css'

interface CoversProps {
  readonly drafts: readonly PriceDraft[]
  readonly zone: Zone
}

/** What a price would take the place of, stretch by stretch, before it is added. */
export function Covers({ drafts, zone }: CoversProps) {
  const { data: covers, error } = useRoute('prices.previewAdd', { rows: [...drafts] }, { keepPrevious: true })
  if (error)
    return (
      <p role="alert" className={styles.error}>
        {errorSentence(error)}
      </p>
    )
  if (!covers) return null
  const slips = slipWords(drafts, covers)
  return (
    <section className={styles.covers} aria-label={t('What it covers')}>
      <h3>
        {t('What it covers')} <span>{t('hit / miss / output')}</span>
      </h3>
      <ul>
        {covers.map((cover) => (
          <li key={`${cover.currency} ${cover.band} ${cover.from}`}>
            <b>
              {cover.currency} {bandWord(cover.band)}
            </b>{' '}
            {stretchWords(cover, zone)}: {beforeWords(cover, zone)}
          </li>
        ))}
      </ul>
      {slips.map((slip) => (
        <p key={slip} className={styles.doubt}>
          {slip}
        </p>
      ))}
    </section>
  )
}

function beforeWords({ before }: PriceCover, zone: Zone): string {
  if (before === null) return t('there was no price')
  const { cacheHit, cacheMiss, output } = before
  const rates = [cacheHit ?? cacheMiss, cacheMiss, output].map((rate) => formatExact(rate, 2)).join(' / ')
  const since = stretchWords({ from: before.effectiveFrom, until: null }, zone, 'day')
  return t('in place of {rates}, {since}', { rates, since })
}

/** A decimal point in the wrong place makes a price ten times too high, and nothing else tells. */
function slipWords(drafts: readonly PriceDraft[], covers: readonly PriceCover[]): readonly string[] {
  const found = covers.flatMap(({ currency, before }) => {
    const draft = drafts.find((each) => each.currency === currency)
    if (draft === undefined || before === null) return []
    return rateKinds.flatMap((kind) => {
      const factor = suspiciousFactor(before[kind], draft[kind])
      const [was, now] = [before[kind] ?? '', draft[kind] ?? '']
      return factor === null
        ? []
        : t('{currency} goes from {was} to {now}, a factor of {factor, number}. Is the point in its place?', {
            currency,
            was: formatExact(was, 2),
            now: formatExact(now, 2),
            factor,
          })
    })
  })
  return [...new Set(found)]
}
