import type { OutputForecast, Quantiles } from '../../../contract/forecasts.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { type FigureSize, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { formatInteger } from '../../lib/format.ts'
import { historyText, quantileText } from './forecast-words.ts'

import styles from './forecasts.module.css'

interface OutputFigureProps {
  readonly quantiles: Quantiles | null
  /** Stands for what is not known: what bounds it. */
  readonly title: string
  readonly stale: boolean
  readonly size?: FigureSize
}

/** Tokens from p50 to p90 of earlier runs, or the amber word. */
export function OutputFigure({ quantiles, title, stale, size = 'bar' }: OutputFigureProps) {
  if (quantiles === null) return <UnknownFigure word="no history" size={size} title={title} />
  const { p50, p90 } = quantiles
  return (
    <ForecastFigure
      size={size}
      stale={stale}
      title={title}
      low={quantileText(p50)}
      high={quantileText(p90)}
    />
  )
}

/** What stands under the figure: how many runs it rests on, or a warning that opens. */
export function OutputCaption({
  output,
  maxTokens,
}: {
  readonly output: OutputForecast
  readonly maxTokens: number
}) {
  if (output.warning !== null) {
    return (
      <Popover
        hover
        side="top"
        title={t('Thinking may not fit')}
        trigger={
          <button type="button" className={styles.warning}>
            {t('thinking may not fit')}
          </button>
        }
      >
        <p>{kept(output.warning)}</p>
      </Popover>
    )
  }
  if (output.output === null) {
    return (
      <span
        title={t('At most {maxTokens} tokens, from max_tokens.', { maxTokens: formatInteger(maxTokens) })}
      >
        {historyText(output)}
      </span>
    )
  }
  return (
    <>
      p50 – p90
      <span className={styles.long}> {t('of {runs} runs', { runs: formatInteger(output.runs) })}</span>
    </>
  )
}
