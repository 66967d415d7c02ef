import { Slider } from '@base-ui/react/slider'
import { ChevronLeft, ChevronRight } from 'lucide-react'

import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { formatWeekdayName } from '../../lib/time.ts'
import { momentWords, spanWords } from './time-words.ts'
import {
  edgeBeside,
  instantOf,
  LARGE_STEP,
  midnights,
  type PaintedSpan,
  paintedSpans,
  spanAt,
  STEPS,
  stepOf,
  weekFrom,
} from './week-scale.ts'

import styles from './time-slider.module.css'

interface TimeSliderProps {
  /** Epoch ms of main's clock. */
  readonly now: number
  /** Epoch ms; null is now. */
  readonly at: number | null
  readonly zone: Zone
  readonly onChange: (at: number | null) => void
}

/** The coming week painted by band, and the moment in it that is asked for. Arrows move by 15 minutes, Page keys by six hours. */
export function TimeSlider({ now, at, zone, onChange }: TimeSliderProps) {
  const week = weekFrom(now)
  const { data: spans = [] } = useRoute(
    'prices.bands',
    { from: new Date(week.from).toISOString(), until: new Date(week.until).toISOString() },
    { keepPrevious: true },
  )
  const step = stepOf(week, at)
  const moment = instantOf(week, step) ?? now
  const words = (value: number): string => {
    const instant = instantOf(week, value) ?? now
    return listed(
      [value === 0 ? t('now') : momentWords(instant, zone), spanWords(spanAt(spans, instant), zone)].filter(
        Boolean,
      ),
    )
  }
  const goTo = (edge: number | null): void => {
    if (edge !== null) onChange(edge)
  }
  return (
    <section className={styles.section} aria-label={t('When it is sent')}>
      <div className={styles.head}>
        <p className={styles.words}>
          <span className={styles.moment}>{step === 0 ? t('Now') : momentWords(moment, zone)}</span>
          <span className={styles.band}>{spanWords(spanAt(spans, moment), zone)}</span>
        </p>
        <span className={styles.steps}>
          {step !== 0 && (
            <Button variant="link" onClick={() => onChange(null)}>
              {t('Now')}
            </Button>
          )}
          <IconButton
            icon={ChevronLeft}
            label={t('To the change of band before')}
            small
            onClick={() => onChange(edgeBeside(week, spans, moment, 'before'))}
          />
          <IconButton
            icon={ChevronRight}
            label={t('To the next change of band')}
            small
            onClick={() => goTo(edgeBeside(week, spans, moment, 'after'))}
          />
        </span>
      </div>
      <Slider.Root
        value={step}
        min={0}
        max={STEPS}
        largeStep={LARGE_STEP}
        onValueChange={(value) => onChange(instantOf(week, value))}
      >
        <Slider.Control className={styles.control}>
          <Slider.Track className={styles.track}>
            {paintedSpans(week, spans).map((span) => (
              <Painted key={span.key} span={span} />
            ))}
            <Slider.Thumb
              className={styles.thumb}
              aria-label={t('When it is sent')}
              getAriaValueText={(_, value) => words(value)}
            >
              <svg width="9" height="26" viewBox="0 0 9 26" aria-hidden>
                <path d="M1 0h7L4.5 5Z" />
                <path d="M4.5 4V26" className={styles.line} />
              </svg>
            </Slider.Thumb>
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <div className={styles.days} aria-hidden>
        {midnights(week, zone).map(({ at: midnight, left }) => (
          <span key={midnight} style={{ left: `${left}%` }}>
            {formatWeekdayName(midnight, zone)}
          </span>
        ))}
      </div>
    </section>
  )
}

function Painted({ span: { left, width, band, holiday } }: { readonly span: PaintedSpan }) {
  return (
    <span
      className={styles.span}
      style={{ left: `${left}%`, width: `${width}%` }}
      data-band={band ?? 'unknown'}
      data-holiday={holiday !== null || undefined}
      title={holiday ?? undefined}
    />
  )
}
