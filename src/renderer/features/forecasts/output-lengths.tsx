import type { Forecast } from '../../../contract/forecasts.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { formatInteger } from '../../lib/format.ts'
import { historyText } from './forecast-words.ts'
import { OutputFigure } from './output-figure.tsx'

import styles from './forecasts.module.css'

interface OutputLengthsProps {
  readonly forecast: Forecast
  readonly maxTokens: number
  readonly stale: boolean
}

/** What each model wrote when it was asked this before: output and thinking from p50 to p90. */
export function OutputLengths({ forecast, maxTokens, stale }: OutputLengthsProps) {
  const [own] = forecast.columns
  if (own === undefined) return null
  const { output, thinking, runs, warning } = own.output
  const title = t('At most {maxTokens} tokens, from max_tokens.', { maxTokens: formatInteger(maxTokens) })
  return (
    <section className={styles.lengths} aria-label={t('Output forecast')}>
      <dl>
        <dt>
          {t('Output tokens')}
          <span className={styles.note}>
            {output === null
              ? historyText(own.output)
              : t('p50 – p90 of {runs} runs of this prompt', { runs: formatInteger(runs) })}
          </span>
        </dt>
        <dd>
          <OutputFigure size="row" quantiles={output} title={title} stale={stale} />
        </dd>
        {thinking !== null && (
          <>
            <dt>{t('of which thinking')}</dt>
            <dd>
              <OutputFigure size="row" quantiles={thinking} title={title} stale={stale} />
            </dd>
          </>
        )}
      </dl>
      {warning !== null && <p className={styles.warned}>{kept(warning)}</p>}
    </section>
  )
}
