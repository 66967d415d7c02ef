import { t } from '../../../../contract/i18n/t.ts'
import type { AccuracyPoint, LedgerPictures } from '../../../../contract/ledger.ts'
import { RichText } from '../../../components/ui/rich-text.tsx'
import { formatInteger, formatSigned } from '../../../lib/format.ts'
import { shortModel } from '../../prices/tariffs.ts'
import { ABOVE, BELOW, RIGHT } from './axes.tsx'
import { Picture, type PictureSize } from './picture.tsx'
import { scaleOf } from './plot.ts'

import styles from './pictures.module.css'

/** Estimated against billed prompt tokens: what is exact lies on the line. */
export function AccuracyPicture({ pictures: { accuracy } }: { readonly pictures: LedgerPictures }) {
  const runs = accuracy.reduce((sum, { entries }) => sum + entries, 0)
  const off = accuracy
    .filter(({ estimated, billed }) => estimated !== billed)
    .toSorted((a, b) => Math.abs(b.billed - b.estimated) - Math.abs(a.billed - a.estimated))
  const exact = runs - off.reduce((sum, { entries }) => sum + entries, 0)
  return (
    <Picture
      title={t('Estimated and billed')}
      summary={t('{exact} of the newest {runs} runs were billed exactly as estimated.', {
        exact: formatInteger(exact),
        runs: formatInteger(runs),
      })}
      note={
        <>
          <RichText
            message="exact in {exact} of {runs}, prompt tokens"
            values={{
              exact: <b className={styles.figure}>{formatInteger(exact)}</b>,
              runs: formatInteger(runs),
            }}
          />
        </>
      }
      name="estimated-and-billed"
      count={off.length}
      read={(index) => (off[index] ? words(off[index]) : '')}
      table={{
        head: [t('model'), t('estimated'), t('billed'), t('difference'), t('runs')],
        rows: off.map((point) => [
          shortModel(point.model),
          formatInteger(point.estimated),
          formatInteger(point.billed),
          formatSigned(point.billed - point.estimated),
          formatInteger(point.entries),
        ]),
      }}
      empty={runs === 0 ? t('No run was billed in this time.') : undefined}
    >
      {(size) => <Points accuracy={accuracy} off={off} size={size} />}
    </Picture>
  )
}

function words({ model, estimated, billed }: AccuracyPoint): string {
  return t('{model}: {estimated} estimated, {billed} billed, {difference}', {
    model: shortModel(model),
    estimated: formatInteger(estimated),
    billed: formatInteger(billed),
    difference: formatSigned(billed - estimated),
  })
}

interface PointsProps {
  readonly accuracy: readonly AccuracyPoint[]
  readonly off: readonly AccuracyPoint[]
  readonly size: PictureSize
}

/** Both axes are the same powers of ten, so the line of equals is straight. */
function Points({ accuracy, off, size }: PointsProps) {
  const right = size.width - RIGHT
  const foot = size.height - BELOW
  const values = accuracy.flatMap(({ estimated, billed }) => [estimated, billed]).map(at)
  const [low, high] = [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values, 1))]
  const [x, y] = [scaleOf(low, high, 0, right), scaleOf(low, high, foot, ABOVE)]
  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index)
  return (
    <>
      {powers.map((power) => (
        <g key={power}>
          <path d={`M0 ${y(power)}H${right}M${x(power)} ${ABOVE}V${foot}`} className={styles.grid} />
          <text x={right + 8} y={y(power) + 4} className={styles.axis}>
            {powerLabel(power)}
          </text>
          <text
            x={x(power)}
            y={size.height - 5}
            textAnchor={power === low ? 'start' : power === high ? 'end' : 'middle'}
            className={styles.axis}
          >
            {powerLabel(power)}
          </text>
        </g>
      ))}
      <path d={`M${x(low)} ${y(low)}L${x(high)} ${y(high)}`} className={styles.equal} />
      {accuracy
        .filter(({ estimated, billed }) => estimated === billed)
        .map((point) => (
          <circle
            key={`${point.model} ${point.estimated}`}
            cx={x(at(point.estimated))}
            cy={y(at(point.billed))}
            r="2"
            className={styles.exactPoint}
          />
        ))}
      {off.map((point, index) => (
        <path
          key={words(point)}
          d={diamond(x(at(point.estimated)), y(at(point.billed)), index === size.active ? 6 : 4)}
          className={styles.offPoint}
          onMouseEnter={() => size.onPoint(index)}
        />
      ))}
    </>
  )
}

/** Its place among the powers of ten; 0 has the place of 1. */
function at(value: number): number {
  return Math.log10(Math.max(value, 1))
}

function diamond(x: number, y: number, half: number): string {
  return `M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}Z`
}

function powerLabel(power: number): string {
  return power < 3 ? String(10 ** power) : power < 6 ? `${10 ** (power - 3)}K` : `${10 ** (power - 6)}M`
}
