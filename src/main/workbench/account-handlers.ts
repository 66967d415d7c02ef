import { accountOf } from '../balance/account.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type AccountRoutes = Extract<keyof Handlers, `keys.${string}` | 'balance.get' | 'balance.refresh'>

/** Keys and the balances behind them. A key comes in here and never goes out. */
export function accountHandlers(
  { keys, destinations, balance, balances }: Services,
  tell: Tell,
): Pick<Handlers, AccountRoutes> {
  /** Every window hears of it; the balance is asked for where the key in use is another one now. */
  async function changed<Value>(value: Value, isOther: boolean): Promise<Value> {
    tell('keys.changed', await keys.status())
    if (isOther) void balance.restart()
    return value
  }

  const isInUse = async (id: string | undefined): Promise<boolean> =>
    id === undefined || (await keys.status()).profile.id === id

  return {
    'keys.status': () => keys.status(),
    'keys.list': async () =>
      (await keys.list()).map((key) => ({
        ...key,
        balance: key.hint === null ? null : balances.state(accountOf({ ...key.profile, keyHint: key.hint })),
      })),
    'keys.add': async (key) => changed(await keys.add(key), false),
    'keys.set': async ({ key, keep, profileId }) =>
      changed(await keys.set(key, keep, profileId), await isInUse(profileId)),
    'keys.rename': async ({ profileId, name }) => {
      keys.rename(profileId, name)
      return changed(await keys.status(profileId), false)
    },
    'keys.use': async ({ profileId }) => {
      keys.use(profileId)
      return changed(await keys.status(), true)
    },
    'keys.remove': async ({ profileId }) => {
      const wasInUse = await isInUse(profileId)
      await keys.remove(profileId)
      return changed(await keys.status(), wasInUse)
    },
    'keys.test': async ({ profileId }) => ({ models: await destinations.models({ profileId }) }),
    'balance.get': () => balance.get(),
    'balance.refresh': () => balance.refresh(),
  }
}
