import type { EstimateColumn, LiveEstimate } from '../../../contract/estimates.ts'
import type { CacheForecast } from '../../../contract/forecasts.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { Swatch } from '../../components/ui/swatch.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatPercent, formatSigned } from '../../lib/format.ts'
import { shortModelName } from '../estimates/cost-figures.ts'
import { barParts, type EstimateRow, estimateRows, type OutlineMessage } from '../estimates/estimate-rows.ts'
import { SegmentBar } from '../estimates/segment-bar.tsx'
import { ContextMeter } from './context-meter.tsx'
import { TokenActions } from './token-actions.tsx'

import styles from './tokens-tab.module.css'

export interface TokensTabProps {
  readonly estimate: LiveEstimate
  readonly stale: boolean
  /** Of the draft's own model; null until it is there. */
  readonly cache: CacheForecast | null
  readonly messages: readonly OutlineMessage[]
  /** How the effort preamble is called in its row: "high". */
  readonly effort: string
  readonly highlight: string | null
  readonly onHighlight: (key: string | null) => void
  readonly onShowTokens: () => void
}

/** What the prompt weighs and what each of its parts weighs; the rows sum to the total. */
export function TokensTab({
  estimate,
  stale,
  cache,
  messages,
  effort,
  highlight,
  onHighlight,
  onShowTokens,
}: TokensTabProps) {
  const [own, ...others] = estimate.columns
  if (own === undefined) return null
  const { prompt, context, notes } = own.estimate
  const parts = barParts(prompt.segments, messages, estimate)
  const rows = estimateRows(parts, effort)
  return (
    <div className={styles.tab}>
      <section className={styles.top} aria-label={t('Prompt tokens')}>
        <div className={styles.head}>
          <ExactFigure size="grand" stale={stale}>
            {formatInteger(prompt.tokens)}
          </ExactFigure>
          <span className={styles.unit}>
            {prompt.exact ? (
              t('tokens, exact')
            ) : (
              <RichText
                message="tokens, <amber>not exact</amber>"
                values={{ amber: (inside) => <span className={styles.amber}>{inside}</span> }}
              />
            )}
          </span>
          {context !== null && (
            <span className={styles.context}>
              {t('{share} of {limit}', {
                share: formatPercent(prompt.tokens / context.limit),
                limit: formatInteger(context.limit),
              })}
            </span>
          )}
        </div>
        <SegmentBar
          parts={parts}
          total={prompt.tokens}
          stale={stale}
          highlight={highlight}
          onHighlight={onHighlight}
          cache={cache}
        />
        <ContextMeter column={own} stale={stale} />
      </section>
      <table className={styles.rows}>
        <thead>
          <tr>
            <th>{t('Part')}</th>
            <th>{t('Tokens')}</th>
            <th>{t('Share')}</th>
          </tr>
        </thead>
        <tbody onPointerLeave={() => onHighlight(null)}>
          {rows.map((row) => (
            <Row
              key={row.key}
              row={row}
              total={prompt.tokens}
              stale={stale}
              lit={row.key === highlight}
              onEnter={() => onHighlight(row.key)}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('Prompt')}</th>
            <td>
              <ExactFigure stale={stale}>{formatInteger(prompt.tokens)}</ExactFigure>
            </td>
            <td className={styles.share}>100 %</td>
          </tr>
        </tfoot>
      </table>
      <div className={styles.notes}>
        {notes.map((note) => (
          <p key={note} className={prompt.exact ? undefined : styles.amber}>
            {kept(note)}
          </p>
        ))}
        {others.map((other) => (
          <Difference key={other.estimate.model.requested} own={own} other={other} />
        ))}
        <TokenActions estimate={estimate} onShowTokens={onShowTokens} />
      </div>
    </div>
  )
}

interface RowProps {
  readonly row: EstimateRow
  readonly total: number
  readonly stale: boolean
  readonly lit: boolean
  readonly onEnter: () => void
}

function Row({ row, total, stale, lit, onEnter }: RowProps) {
  return (
    <tr className={classNames(lit && styles.lit)} onPointerEnter={onEnter}>
      <th scope="row">
        <span className={styles.name}>
          <Swatch fill={row.fill} />
          {row.name}
          {row.detail !== null && <span className={styles.detail}>{row.detail}</span>}
        </span>
      </th>
      <td>
        <ExactFigure stale={stale}>{formatInteger(row.tokens)}</ExactFigure>
      </td>
      <td className={styles.share}>{formatShare(row.tokens / total)}</td>
    </tr>
  )
}

/** One decimal for every row, so that the column reads as one. */
function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** Another model reads the same draft with other control and effort text. */
function Difference({ own, other }: { readonly own: EstimateColumn; readonly other: EstimateColumn }) {
  const { tokens } = other.estimate.prompt
  const difference = tokens - own.estimate.prompt.tokens
  return (
    <p>
      <RichText
        message={
          difference === 0
            ? 'On {model} <figure>{tokens}</figure>, the same'
            : 'On {model} <figure>{tokens}</figure>: {difference}'
        }
        values={{
          model: shortModelName(other.estimate.model.requested).toLowerCase(),
          tokens: formatInteger(tokens),
          difference: formatSigned(difference),
          figure: (inside) => <span className={styles.figure}>{inside}</span>,
        }}
      />
    </p>
  )
}
