import type {
  AccuracyPoint,
  CacheBucket,
  LedgerFilter,
  LedgerPictures,
  SpendBucket,
} from '../../contract/ledger.ts'
import type { Band, Zone } from '../../contract/values.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { formatAmount, type Pico } from '../pricing/money.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { bucketsOf, type BucketUnit, mondayOf, type TimeBucket, unitFor } from './buckets.ts'
import { dayOf } from './days.ts'
import { conditionOf, periodOf } from './ledger-filter.ts'
import { modelsIn } from './ledger-sets.ts'
import { dayTotalOf, sumDays } from './ledger-sums.ts'
import type { LedgerView } from './ledger-view.ts'
import { peakSurcharge } from './peak-surcharge.ts'

export interface PicturesOptions {
  readonly database: Database
  /** The book of now: prices may be added while the window is open. */
  readonly prices: () => PriceBook
  readonly clock: Clock
}

interface SliceKind {
  readonly model: string
  readonly band: Band | null
}

interface SliceSums extends SliceKind {
  readonly entries: bigint
  readonly usd: bigint
  readonly cny: bigint
  readonly in_usd: bigint
  readonly in_cny: bigint
  readonly hit: bigint
  readonly miss: bigint
}

const SLICES = 'ledger_entries INDEXED BY ledger_slices'
const OF_KIND = 'AND model_requested = :sliceModel AND band IS :sliceBand'
const BANDS: readonly (Band | null)[] = [null, 'all-day', 'off-peak', 'peak']
const WEEKS = 26
const DAY = 86_400_000
/** Points of the newest runs: more would lie on each other. */
const POINTS = 2_000

/** What the pictures above the ledger are drawn from: sums by the indexes of the ledger, never the wide rows. */
export function createLedgerPictures({ database, prices, clock }: PicturesOptions) {
  return function pictures({ filter, zone }: LedgerView): LedgerPictures {
    const now = clock()
    const { unit, buckets } = bucketsIn(filter, zone, now)
    const kinds = sliceKinds(filter)
    const sums = buckets.map((bucket) => ({ bucket, slices: slicesOf(filter, kinds, bucket) }))
    const { from: _from, to: _to, ...always } = filter
    const firstDay = mondayOf(dayOf(now - (WEEKS - 1) * 7 * DAY, zone).day)
    return {
      unit,
      spend: sums.map(spendOf),
      days: sumDays(database, { ...always, from: startOf(firstDay, zone) }, zone).map(dayTotalOf),
      daysFrom: firstDay,
      cache: sums.map(cacheOf),
      accuracy: accuracyOf(filter),
      peak: peakSurcharge({ database, prices: prices(), filter: always, zone, now }),
    }
  }

  function bucketsIn(
    filter: LedgerFilter,
    zone: Zone,
    now: number,
  ): { unit: BucketUnit; buckets: readonly TimeBucket[] } {
    const { from, to } = periodOf(filter)
    const until = Math.min(to, dayOf(now, zone).until)
    const { sql, bindings } = conditionOf(filter)
    const first = database
      .prepare<{ sent_at: number }>(
        `SELECT sent_at FROM ledger_entries WHERE ${sql} ORDER BY sent_at LIMIT 1`,
      )
      .get(bindings)?.sent_at
    if (first === undefined) return { unit: 'day', buckets: [] }
    const start = filter.from === undefined ? dayOf(first, zone).from : from
    const unit = unitFor(start, until)
    return { unit, buckets: bucketsOf(start, until, zone, unit) }
  }

  /** Which models and bands there are, each asked for by its first entry. */
  function sliceKinds(filter: LedgerFilter): SliceKind[] {
    const { sql, bindings } = conditionOf(filter)
    const any = database.prepare(`SELECT 1 FROM ${SLICES} WHERE ${sql} ${OF_KIND} LIMIT 1`)
    return modelsIn(database, filter.practice)
      .flatMap((model) => BANDS.map((band) => ({ model, band })))
      .filter(({ model, band }) => any.get({ ...bindings, sliceModel: model, sliceBand: band }) !== undefined)
  }

  /** Each slice lies in one stretch of its index: grouping would sort every entry of the bar. */
  function slicesOf(
    filter: LedgerFilter,
    kinds: readonly SliceKind[],
    { from, until }: TimeBucket,
  ): SliceSums[] {
    const { sql, bindings } = conditionOf(filter)
    const select = database.prepare<Omit<SliceSums, keyof SliceKind>>(
      `SELECT sum(kind = 'run') AS entries,
         coalesce(sum(usd_pico), 0) AS usd, coalesce(sum(cny_pico), 0) AS cny,
         count(usd_pico) AS in_usd, count(cny_pico) AS in_cny,
         coalesce(sum(hit_tokens), 0) AS hit, coalesce(sum(miss_tokens), 0) AS miss
       FROM ${SLICES} WHERE ${sql} ${OF_KIND} HAVING count(*) > 0`,
      { bigints: true },
    )
    return kinds.flatMap(({ model, band }) =>
      select
        .all({ ...bindings, from, to: until, sliceModel: model, sliceBand: band })
        .map((sums) => ({ model, band, ...sums })),
    )
  }

  function accuracyOf(filter: LedgerFilter): AccuracyPoint[] {
    const { sql, bindings } = conditionOf(filter)
    const select = database.prepare<AccuracyPoint>(
      `SELECT model_requested AS model, estimated_tokens AS estimated, prompt_tokens AS billed, count(*) AS entries
       FROM (SELECT model_requested, estimated_tokens, prompt_tokens FROM ledger_entries
             WHERE ${sql} AND kind = 'run' AND estimated_tokens IS NOT NULL AND prompt_tokens IS NOT NULL
             ORDER BY sent_at DESC, number DESC LIMIT ${POINTS})
       GROUP BY model_requested, estimated_tokens, prompt_tokens`,
    )
    return select.all(bindings)
  }
}

interface BucketSums {
  readonly bucket: TimeBucket
  readonly slices: readonly SliceSums[]
}

function spendOf({ bucket, slices }: BucketSums): SpendBucket {
  return {
    ...isoBucket(bucket),
    slices: slices.map(({ model, band, entries, usd, cny, in_usd, in_cny }) => ({
      model,
      band,
      entries: Number(entries),
      USD: formatAmount(usd as Pico),
      CNY: formatAmount(cny as Pico),
      known: { USD: in_usd > 0n, CNY: in_cny > 0n },
    })),
  }
}

function cacheOf({ bucket, slices }: BucketSums): CacheBucket {
  const sum = (key: 'hit' | 'miss'): number => slices.reduce((total, slice) => total + Number(slice[key]), 0)
  return { ...isoBucket(bucket), hitTokens: sum('hit'), missTokens: sum('miss') }
}

function isoBucket({ day, from, until }: TimeBucket): Pick<SpendBucket, 'day' | 'from' | 'until'> {
  return { day, from: new Date(from).toISOString(), until: new Date(until).toISOString() }
}

/** The first instant of a day of a zone. */
function startOf(day: string, zone: Zone): string {
  // Noon UTC lies in that day, or in the one before or after it, in every zone.
  const noon = Date.parse(`${day}T12:00:00Z`)
  const found = [noon - DAY, noon, noon + DAY].map((at) => dayOf(at, zone)).find((each) => each.day === day)
  return new Date(found?.from ?? noon).toISOString()
}
