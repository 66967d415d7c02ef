import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { HolidayYear } from '../../../contract/prices.ts'
import { Button } from '../../components/ui/button.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { holidayName } from './band-words.ts'

import styles from './prices-page.module.css'

interface HolidayYearsProps {
  readonly years: readonly HolidayYear[]
  readonly onAdd: (year: number) => void
}

/** What is known of the public holidays, a line a year; an unknown one says what follows from that. */
export function HolidayYears({ years, onAdd }: HolidayYearsProps) {
  return (
    <section className={styles.block} aria-label={t('Public holidays')}>
      <h2>{t('Public holidays')}</h2>
      {years.map((year) =>
        year.holidays === null ? (
          <p key={year.year} className={styles.line}>
            <span>
              <b className={styles.unknown}>{t('{year} holidays unknown', { year: String(year.year) })}</b>{' '}
              <span title={kept(year.says)}>
                {t('not published yet: the band of its working days is uncertain, and both prices are shown')}
              </span>
            </span>
            <Button
              variant="link"
              aria-label={t('Add the holidays of {year}', { year: String(year.year) })}
              onClick={() => onAdd(year.year)}
            >
              {t('Add')}
            </Button>
          </p>
        ) : (
          <p key={year.year} className={styles.line}>
            <Known year={year} count={year.holidays.length} />
            <Button
              variant="link"
              aria-label={t('Correct the holidays of {year}', { year: String(year.year) })}
              onClick={() => onAdd(year.year)}
            >
              {t('Correct')}
            </Button>
          </p>
        ),
      )}
    </section>
  )
}

function Known({ year, count }: { readonly year: HolidayYear; readonly count: number }) {
  return (
    <Popover
      title={t('Public holidays of {year}', { year: String(year.year) })}
      side="left"
      trigger={
        <button type="button" className={styles.opener}>
          {t('{year}: {count, plural, one {# holiday} other {# holidays}}', {
            year: String(year.year),
            count,
          })}
        </button>
      }
    >
      <dl className={styles.facts}>
        {year.holidays?.map(({ name, first, last }) => (
          <div key={first}>
            <dt>{holidayName(name)}</dt>
            <dd>{first === last ? first : t('{first} to {last}', { first, last })}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.says}>{year.says}</p>
    </Popover>
  )
}
