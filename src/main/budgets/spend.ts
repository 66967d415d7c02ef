import type { Spent } from '../../contract/budgets.ts'
import type { LedgerFilter } from '../../contract/ledger.ts'
import type { Database } from '../db/database.ts'
import { notBilledIn } from '../ledger/least-cost.ts'
import { isoOf } from '../pricing/instants.ts'
import { addAmounts, type Currency, formatAmount, parseAmount, type Pico, zero } from '../pricing/money.ts'
import type { Span } from './periods.ts'

/** Spend of a period in one currency, in pico-units. */
export interface Spend {
  /** Whose spend it is. */
  readonly of: SpendQuestion
  readonly runs: number
  readonly billed: Pico
  /** What runs without a full bill cost at the least. */
  readonly atLeast: Pico
  readonly unknown: number
  readonly inFlight: Pico
}

export interface SpendQuestion extends Span {
  readonly currency: Currency
  readonly promptId: string | null
  /** The last four characters of a key; null: every key. */
  readonly keyHint: string | null
}

export type ReadSpend = (question: SpendQuestion) => Spend

/** The first or the last instant that a date can have. */
const ALWAYS = 8.64e15

const SCOPE = `practice = 0 AND sent_at >= :from AND sent_at < :until
  AND (:prompt IS NULL OR prompt_id = :prompt) AND (:key IS NULL OR key_hint = :key)`

/** Reads what real runs have cost, and what those in flight may cost; the day of a run is that of its sending. */
export function createReadSpend(database: Database): ReadSpend {
  const statements = { USD: statementsFor('usd'), CNY: statementsFor('cny') }

  function statementsFor(name: 'usd' | 'cny') {
    return {
      billed: database.prepare<{ runs: bigint; billed: bigint }>(
        `SELECT coalesce(sum(kind = 'run'), 0) AS runs, coalesce(sum(${name}_pico), 0) AS billed
         FROM ledger_entries WHERE ${SCOPE}`,
        { bigints: true },
      ),
      // A run that DeepSeek refused costs nothing.
      unknown: database.prepare<{ unknown: bigint; least: bigint }>(
        `SELECT count(*) AS unknown, coalesce(sum(least_${name}_pico), 0) AS least FROM ledger_entries AS entry
         WHERE ${SCOPE} AND ${notBilledIn(name)}
           AND (status <> 'failed' OR at_least_prompt IS NOT NULL OR usage_json IS NOT NULL)`,
        { bigints: true },
      ),
      inFlight: database.prepare<{ worst: string | null }>(
        `SELECT json_extract(estimate_json, '$.cost.${name.toUpperCase()}.worstCase') AS worst
         FROM runs WHERE status = 'running' AND ${SCOPE}`,
      ),
    }
  }

  return (of) => {
    const { currency, promptId, keyHint, from, until } = of
    const bindings = { from, until, prompt: promptId, key: keyHint }
    const { billed, unknown, inFlight } = statements[currency]
    const bill = billed.get(bindings)
    const rest = unknown.get(bindings)
    const flying = inFlight.all(bindings).flatMap(({ worst }) => (worst === null ? [] : [parseAmount(worst)]))
    return {
      of,
      runs: Number(bill?.runs ?? 0n),
      billed: (bill?.billed ?? zero) as Pico,
      atLeast: (rest?.least ?? zero) as Pico,
      unknown: Number(rest?.unknown ?? 0n),
      inFlight: addAmounts(...flying),
    }
  }
}

/** What is gone of a budget for certain. */
export function spentOf({ billed, atLeast }: Spend): Pico {
  return addAmounts(billed, atLeast)
}

/** A spend as the window shows it; amounts in full precision. */
export function viewSpend(spend: Spend): Spent {
  return {
    runs: spend.runs,
    billed: formatAmount(spend.billed),
    atLeast: formatAmount(spend.atLeast),
    unknown: spend.unknown,
    inFlight: formatAmount(spend.inFlight),
    spent: formatAmount(spentOf(spend)),
    runsOf: filterOf(spend.of),
  }
}

/** The same runs as a filter of the ledger; an end that never comes is left out. */
function filterOf({ promptId, keyHint, from, until }: SpendQuestion): LedgerFilter {
  return {
    practice: false,
    ...(Math.abs(from) < ALWAYS && { from: isoOf(from) }),
    ...(Math.abs(until) < ALWAYS && { to: isoOf(until) }),
    ...(promptId !== null && { promptId }),
    ...(keyHint !== null && { key: keyHint }),
  }
}
