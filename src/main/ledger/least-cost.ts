/**
 * Which rows of `ledger_entries AS entry` are runs without a bill in a currency, corrections in: a settlement bills a
 * run, and one that is taken back leaves it without a bill again.
 */
export function notBilledIn(name: 'usd' | 'cny'): string {
  return `kind = 'run' AND counts_${name} + coalesce(
    (SELECT sum(counts_${name}) FROM ledger_entries WHERE corrects = entry.id), 0) = 0`
}
