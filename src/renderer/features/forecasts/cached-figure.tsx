import type { CacheForecast } from '../../../contract/forecasts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { ExactFigure, type FigureSize, ForecastFigure } from '../../components/ui/figures.tsx'
import { formatInteger } from '../../lib/format.ts'

interface CachedFigureProps {
  readonly cache: CacheForecast
  readonly stale: boolean
  readonly size?: FigureSize
}

/** Tokens that may come from the cache: floor, likely and ceiling; 0 where nothing like it was sent before. */
export function CachedFigure({ cache, stale, size = 'bar' }: CachedFigureProps) {
  const { floor, likely, ceiling } = cache
  if (ceiling === 0) {
    return (
      <ExactFigure size={size} stale={stale}>
        0
      </ExactFigure>
    )
  }
  return (
    <ForecastFigure
      size={size}
      stale={stale}
      low={formatInteger(floor)}
      high={formatInteger(ceiling)}
      {...(likely === null ? {} : { likely: formatInteger(likely) })}
    />
  )
}

/** What stands under the figure. */
export function cachedCaption({ likely, ceiling }: CacheForecast): string {
  if (ceiling === 0) return t('not sent before')
  return likely === null ? t('floor, ceiling') : t('floor, likely, ceiling')
}
