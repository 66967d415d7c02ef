import type { KeyStatus } from '../../contract/keys.ts'
import { deepseekOrigin, type Endpoint } from '../deepseek/hosts.ts'
import { FathomError } from '../errors.ts'
import { cleanKey, hintOf } from './key-shape.ts'
import type { SecretStore } from './secret-store.ts'

export interface KeysOptions {
  readonly store: SecretStore
  readonly memory: SecretStore
  /** Only `DEEPSEEK_API_KEY` is read. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** One place for a key, and the only address that it is sent to. */
export interface KeySlot {
  /** Name of its entry in the keychain. */
  readonly secret: string
  readonly endpoint: Endpoint
  /** Whether DEEPSEEK_API_KEY may stand in for it; even then never at a custom host. */
  readonly environment: boolean
}

/** What is told of the key in a slot: never the key. */
export type SlotStatus = Omit<KeyStatus, 'profile'>

export interface Keys {
  /** Keeps a key in a slot. Throws `KEY_MALFORMED`, or `KEYCHAIN_UNAVAILABLE` (then nothing is kept). */
  set(slot: KeySlot, key: string, keep: 'keychain' | 'until-quit'): Promise<SlotStatus>
  /** Removes the key of a slot from the session and the keychain. Throws `KEYCHAIN_UNAVAILABLE` if it removed none. */
  remove(slot: KeySlot): Promise<SlotStatus>
  /** Never throws: a keychain that does not answer is told as such, and never as an absent key. */
  status(slot: KeySlot): Promise<SlotStatus>
  /** The key of a slot, for the client only. Throws `KEY_MISSING` or `KEYCHAIN_UNAVAILABLE`. */
  keyFor(slot: KeySlot): Promise<FoundKey>
}

/** A key and where it was found. */
export interface FoundKey {
  readonly key: string
  readonly kept: NonNullable<KeyStatus['kept']>
}

/**
 * Keys by slot. Order: this session, the keychain, then the environment. `DEEPSEEK_API_KEY` serves api.deepseek.com and
 * addresses on this machine (a test server that the caller named); a custom host gets only the key that was set for it.
 */
export function createKeys({ store, memory, env }: KeysOptions): Keys {
  function fromEnvironment({ endpoint, environment }: KeySlot): FoundKey | null {
    const key = env.DEEPSEEK_API_KEY?.trim() ?? ''
    const served = environment && endpoint.kind !== 'custom'
    return key !== '' && served ? { key, kept: 'environment' } : null
  }

  /** The key, and why the keychain could not be asked, if so. */
  async function find(slot: KeySlot): Promise<{ found: FoundKey | null; failure: FathomError | null }> {
    const remembered = await memory.get(slot.secret)
    const kept = await store.get(slot.secret).catch(asFailure)
    const failure = kept instanceof FathomError ? kept : null
    if (remembered !== null) return { found: { key: remembered, kept: 'until-quit' }, failure }
    if (typeof kept === 'string') return { found: { key: kept, kept: 'keychain' }, failure }
    return { found: fromEnvironment(slot), failure }
  }

  async function status(slot: KeySlot): Promise<SlotStatus> {
    const { found, failure } = await find(slot)
    return {
      present: found !== null,
      hint: found === null ? null : hintOf(found.key),
      kept: found?.kept ?? null,
      keychain: { available: failure === null, name: store.backend, reason: failure?.message ?? null },
    }
  }

  return {
    status,
    async set(slot, pasted, keep) {
      const { secret, endpoint } = slot
      const key = cleanKey(pasted, endpoint.origin === deepseekOrigin)
      if (keep === 'keychain') {
        await store.set(secret, key)
        await memory.remove(secret)
      } else {
        await memory.set(secret, key)
      }
      return status(slot)
    },
    async remove(slot) {
      const forgotten = await memory.remove(slot.secret)
      const failure = await store.remove(slot.secret).catch(asFailure)
      if (failure instanceof FathomError && !forgotten) throw failure
      return status(slot)
    },
    async keyFor(slot) {
      const remembered = await memory.get(slot.secret)
      if (remembered !== null) return { key: remembered, kept: 'until-quit' }
      const { found, failure } = await find(slot)
      if (found !== null) return { ...found, key: cleanKey(found.key, false) }
      throw failure ?? keyMissing(slot.endpoint.origin)
    },
  }
}

function asFailure(thrown: unknown): FathomError {
  if (thrown instanceof FathomError) return thrown
  return new FathomError(
    'KEYCHAIN_UNAVAILABLE',
    'The keychain does not answer. Keep the key until you quit instead.',
  )
}

function keyMissing(origin: string): FathomError {
  return new FathomError(
    'KEY_MISSING',
    `There is no key for ${new URL(origin).host}. Add one in Settings or set DEEPSEEK_API_KEY, or run in practice.`,
  )
}
