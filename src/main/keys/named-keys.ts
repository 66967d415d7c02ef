import type { KeyProfile, KeyStatus } from '../../contract/keys.ts'
import { FathomError } from '../errors.ts'
import { FIRST_PROFILE, type KeyProfiles, type StoredProfile } from './key-profiles.ts'
import { cleanKey } from './key-shape.ts'
import type { Keys, KeySlot } from './keys.ts'
import { profileEndpoint } from './profile-endpoint.ts'

type Keep = 'keychain' | 'until-quit'

export interface NewKey {
  readonly name: string
  readonly baseUrl: string
  readonly key: string
  readonly keep: Keep
}

/** Keys under their names. Where no id is given, the one in use is meant. */
export interface NamedKeys {
  /** In the order of adding, each with whether it is in use. */
  list(): Promise<readonly (KeyStatus & { readonly inUse: boolean })[]>
  /** Never throws for a keychain that does not answer. Error KEY_NOT_FOUND. */
  status(id?: string): Promise<KeyStatus>
  /** Errors KEY_NAME_TAKEN, HOST_NOT_ALLOWED, KEY_MALFORMED, KEYCHAIN_UNAVAILABLE; then nothing is added. */
  add(key: NewKey): Promise<KeyStatus>
  /** Errors KEY_MALFORMED, KEYCHAIN_UNAVAILABLE; then the key before stays. */
  set(key: string, keep: Keep, id?: string): Promise<KeyStatus>
  rename(id: string, name: string): void
  use(id: string): void
  /** Removes key and name; of the last one only the key, so that there is always one to fill. Error KEYCHAIN_UNAVAILABLE. */
  remove(id?: string): Promise<void>
}

export interface NamedKeysOptions {
  readonly profiles: KeyProfiles
  readonly keys: Keys
}

/** The slot of a named key. DEEPSEEK_API_KEY has no name: it stands in for the first key alone, unless a caller says more. */
export function slotOf(
  { id, secret, baseUrl }: StoredProfile,
  environment: boolean = id === FIRST_PROFILE,
): KeySlot {
  return { secret, endpoint: profileEndpoint(baseUrl), environment }
}

export function createNamedKeys({ profiles, keys }: NamedKeysOptions): NamedKeys {
  const chosen = (id: string | undefined): StoredProfile =>
    id === undefined ? profiles.inUse() : profiles.get(id)

  const status = async (id?: string): Promise<KeyStatus> => {
    const profile = chosen(id)
    return { profile: shown(profile), ...(await keys.status(slotOf(profile))) }
  }

  async function keep(profile: StoredProfile, key: string, how: Keep): Promise<KeyStatus> {
    const told = await keys.set(slotOf(profile), key, how)
    if (how === 'keychain') profiles.keptInKeychain(profile.id)
    if (told.hint !== null) profiles.owns(profile.id, told.hint, 'take')
    return { profile: shown(profile), ...told }
  }

  return {
    status,
    list: () =>
      Promise.all(
        profiles.list().map(async (profile) => ({ ...(await status(profile.id)), inUse: profile.inUse })),
      ),
    add: async ({ name, baseUrl, key, keep: how }) => {
      // A key that is none must leave no name behind, not even for a moment.
      cleanKey(key, profileEndpoint(baseUrl).kind === 'deepseek')
      const profile = profiles.add({ name, baseUrl, inKeychain: how === 'keychain' })
      try {
        return await keep(profile, key, how)
      } catch (error) {
        profiles.drop(profile.id)
        throw error
      }
    },
    set: (key, how, id) => keep(chosen(id), key, how),
    rename: (id, name) => profiles.rename(id, name),
    use: (id) => profiles.use(id),
    remove: async (id) => {
      const profile = chosen(id)
      await keys.remove(slotOf(profile)).catch((error: unknown) => {
        // The keychain has nothing of a key that was only ever kept until quit.
        const nothingThere = error instanceof FathomError && error.code === 'KEYCHAIN_UNAVAILABLE'
        if (profile.inKeychain || !nothingThere) throw error
      })
      if (profiles.list().length > 1) profiles.remove(profile.id)
    },
  }
}

function shown({ id, name, baseUrl, local }: StoredProfile): KeyProfile {
  return { id, name, baseUrl, local }
}
