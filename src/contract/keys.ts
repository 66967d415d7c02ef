import { z } from 'zod'

import type { Balance } from './balance.ts'
import { identifier } from './values.ts'

const secret = z.string().min(1).max(512)
const keep = z.enum(['keychain', 'until-quit'])
const keyName = z.string().trim().min(1).max(60)

/** Keys are write-only: they can be set, removed and asked about, never read. Without a profile the one in use is meant. */
export const keyRequests = {
  /** The key in use. */
  'keys.status': z.strictObject({}),
  /** Every named key, in the order of adding. */
  'keys.list': z.strictObject({}),
  /** Adds a named key for an address. Errors KEY_NAME_TAKEN, HOST_NOT_ALLOWED, KEY_MALFORMED, KEYCHAIN_UNAVAILABLE. */
  'keys.add': z.strictObject({ name: keyName, baseUrl: z.string().min(1).max(300), key: secret, keep }),
  /** Puts a key in the place of the one before. Errors KEY_MALFORMED, KEYCHAIN_UNAVAILABLE. */
  'keys.set': z.strictObject({ key: secret, keep, profileId: identifier.optional() }),
  /** Errors KEY_NAME_TAKEN, KEY_NOT_FOUND. */
  'keys.rename': z.strictObject({ profileId: identifier, name: keyName }),
  /** From now on runs are sent with this key. Error KEY_NOT_FOUND. */
  'keys.use': z.strictObject({ profileId: identifier }),
  /** Removes the key, and its name unless that is the last one; what it spent stays in the ledger under its name. */
  'keys.remove': z.strictObject({ profileId: identifier.optional() }),
  /** Asks DeepSeek, or whoever is at the key's address, at no cost, whether it takes the key. */
  'keys.test': z.strictObject({ profileId: identifier.optional() }),
}

/** What a key is called and where it is sent; the address never changes, so that no key goes elsewhere. */
export interface KeyProfile {
  readonly id: string
  readonly name: string
  readonly baseUrl: string
  /** An address on this machine: its runs count as practice. */
  readonly local: boolean
}

export interface KeyStatus {
  readonly profile: KeyProfile
  readonly present: boolean
  /** The last four characters, as "…8f2c"; null when there is no key. */
  readonly hint: string | null
  readonly kept: 'keychain' | 'until-quit' | 'environment' | null
  readonly keychain: { readonly available: boolean; readonly name: string; readonly reason: string | null }
}

export interface NamedKey extends KeyStatus {
  readonly inUse: boolean
  /** As it was last told of this key's account; null where nobody ever asked. */
  readonly balance: Balance | null
}

export interface KeyResults {
  'keys.status': KeyStatus
  'keys.list': readonly NamedKey[]
  'keys.add': KeyStatus
  'keys.set': KeyStatus
  'keys.rename': KeyStatus
  'keys.use': KeyStatus
  'keys.remove': KeyStatus
  /** The models that the key may ask. Errors KEY_MISSING, KEY_REJECTED and those of the network. */
  'keys.test': { readonly models: readonly string[] }
}

export interface KeyEvents {
  /** The key in use, as it is after any key was changed. */
  'keys.changed': KeyStatus
}
