import type { LiveEstimate } from '../../../contract/estimates.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { OutputLengths } from '../forecasts/output-lengths.tsx'
import { CostTable, type CostTableProps } from './cost-table.tsx'
import { doubtSentences } from './doubt-words.ts'
import { OwnCosts } from './own-costs.tsx'
import { DoubtMark } from './price-doubt.tsx'
import { Rates } from './rates.tsx'

import styles from './cost-tab.module.css'

/** What each model costs in each band and both currencies, and the price rows that say so. */
export function CostTab(props: CostTableProps) {
  const { estimate, stale, forecast, forecastStale } = props
  const [own] = estimate.columns
  if (own === undefined) return null
  return (
    <div className={styles.tab}>
      <CostTable {...props} />
      <Doubt estimate={estimate} />
      {forecast && (
        <OutputLengths forecast={forecast} maxTokens={own.maxTokens.value} stale={forecastStale} />
      )}
      <OwnCosts
        promptId={estimate.promptId}
        columns={estimate.columns}
        own={own}
        stale={stale}
        forecast={forecast?.columns[0]}
        forecastStale={forecastStale}
      />
      <Rates own={own} />
    </div>
  )
}

/** That two prices can hold for a request of now stands in full, with the assumption of the bold one. */
function Doubt({ estimate }: { readonly estimate: LiveEstimate }) {
  const { settings } = useSettings()
  const doubt = estimate.columns.find((column) => column.doubt !== null)?.doubt
  if (!doubt) return null
  return (
    <div className={styles.doubt}>
      <p>{doubtSentences(doubt, settings.decidingInstant, settings.zone).join(' ')}</p>
      <DoubtMark doubt={doubt} />
    </div>
  )
}
