import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { HolidayYear } from '../../../contract/prices.ts'
import { Button } from '../../components/ui/button.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { PageHeader } from '../../components/ui/page-header.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useClock } from '../../lib/use-clock.ts'
import { useCurrency, useSettings } from '../../lib/use-settings.ts'
import { DecidingInstantChoice, DecidingInstantSentence } from './deciding-instant.tsx'
import { HolidayYears } from './holiday-years.tsx'
import { PageActions } from './page-actions.tsx'
import { PastRepricings } from './past-repricings.tsx'
import { PriceTable } from './price-table.tsx'
import { tariffsOf } from './tariffs.ts'
import { Timeline } from './timeline.tsx'
import { usePriceDialogs } from './use-price-dialogs.tsx'
import { Verified } from './verified.tsx'
import { WeekGrid } from './week-grid.tsx'

import styles from './prices-page.module.css'

/** What a token costs: over time, by band, in both currencies, with the source of every row; and the way to add to it. */
export function PricesPage() {
  const { data, error, refetch } = useRoute('prices.list', {})
  const { now, strip } = useClock()
  const { settings } = useSettings()
  const currency = useCurrency()
  const dialogs = usePriceDialogs(data, now)
  if (error) {
    return (
      <>
        <PageHeader title={t('Prices')} />
        <div className={styles.failure}>
          <ErrorCard
            title={t('The price book could not be read')}
            detail={errorSentence(error)}
            action={
              <Button variant="link" onClick={() => void refetch()}>
                {t('Try again')}
              </Button>
            }
          />
        </div>
      </>
    )
  }
  if (!data) return <PageHeader title={t('Prices')} />
  return (
    <>
      <PageHeader
        title={t('Prices')}
        note={
          <Verified
            rows={data.rows.length}
            lastVerified={data.lastVerified}
            against={data.verifiedAgainst}
            now={now}
          />
        }
        end={
          <PageActions
            onAdd={dialogs.add}
            onAddHolidays={() => dialogs.addHolidays(yearToAdd(data.holidays))}
            onReprice={dialogs.reprice}
            onImport={dialogs.import}
            onExport={dialogs.export}
          />
        }
      />
      <div className={styles.page}>
        <Timeline rows={data.rows} currency={currency} now={now} />
        <div className={styles.halves}>
          <div className={styles.rows}>
            <PriceTable
              tariffs={tariffsOf(data.rows)}
              now={now}
              band={strip?.band ?? null}
              onCorrect={dialogs.correct}
            />
          </div>
          <div className={styles.week}>
            <WeekGrid now={now} holidays={data.holidays} />
            <HolidayYears years={data.holidays} onAdd={dialogs.addHolidays} />
            <section className={styles.block} aria-label={t('What the bold price rests on')}>
              <h2>{t('What the bold price rests on')}</h2>
              <DecidingInstantChoice />
              <p className={styles.says}>
                <DecidingInstantSentence />
              </p>
            </section>
            <PastRepricings zone={settings.zone} onLook={dialogs.reprice} />
            {data.notes.map((note) => (
              <p key={note} className={styles.note}>
                {kept(note)}
              </p>
            ))}
          </div>
        </div>
      </div>
      {dialogs.dialog}
    </>
  )
}

/** The first year that is not known yet, else the one after the last. */
function yearToAdd(years: readonly HolidayYear[]): number {
  const unknown = years.find(({ holidays }) => holidays === null)
  return unknown?.year ?? (years.at(-1)?.year ?? 2026) + 1
}
