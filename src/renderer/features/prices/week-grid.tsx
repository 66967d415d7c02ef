import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { HolidayYear } from '../../../contract/prices.ts'
import type { Zone } from '../../../contract/values.ts'
import { BandMark } from '../../components/ui/band-mark.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { dayKey } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { shownHoliday } from './holiday-words.ts'
import { WeekTable } from './week-table.tsx'
import { weekRange, weekTitle } from './week-words.ts'
import { weekEdges } from './week.ts'

import styles from './week-grid.module.css'

interface WeekGridProps {
  readonly now: number
  readonly holidays: readonly HolidayYear[]
}

/** A week of 24-hour days in the reader's zone, painted by band, Beijing's hours below; and the week of a holiday. */
export function WeekGrid({ now, holidays }: WeekGridProps) {
  const [offset, setOffset] = useState(0)
  const { settings, change } = useSettings()
  const { zone } = settings
  const edges = weekEdges(now, offset, zone)
  const range = weekRange(edges, zone)
  const holiday = shownHoliday(holidays, dayKey(now, 'Asia/Shanghai'))
  const holidayEdges = holiday && weekEdges(Date.parse(`${holiday.first}T04:00:00Z`), 0, zone)
  return (
    <section aria-label={t('The week by band')} className={styles.section}>
      <div className={styles.head}>
        <h2>{weekTitle(offset, range)}</h2>
        <span className={styles.legend}>
          <BandMark band="peak" /> {t('peak')}
          <BandMark band="off-peak" /> {t('off-peak')}
        </span>
        <span className={styles.steps}>
          <IconButton
            icon={ChevronLeft}
            label={t('The week before')}
            small
            onClick={() => setOffset(offset - 1)}
          />
          <IconButton
            icon={ChevronRight}
            label={t('The week after')}
            small
            onClick={() => setOffset(offset + 1)}
          />
        </span>
      </div>
      <WeekTable edges={edges} zone={zone} now={now} />
      {holiday && holidayEdges && holidayEdges[0] !== edges[0] && (
        <>
          <div className={styles.head}>
            <h2>{weekRange(holidayEdges, zone)}</h2>
            <span className={styles.caption}>
              {holiday.isPast ? t('last holiday in the list') : t('next holiday')}
            </span>
          </div>
          <WeekTable edges={holidayEdges} zone={zone} now={now} />
        </>
      )}
      <Segmented
        label={t('Days and hours of')}
        value={zone}
        options={[
          { value: 'Asia/Shanghai', label: t('Beijing') },
          { value: 'local', label: t('here') },
          { value: 'UTC', label: 'UTC' },
        ]}
        onChange={(next: Zone) => change({ zone: next })}
      />
    </section>
  )
}
