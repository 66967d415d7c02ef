import type { ImportNote, UsageType } from '../../contract/billing.ts'

/** A day as an export cuts it, [from, until) in epoch ms. */
export interface UsageDay {
  readonly from: number
  readonly until: number
}

/** What was used on one day, with one model and one key, of one type at one price. */
export interface UsageAmount extends UsageDay {
  readonly model: string
  /** The name that the user gave the key on the platform. */
  readonly keyName: string
  /** As the export calls it. */
  readonly type: string
  /** Decimal, of one unit; null where there is none. */
  readonly price: string | null
  readonly amount: number
}

/** What one day and model cost. */
export interface UsageCost extends UsageDay {
  readonly model: string
  readonly wallet: string
  readonly currency: string
  /** Decimal. */
  readonly cost: string
}

/** All that an export says and that is kept of it. */
export interface UsageExport {
  readonly amounts: readonly UsageAmount[]
  readonly costs: readonly UsageCost[]
  readonly notes: readonly ImportNote[]
}

/** Types of the amount file (seen 2024 to 2026-11); any other is kept and listed by its name. */
const types: Readonly<Record<string, UsageType>> = {
  input_cache_hit_tokens: 'hit',
  input_cache_miss_tokens: 'miss',
  input_tokens: 'prompt',
  output_tokens: 'output',
  request_count: 'requests',
}

/** What a type of the export counts; a name that is not known yet is "other", never left out. */
export function usageTypeOf(name: string): UsageType {
  return types[name] ?? 'other'
}
