import { t } from '../../../contract/i18n/t.ts'
import type { PriceDraft } from '../../../contract/prices.ts'
import type { Amount, Band, Currency, Zone } from '../../../contract/values.ts'
import { startOfDay } from '../../lib/time.ts'
import type { Tariff } from './tariffs.ts'
import { instantOf, wallTime } from './zoned-instant.ts'

export const rateKinds = ['cacheHit', 'cacheMiss', 'output'] as const
export type RateName = (typeof rateKinds)[number]
export const formCurrencies = ['USD', 'CNY'] as const

/** What stands in the form: times as the clocks of the reader's zone show them, rates as typed. */
export interface PriceFields {
  readonly model: string
  readonly band: Band
  readonly from: string
  /** Empty: no end. */
  readonly until: string
  /** True: the tariff has no cache, so there is no hit rate. */
  readonly noCache: boolean
  readonly rates: Readonly<Record<Currency, Readonly<Record<RateName, string>>>>
  readonly source: string
  readonly note: string
}

export type FieldName = 'model' | 'from' | 'until' | 'source' | `${Currency} ${RateName}`
export type FieldProblems = Readonly<Partial<Record<FieldName, string>>>

const noRates = { cacheHit: '', cacheMiss: '', output: '' }

/** An empty form, from the start of today on. */
export function emptyPrice(now: number, zone: Zone): PriceFields {
  return {
    model: '',
    band: 'all-day',
    from: wallTime(startOfDay(now, zone), zone),
    until: '',
    noCache: false,
    rates: { USD: noRates, CNY: noRates },
    source: '',
    note: '',
  }
}

/** A form that corrects a tariff: its own time and rates, for the user to change. */
export function correctionOf(tariff: Tariff, zone: Zone): PriceFields {
  const { model, band, from, until, rates } = tariff
  const texts = (currency: Currency): Record<RateName, string> => {
    const row = rates[currency]
    return row ? { cacheHit: row.cacheHit ?? '', cacheMiss: row.cacheMiss, output: row.output } : noRates
  }
  return {
    model,
    band,
    from: wallTime(Date.parse(from), zone),
    until: until === null ? '' : wallTime(Date.parse(until), zone),
    noCache: tariff.rows.length > 0 && tariff.rows.every(({ cacheHit }) => cacheHit === null),
    rates: { USD: texts('USD'), CNY: texts('CNY') },
    source: '',
    note: '',
  }
}

/** The prices of a form, a row a currency; none while something is wrong with it. */
export function readPrice(
  fields: PriceFields,
  zone: Zone,
): { readonly drafts: readonly PriceDraft[]; readonly problems: FieldProblems } {
  const problems: Partial<Record<FieldName, string>> = {}
  const model = fields.model.trim()
  const source = fields.source.trim()
  if (model === '') problems.model = t('Give the exact name of the model, as a request names it.')
  if (source === '') problems.source = t('Say where the price comes from: a page, an invoice, a contract.')
  const times = readTimes(fields, zone, problems)
  const lists = readRates(fields, problems)
  if (Object.keys(problems).length > 0 || times === null) return { drafts: [], problems }
  const { band } = fields
  const drafts = lists.map((list) => ({ model, band, source, note: fields.note.trim(), ...times, ...list }))
  return { drafts, problems }
}

type Problems = Partial<Record<FieldName, string>>

function readTimes(
  { from, until }: PriceFields,
  zone: Zone,
  problems: Problems,
): Pick<PriceDraft, 'effectiveFrom' | 'effectiveUntil'> | null {
  const effectiveFrom = instantOf(from, zone)
  const effectiveUntil = until === '' ? null : instantOf(until, zone)
  if (effectiveFrom === null) problems.from = t('Give the day and the time from which it holds.')
  else if (until !== '' && effectiveUntil === null)
    problems.until = t('Give a day and a time, or leave it empty for a price without an end.')
  else if (effectiveUntil !== null && effectiveUntil <= effectiveFrom)
    problems.until = t('It ends before it begins. Give a later end, or leave it empty.')
  return effectiveFrom === null ? null : { effectiveFrom, effectiveUntil }
}

type RateList = Pick<PriceDraft, 'currency' | RateName>

function readRates({ rates, noCache }: PriceFields, problems: Problems): readonly RateList[] {
  const wanted = rateKinds.filter((kind) => !(noCache && kind === 'cacheHit'))
  const given = formCurrencies.filter((currency) =>
    wanted.some((kind) => rates[currency][kind].trim() !== ''),
  )
  if (given.length === 0) {
    const first = wanted[0] ?? 'cacheMiss'
    problems[`USD ${first}`] = t('Give the rates of at least one currency.')
  }
  for (const currency of given)
    for (const kind of wanted) {
      const wrong = rateProblem(rates[currency][kind].trim())
      if (wrong !== null) problems[`${currency} ${kind}`] = wrong
    }
  return given.map((currency) => {
    const { cacheHit, cacheMiss, output } = rates[currency]
    return {
      currency,
      cacheHit: noCache ? null : cacheHit.trim(),
      cacheMiss: cacheMiss.trim(),
      output: output.trim(),
    }
  })
}

function rateProblem(text: string): string | null {
  if (text === '') return t('missing')
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? null : t('Write it as 0.15: a point, at most six decimals.')
}

/** By how many times a rate differs from the one before, where that smells of a misplaced point; null where it does not. */
export function suspiciousFactor(before: Amount | null, after: Amount | null): number | null {
  if (before === null || after === null) return null
  const [old, next] = [Number(before), Number(after)]
  if (old === 0 || next === 0) return null
  const factor = next > old ? next / old : old / next
  return factor >= 8 ? Math.round(factor) : null
}
