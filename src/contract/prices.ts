import { z } from 'zod'

import type { PriceRow } from './estimates.ts'
import { type Amount, type Band, currency, type Currency, identifier, type Instant } from './values.ts'

const rate = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'a price per 1M tokens is digits with a point and at most six decimals')

/** One price as the user enters it: rates per 1M tokens, `cacheHit` null where there is no cache. */
export const priceDraft = z.strictObject({
  model: z.string().trim().min(1).max(100),
  currency,
  band: z.enum(['peak', 'off-peak', 'all-day']),
  effectiveFrom: z.iso.datetime(),
  effectiveUntil: z.iso.datetime().nullable(),
  cacheHit: rate.nullable(),
  cacheMiss: rate,
  output: rate,
  source: z.string().trim().min(1).max(500),
  note: z.string().trim().max(500).default(''),
})
export type PriceDraft = z.input<typeof priceDraft>

export const holiday = z.strictObject({
  name: z.string().trim().min(1).max(100),
  first: z.iso.date(),
  last: z.iso.date(),
})
export type Holiday = z.infer<typeof holiday>

const priceId = z.string().min(1).max(500)

/** Megabytes of prices are no price book. */
const MAX_FILE = 4 * 1024 * 1024

export const priceRequests = {
  'prices.strip': z.strictObject({ at: z.iso.datetime().optional() }),
  'prices.bands': z.strictObject({ from: z.iso.datetime(), until: z.iso.datetime() }),
  'prices.list': z.strictObject({ at: z.iso.datetime().optional() }),
  'prices.add': z.strictObject({ rows: z.array(priceDraft).min(1).max(8) }),
  'prices.previewAdd': z.strictObject({ rows: z.array(priceDraft).min(1).max(8) }),
  'prices.withdraw': z.strictObject({ ids: z.array(priceId).min(1).max(8) }),
  'prices.restore': z.strictObject({ ids: z.array(priceId).min(1).max(8) }),
  'prices.import': z.strictObject({ text: z.string().max(MAX_FILE) }),
  'prices.previewImport': z.strictObject({ text: z.string().max(MAX_FILE) }),
  'prices.export': z.strictObject({ what: z.enum(['prices', 'holidays']) }),
  'prices.addHolidays': z.strictObject({
    year: z.int().min(2024).max(2100),
    source: z.string().trim().min(1).max(500),
    holidays: z.array(holiday).min(1).max(60),
  }),
  'prices.whatIf': z.strictObject({
    promptId: identifier,
    /** The instant whose prices are asked for; now where it is left out. */
    at: z.iso.datetime().optional(),
    /** Output tokens of one run. */
    output: z.int().min(0).max(393_216),
    runs: z.int().min(1).max(1_000_000),
  }),
}

export interface BandSpan {
  readonly from: Instant
  readonly until: Instant
  /** Null: not known, because the holidays of that year are not published. */
  readonly band: Band | null
  readonly holiday: string | null
}

/** The Beijing day around an instant, for the strip in the title bar. */
export interface PeakStrip {
  readonly at: Instant
  readonly dayFrom: Instant
  readonly dayUntil: Instant
  readonly spans: readonly BandSpan[]
  readonly band: Band | null
  readonly next: { readonly band: Band | null; readonly at: Instant } | null
  readonly holiday: string | null
}

export interface PriceListRow extends PriceRow {
  readonly model: string
  readonly confidence: string
  readonly recordedAt: Instant
  readonly inForce: boolean
  /** Added by the user; false for what ships with Fathom. */
  readonly own: boolean
  /** Withdrawn by the user: it prices nothing, and can be restored. */
  readonly withdrawn: boolean
  /** Where it is the price that counts: its time less what later rows cover. Oldest first. */
  readonly holds: readonly Stretch[]
  readonly note: string
}

/** [from, until); null never ends. */
export interface Stretch {
  readonly from: Instant
  readonly until: Instant | null
}

/** What a new price takes the place of, in one stretch of time. */
export interface PriceCover extends Stretch {
  readonly model: string
  readonly currency: Currency
  readonly band: Band
  /** The price that counts there without the new one; null: there is none. */
  readonly before: PriceRow | null
}

/** What a file would add, before it is added. */
export interface PriceImportPreview {
  readonly what: 'prices' | 'holidays'
  /** The rows that are new here, as they would stand in the list. */
  readonly rows: readonly PriceListRow[]
  readonly alreadyThere: number
  readonly years: readonly HolidayYear[]
  readonly notes: readonly string[]
}

/** What is known of the public holidays of a year. */
export interface HolidayYear {
  readonly year: number
  /** Null: not published; `says` tells why. */
  readonly holidays: readonly Holiday[] | null
  /** The source of the list, or why there is none. */
  readonly says: string
}

export type WhatIfEffort = 'off' | 'low' | 'high' | 'max'

/** One model at one effort. */
export interface WhatIfCase {
  readonly model: string
  readonly effort: WhatIfEffort
  readonly promptTokens: number
  readonly exact: boolean
  /** What a warm cache can hold: whole units of 128 tokens. */
  readonly warmTokens: number
}

/** The cost of all runs of one case in one band, with a cold or a warm cache. A currency without a price is absent. */
export interface WhatIfCell {
  readonly model: string
  readonly effort: WhatIfEffort
  readonly band: Band
  /** Whether the band holds, or may hold, at the instant asked for. */
  readonly inForce: boolean
  readonly cache: 'cold' | 'warm'
  readonly cost: Readonly<Partial<Record<Currency, Amount>>>
}

/** The first cheapest stretch within 24 hours from now. */
export interface CheapestMoment {
  readonly model: string
  readonly currency: Currency
  readonly at: Instant
  readonly until: Instant
  readonly band: Band
  readonly cost: Amount
  /** Against sending now; null where the present is unpriced. */
  readonly saving: Amount | null
}

export interface WhatIf {
  /** The draft revision that was counted. */
  readonly revision: number
  /** The present of main's clock, and the instant that the cells are for. */
  readonly now: Instant
  readonly at: Instant
  readonly cases: readonly WhatIfCase[]
  readonly cells: readonly WhatIfCell[]
  /** The draft's own effort, by which the cheapest moments are reckoned; with a cold cache. */
  readonly effort: WhatIfEffort
  readonly cheapest: readonly CheapestMoment[]
  readonly notes: readonly string[]
}

export interface PriceResults {
  'prices.strip': PeakStrip
  /** Bands of [from, until) without a hole, at most 60 days. Error INVALID_SPAN. */
  'prices.bands': readonly BandSpan[]
  'prices.list': {
    readonly at: Instant
    readonly lastVerified: Instant
    readonly verifiedAgainst: string
    readonly rows: readonly PriceListRow[]
    readonly holidays: readonly HolidayYear[]
    readonly notes: readonly string[]
  }
  /** Ids of the new rows. Nothing is overwritten. Errors INVALID_PRICE_ROW, NO_PEAK_HOURS, AMBIGUOUS_PRICES. */
  'prices.add': { readonly ids: readonly string[] }
  /** What these would take the place of; nothing is added. The errors of `prices.add`. */
  'prices.previewAdd': readonly PriceCover[]
  /** Own rows price nothing from now on; what was billed by them stays. Error PRICE_NOT_OWN. */
  'prices.withdraw': null
  /** Own rows that were withdrawn count again. Error PRICE_NOT_OWN. */
  'prices.restore': null
  /** Reads a price book or a holiday list. Errors INVALID_PRICE_BOOK, INVALID_HOLIDAYS, CONFLICTING_PRICES, AMBIGUOUS_PRICES. */
  'prices.import': {
    readonly added: number
    readonly alreadyThere: number
    readonly years: readonly number[]
    readonly notes: readonly string[]
  }
  /** What `prices.import` would add of a file; nothing is added. The same errors. */
  'prices.previewImport': PriceImportPreview
  'prices.export': { readonly fileName: string; readonly text: string }
  /** Error INVALID_HOLIDAYS where a day lies outside the year. */
  'prices.addHolidays': null
  /** Null for a draft that no window looks at. */
  'prices.whatIf': WhatIf | null
}

export interface PriceEvents {
  /** A price or a holiday was added, or a price withdrawn: every price may be another now. */
  'prices.changed': Record<string, never>
}
