import type { Reconciliation } from '../../contract/runs.ts'

/** What explains the tokens; the money follows from it. */
export type TokenReconciliation = Pick<Reconciliation, 'tokens' | 'unknown'>

/** What the same request would count if one thing about the server were different. */
export interface Hypothesis {
  /** The name of the cause as it is shown, e.g. `effort preamble`. */
  readonly cause: string
  /** Prompt tokens under this hypothesis. */
  readonly tokens: number
}

/**
 * Explains billed - estimated prompt tokens. A hypothesis counts only when it gives the billed count to the token; what none
 * explains stays unknown and is never spread. `hypotheses` is asked only when there is a difference: each costs a count.
 */
export async function reconcile(
  billed: number,
  estimated: number,
  hypotheses: () => AsyncIterable<Hypothesis> | Iterable<Hypothesis>,
): Promise<TokenReconciliation> {
  const difference = billed - estimated
  if (difference === 0) return { tokens: [], unknown: 0 }
  for await (const { cause, tokens } of hypotheses()) {
    if (tokens === billed) return { tokens: [{ cause, tokens: difference }], unknown: 0 }
  }
  return { tokens: [], unknown: difference }
}
