import { t } from '../../../../contract/i18n/t.ts'
import type { CacheBucket, LedgerPictures } from '../../../../contract/ledger.ts'
import { RichText } from '../../../components/ui/rich-text.tsx'
import { formatInteger, formatPercent } from '../../../lib/format.ts'
import { ABOVE, BELOW, Dates, Levels, RIGHT } from './axes.tsx'
import { bucketName, bucketShort, unitName } from './bucket-words.ts'
import { Picture, type PictureSize } from './picture.tsx'
import { labelled, scaleOf } from './plot.ts'

import styles from './pictures.module.css'

/** How much of the prompts came from the cache: hit / (hit + miss), over time. */
export function CachePicture({ pictures: { cache, unit } }: { readonly pictures: LedgerPictures }) {
  const sum = (key: 'hitTokens' | 'missTokens') => cache.reduce((total, bucket) => total + bucket[key], 0)
  const share = shareOf({ hitTokens: sum('hitTokens'), missTokens: sum('missTokens') })
  return (
    <Picture
      title={t('Cache hits')}
      summary={
        share === null
          ? ''
          : t('{share} of the prompt tokens came from the cache.', { share: formatPercent(share) })
      }
      note={
        share === null ? null : (
          <>
            <RichText
              message="{share} hit / (hit + miss)"
              values={{ share: <b className={styles.figure}>{formatPercent(share)}</b> }}
            />
          </>
        )
      }
      name="cache-hits"
      count={cache.length}
      read={(index) => {
        const bucket = cache[index]
        const here = bucket && shareOf(bucket)
        if (!bucket) return ''
        return `${bucketName(bucket, unit)}: ${here === null || here === undefined ? t('no runs') : formatPercent(here)}`
      }}
      table={{
        head: [unitName(unit), t('hit'), t('miss'), t('share')],
        rows: cache
          .filter((bucket) => shareOf(bucket) !== null)
          .map((bucket) => [
            bucketName(bucket, unit),
            formatInteger(bucket.hitTokens),
            formatInteger(bucket.missTokens),
            formatPercent(shareOf(bucket) ?? 0),
          ])
          .toReversed(),
      }}
      empty={share === null ? t('No run reported its cache hits in this time.') : undefined}
    >
      {(size) => <Steps cache={cache} unit={unit} size={size} />}
    </Picture>
  )
}

function shareOf({ hitTokens, missTokens }: Pick<CacheBucket, 'hitTokens' | 'missTokens'>): number | null {
  return hitTokens + missTokens === 0 ? null : hitTokens / (hitTokens + missTokens)
}

function Steps({
  cache,
  unit,
  size,
}: Pick<LedgerPictures, 'cache' | 'unit'> & { readonly size: PictureSize }) {
  const right = size.width - RIGHT
  const foot = size.height - BELOW
  const y = scaleOf(0, 1, foot, ABOVE)
  const step = right / Math.max(cache.length, 1)
  const named = labelled(cache.length, right, 58)
  return (
    <>
      <Levels ticks={[0, 0.25, 0.5, 0.75, 1]} y={y} right={right} label={(tick) => `${tick * 100} %`} />
      {cache.map((bucket, index) => {
        const share = shareOf(bucket)
        const [from, to] = [index * step, (index + 1) * step]
        return (
          <g key={bucket.from} onMouseEnter={() => size.onPoint(index)}>
            <rect
              x={from}
              y={ABOVE}
              width={step}
              height={foot - ABOVE}
              className={index === size.active ? styles.pointed : styles.target}
            />
            {share !== null && (
              <>
                <rect
                  x={from}
                  y={y(share)}
                  width={step}
                  height={foot - y(share)}
                  className={styles.cacheFill}
                />
                <path d={`M${from} ${y(share)}H${to}`} className={styles.cacheLine} />
              </>
            )}
          </g>
        )
      })}
      <Dates
        y={size.height - 5}
        labels={cache.flatMap((bucket, index) =>
          named.has(index)
            ? [{ key: bucket.from, x: (index + 0.5) * step, text: bucketShort(bucket, unit) }]
            : [],
        )}
      />
    </>
  )
}
