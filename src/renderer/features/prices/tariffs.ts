import type { PriceListRow, Stretch } from '../../../contract/prices.ts'
import type { Band, Currency, Instant } from '../../../contract/values.ts'

/** One tariff as a table row: both currencies' price rows of one model, band and interval side by side. */
export interface Tariff {
  readonly key: string
  readonly model: string
  readonly band: Band
  readonly from: Instant
  readonly until: Instant | null
  /** Added by the user, and whether it was withdrawn. */
  readonly own: boolean
  readonly withdrawn: boolean
  readonly rates: Readonly<Partial<Record<Currency, PriceListRow>>>
  /** The price rows behind it: id, source, confidence, when recorded. */
  readonly rows: readonly PriceListRow[]
}

/** Pairs the two currency lists; they are published apart, so one may be missing. What was added together stands together. */
export function tariffsOf(rows: readonly PriceListRow[]): readonly Tariff[] {
  return [...Map.groupBy(rows, keyOf)].flatMap(([key, members]) => {
    const first = members[0]
    if (!first) return []
    const { model, band, effectiveFrom: from, effectiveUntil: until, own, withdrawn } = first
    const rates = Object.fromEntries(members.map((row) => [row.currency, row]))
    return [{ key, model, band, from, until, own, withdrawn, rates, rows: members }]
  })
}

function keyOf({
  model,
  band,
  effectiveFrom,
  effectiveUntil,
  own,
  recordedAt,
  withdrawn,
}: PriceListRow): string {
  const added = own ? `${recordedAt} ${withdrawn}` : 'shipped'
  return `${model} ${band} ${effectiveFrom} ${effectiveUntil} ${added}`
}

/** Whether a row is the price that counts at an instant, half-open: from <= at < until. */
export function holdsAt(row: Pick<PriceListRow, 'holds'>, at: number): boolean {
  return row.holds.some(
    ({ from, until }) => Date.parse(from) <= at && (until === null || at < Date.parse(until)),
  )
}

const bandOrder: Readonly<Record<Band, number>> = { peak: 0, 'off-peak': 1, 'all-day': 2 }

interface SplitTariffs {
  readonly current: readonly Tariff[]
  readonly coming: readonly Tariff[]
  readonly past: readonly Tariff[]
}

/** Rows in force by model and band, then those to come, then past, covered and withdrawn ones, newest first. */
export function splitTariffs(tariffs: readonly Tariff[], at: number): SplitTariffs {
  const current = tariffs.filter(({ rows }) => rows.some((row) => holdsAt(row, at)))
  const others = tariffs.filter((tariff) => !current.includes(tariff))
  const isComing = ({ rows }: Tariff): boolean =>
    rows.some(({ holds }) => holds.some(({ from }) => Date.parse(from) > at))
  return {
    current: current.toSorted((left, right) => left.model.localeCompare(right.model) || byBand(left, right)),
    coming: others.filter(isComing).toSorted((left, right) => -byAge(left, right)),
    past: others.filter((tariff) => !isComing(tariff)).toSorted(byAge),
  }
}

function byBand(left: Tariff, right: Tariff): number {
  return bandOrder[left.band] - bandOrder[right.band] || Number(right.own) - Number(left.own)
}

function byAge(left: Tariff, right: Tariff): number {
  return (
    Date.parse(right.from) - Date.parse(left.from) ||
    left.model.localeCompare(right.model) ||
    byBand(left, right)
  )
}

/** The part of a row's own time in which another price counts instead; null where there is none. */
export function coveredFrom(row: PriceListRow): Instant | null {
  if (row.withdrawn) return null
  const first: Stretch | undefined = row.holds[0]
  if (first === undefined || first.from !== row.effectiveFrom) return row.effectiveFrom
  return first.until === row.effectiveUntil ? null : first.until
}

/** "v4-pro" for "deepseek-v4-pro": every model here is DeepSeek's. */
export function shortModel(model: string): string {
  return model.replace(/^deepseek-/, '')
}
