import type { Destinations, WantedAccount } from '../destinations.ts'
import { FathomError } from '../errors.ts'

/** This machine's clock minus the server's, ms; null where it does not say, undefined where it cannot be asked now. Error CLOCK_WRONG. */
export type AskSkew = (account: WantedAccount) => Promise<number | null | undefined>

/** Beyond this difference from the server's clock nothing is sent, ms. */
const LARGEST_SKEW_MS = 2 * 60_000

/** Asks each account's clock once, however many runs of it are due. */
export function askSkews(destinations: Pick<Destinations, 'clockSkew'>): AskSkew {
  const asked = new Map<string | undefined, ReturnType<AskSkew>>()
  return async (account) => {
    const skew = await (asked.get(account.profileId) ?? ask(account))
    if (skew !== null && skew !== undefined && Math.abs(skew) > LARGEST_SKEW_MS) throw clockWrong(skew)
    return skew
  }

  function ask(account: WantedAccount): ReturnType<AskSkew> {
    const answer = destinations.clockSkew(account).catch(unlessPassing)
    asked.set(account.profileId, answer)
    return answer
  }
}

/** What the next look may find better; nothing was sent. */
const PASSING: ReadonlySet<string> = new Set([
  'NO_ANSWER',
  'NO_NETWORK',
  'HOST_NOT_FOUND',
  'CONNECTION_REFUSED',
  'CONNECTION_CUT',
  'OVERLOADED',
  'SERVER_ERROR',
  'GATEWAY_ERROR',
  'TOO_MANY_REQUESTS',
])

function unlessPassing(error: unknown): undefined {
  if (error instanceof FathomError && PASSING.has(error.code)) return
  throw error
}

function clockWrong(skew: number): FathomError {
  const minutes = Math.round(Math.abs(skew) / 60_000)
  return new FathomError(
    'CLOCK_WRONG',
    `Not sent: this computer's clock is ${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'} DeepSeek's, so off-peak cannot be told. Set the clock right and queue it again.`,
    { skewMs: skew },
  )
}
