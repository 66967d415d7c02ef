import type { LiveEstimate } from '../../../contract/estimates.ts'
import type { Forecast } from '../../../contract/forecasts.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { LiveRegion } from '../../components/ui/live-region.tsx'
import { formatInteger } from '../../lib/format.ts'
import { useClock } from '../../lib/use-clock.ts'
import { useCurrency, useSettings } from '../../lib/use-settings.ts'
import { type AssumedOutput, type Assumptions, assumedOutput, MOST_OUTPUT, MOST_RUNS } from './assumptions.ts'
import { Cheapest } from './cheapest.tsx'
import { CountField } from './count-field.tsx'
import { TimeSlider } from './time-slider.tsx'
import { useWhatIf } from './use-what-if.ts'
import { haveSameColumns, whatIfGroups } from './what-if-rows.ts'
import { WhatIfTable } from './what-if-table.tsx'

import styles from './what-if.module.css'

interface WhatIfTabProps {
  readonly estimate: LiveEstimate
  readonly forecast: Forecast | null
  readonly assumptions: Assumptions
  readonly onAssume: (assumptions: Assumptions) => void
}

/** What the draft would cost otherwise: at another time, with another model or effort, cold or warm, many times. */
export function WhatIfTab({ estimate, forecast, assumptions, onAssume }: WhatIfTabProps) {
  const { settings } = useSettings()
  const currency = useCurrency()
  const { now } = useClock()
  const output = assumedOutput(assumptions, forecast)
  // What was chosen is past by now: it is now.
  const at = assumptions.at !== null && assumptions.at > now ? assumptions.at : null
  const question = { at, output: output.tokens, runs: assumptions.runs }
  const { whatIf, stale, failure } = useWhatIf(estimate, question)
  const asked = {
    promptId: estimate.promptId,
    output: output.tokens,
    runs: assumptions.runs,
    ...(at === null ? {} : { at: new Date(at).toISOString() }),
  }
  const own = estimate.columns[0]?.estimate.model.requested
  const goTo = (moment: number | null): void => onAssume({ ...assumptions, at: moment })
  return (
    <div className={styles.tab}>
      <TimeSlider now={now} at={at} zone={settings.zone} onChange={goTo} />
      <div className={styles.assumptions}>
        <CountField
          label={t('Runs (count)')}
          value={assumptions.runs}
          least={1}
          most={MOST_RUNS}
          onChange={(runs) => onAssume({ ...assumptions, runs })}
        />
        <CountField
          label={t('Output each')}
          value={output.tokens}
          least={0}
          most={MOST_OUTPUT}
          hint={originWords(output, forecast)}
          onChange={(tokens) => onAssume({ ...assumptions, output: tokens })}
        />
      </div>
      {failure !== null && <p className={styles.note}>{failure}</p>}
      {whatIf &&
        whatIfGroups(whatIf).map((group, place, groups) => (
          <WhatIfTable
            key={group.model}
            group={group}
            sameHead={place > 0 && haveSameColumns(group, groups[place - 1])}
            ownEffort={group.model === own ? whatIf.effort : null}
            asked={asked}
            currency={currency}
            stale={stale}
            isNow={at === null}
          />
        ))}
      {whatIf && (
        <Cheapest whatIf={whatIf} currency={currency} zone={settings.zone} stale={stale} onGo={goTo} />
      )}
      {whatIf && <Notes notes={whatIf.notes} exact={whatIf.cases.every(({ exact }) => exact)} />}
      <LiveRegion message={stale || whatIf === null ? '' : t('The what-if figures are up to date')} />
    </div>
  )
}

function originWords({ from }: AssumedOutput, forecast: Forecast | null): string {
  if (from === 'typed') return t('tokens, your assumption')
  if (from === 'nothing') return t('tokens, assumed: no history')
  const runs = formatInteger(forecast?.columns[0]?.output.runs ?? 0)
  return t('tokens, p50 of {runs} runs', { runs })
}

interface NotesProps {
  readonly notes: readonly string[]
  readonly exact: boolean
}

function Notes({ notes, exact }: NotesProps) {
  return (
    <div className={styles.notes}>
      <p>
        {t(
          'Cold: nothing cached. Warm: all whole units of 128 prompt tokens cached, the most that there can be. A figure opens its arithmetic.',
        )}
      </p>
      {!exact && <p className={styles.amber}>{t('The prompt tokens are not exact.')}</p>}
      {notes.map((note) => (
        <p key={note} className={styles.amber}>
          {kept(note)}
        </p>
      ))}
    </div>
  )
}
