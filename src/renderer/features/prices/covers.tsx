import { t } from '../../../contract/i18n/t.ts'
import type { PriceCover, PriceDraft } from '../../../contract/prices.ts'
import type { Zone } from '../../../contract/values.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { bandWord } from '../../lib/bands.ts'
import { formatExact } from '../../lib/format.ts'
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
  const slip = slipWords(drafts, covers)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled list needs the keyboard
    <section className={styles.covers} tabIndex={0} aria-label={t('What it covers')}>
      <h3>
        {t('What it covers')} <span>{t('hit / miss / output')}</span>
      </h3>
      <ul>
        {covers.map((cover) => (
          <li key={`${cover.currency} ${cover.band} ${cover.from}`}>
            <b>
              {cover.currency} {bandWord(cover.band)}
            </b>{' '}
            {t('{what}: {words}', { what: stretchWords(cover, zone), words: beforeWords(cover, zone) })}
          </li>
        ))}
      </ul>
      {slip !== null && <p className={styles.doubt}>{slip}</p>}
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

/** A decimal point in the wrong place makes a price ten times too high, and nothing else tells: the greatest leap, if any. */
function slipWords(drafts: readonly PriceDraft[], covers: readonly PriceCover[]): string | null {
  const leaps = covers.flatMap(({ currency, before }) => {
    const draft = drafts.find((each) => each.currency === currency)
    return rateKinds.flatMap((kind) => {
      const [was, now] = [before?.[kind] ?? null, draft?.[kind] ?? null]
      const factor = suspiciousFactor(was, now)
      return was === null || now === null || factor === null ? [] : [{ currency, was, now, factor }]
    })
  })
  const [leap] = leaps.toSorted((one, other) => other.factor - one.factor)
  if (leap === undefined) return null
  const { currency, factor } = leap
  const [was, now] = [formatExact(leap.was, 2), formatExact(leap.now, 2)]
  return t(
    'A {currency} rate goes from {was} to {now}, a factor of {factor, number}. Is the point in its place?',
    {
      currency,
      was,
      now,
      factor,
    },
  )
}
