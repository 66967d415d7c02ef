import type { CheckedClock } from './checked-clock.ts'
import type { AccountBalance } from './deepseek/balance.ts'
import { fetchBalance } from './deepseek/balance.ts'
import type { ChatOutcome } from './deepseek/chat-types.ts'
import { startChat } from './deepseek/chat.ts'
import { getJson } from './deepseek/get-json.ts'
import { type Endpoint, resolveEndpoint } from './deepseek/hosts.ts'
import { fetchModels } from './deepseek/models.ts'
import { FIRST_PROFILE, type KeyProfiles, type StoredProfile } from './keys/key-profiles.ts'
import { hintOf } from './keys/key-shape.ts'
import type { Keys, KeySlot } from './keys/keys.ts'
import { slotOf } from './keys/named-keys.ts'
import type { PracticeWorker } from './practice/practice-worker.ts'
import type { Destination } from './runs/run-service.ts'

/** Who is asked, with which key. The key lives only inside the closures that are handed out. */
export interface Destinations {
  /** The simulated DeepSeek on this machine. */
  practice(): Promise<Destination>
  /**
   * The account that is asked, the one of the key in use unless another is named. An address on this machine is a
   * simulation too and its runs count as practice. Errors: of the allow-list, KEY_MISSING, KEY_NOT_FOUND, KEYCHAIN_UNAVAILABLE.
   */
  real(wanted?: WantedAccount): Promise<Destination>
  balance(wanted?: WantedAccount): Promise<AccountBalance>
  /** Names of the models that are listed for the key; a question that costs nothing. */
  models(wanted?: WantedAccount): Promise<readonly string[]>
  /** How far this machine's own clock is ahead of the server's, in ms, by a question that costs nothing; null: not told. */
  clockSkew(wanted?: WantedAccount): Promise<number | null>
  /** Who would be asked, without asking or starting anybody; null without a key, or before the practice endpoint serves. */
  whom(practice: boolean): Promise<Pick<Destination, 'baseUrl' | 'keyHint'> | null>
}

/** Whose account; all left out: the key in use. */
export interface WantedAccount {
  readonly profileId?: string | undefined
  /** The name of a key, as a person writes it. */
  readonly name?: string | undefined
  /** DeepSeek, this machine, or an address that a key was added for. */
  readonly baseUrl?: string | undefined
  /** DEEPSEEK_API_KEY may stand in where the key in use is at DeepSeek and not to be had: the command line has it so. */
  readonly environment?: boolean
}

export interface DestinationOptions {
  readonly keys: Keys
  readonly profiles: KeyProfiles
  readonly practice: PracticeWorker
  readonly clock: Pick<CheckedClock, 'now' | 'correction'>
  readonly fetch: typeof fetch
}

/** Puts keys, addresses and the practice endpoint together into who can be asked. */
export function createDestinations({
  keys,
  profiles,
  practice,
  clock,
  fetch,
}: DestinationOptions): Destinations {
  function destination(endpoint: Endpoint, key: string, simulated: boolean): Destination {
    return {
      baseUrl: endpoint.base,
      practice: simulated,
      keyHint: simulated ? null : hintOf(key),
      send: async (body, { signal, onEvent }) => {
        const before = clock.correction()
        const outcome = await startChat({ endpoint, key, body, fetch, clock: clock.now, signal, onEvent })
        return withSentAt(outcome, clock.correction() - before)
      },
    }
  }

  /** Where to, and with which key; what is sent with it is then known to be that name's. */
  async function open(wanted: WantedAccount = {}): Promise<{ endpoint: Endpoint; key: string }> {
    const { profile, slot } = slotFor(profiles, wanted)
    const { key, kept } = await keys.keyFor(slot)
    const isNamed = kept !== 'environment' || profile?.id === FIRST_PROFILE
    if (profile !== null && isNamed) profiles.owns(profile.id, hintOf(key))
    return { endpoint: slot.endpoint, key }
  }

  const question = async (wanted?: WantedAccount) => ({ ...(await open(wanted)), fetch, clock: clock.now })

  return {
    practice: async () => {
      const { url, key } = await practice.address()
      return destination(resolveEndpoint(url), key, true)
    },
    real: async (wanted) => {
      const { endpoint, key } = await open(wanted)
      return destination(endpoint, key, endpoint.kind === 'local')
    },
    whom: async (simulated) => {
      if (simulated) {
        const url = practice.url()
        return url === null ? null : { baseUrl: resolveEndpoint(url).base, keyHint: null }
      }
      const slot = slotOf(profiles.inUse())
      const { hint } = await keys.status(slot)
      return hint === null ? null : { baseUrl: slot.endpoint.base, keyHint: hint }
    },
    models: async (wanted) => {
      const listed = await fetchModels(await question(wanted))
      return listed.map(({ id }) => id)
    },
    clockSkew: async (wanted) => {
      const { head } = await getJson('/models', await question(wanted))
      return head.clockSkewMs === null ? null : head.clockSkewMs - clock.correction()
    },
    balance: async (wanted) => fetchBalance(await question(wanted)),
  }
}

interface WantedSlot {
  readonly profile: StoredProfile | null
  readonly slot: KeySlot
}

function slotFor(profiles: KeyProfiles, wanted: WantedAccount): WantedSlot {
  const { profileId, name, baseUrl, environment } = wanted
  if (baseUrl !== undefined) return slotAt(profiles, baseUrl, environment === true)
  if (profileId !== undefined) return ofProfile(profiles.get(profileId))
  if (name !== undefined) return ofProfile(profiles.named(name))
  const profile = profiles.inUse()
  return environment === true ? { profile, slot: slotOf(profile, true) } : ofProfile(profile)
}

function ofProfile(profile: StoredProfile): WantedSlot {
  return { profile, slot: slotOf(profile) }
}

/** An address gets the key that was added for its host: the one in use if it is one of them, else the oldest. */
function slotAt(profiles: KeyProfiles, baseUrl: string, anyEnvironment: boolean): WantedSlot {
  const slots = profiles.list().map(ofProfile)
  const custom = slots.filter(({ slot }) => slot.endpoint.kind === 'custom')
  const endpoint = resolveEndpoint(
    baseUrl,
    custom.map(({ slot }) => slot.endpoint.origin),
  )
  const there = slots.filter(({ slot }) => slot.endpoint.origin === endpoint.origin)
  const found = there.find(({ profile }) => profile?.inUse) ?? there[0]
  const secret = found?.slot.secret ?? endpoint.origin
  const environment = anyEnvironment || (found?.slot.environment ?? true)
  return { profile: found?.profile ?? null, slot: { secret, endpoint, environment } }
}

/** The answer itself may have set the clock right by `late` ms; then the instant of sending was read before that. */
function withSentAt(outcome: ChatOutcome, late: number): ChatOutcome {
  const { sentAt, completedAt } = outcome.timing
  const wasBefore = sentAt !== null && Math.abs(completedAt - sentAt) > Math.abs(late) / 2
  if (late === 0 || !wasBefore) return outcome
  return { ...outcome, timing: { ...outcome.timing, sentAt: sentAt + late } }
}
