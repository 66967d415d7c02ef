import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { LedgerKey } from '../../../contract/ledger.ts'
import type { SelectOption } from '../../components/ui/select.tsx'

// Ids have no such beginning, and neither have the last characters of a key.
const NAMED = 'named:'

/** What the ledger can be filtered by: each named key with all the keys that it had, and single ones where it had several. */
export function keyOptions(keys: readonly LedgerKey[]): SelectOption<string>[] {
  return keys.flatMap(({ profileId, name, removed, hints }) => {
    const single = hints.map((hint) => ({ value: hint, label: hint }))
    if (profileId === null || name === null) return single
    const label = removed ? t('{name} (removed)', { name }) : name
    const whole = { value: `${NAMED}${profileId}`, label, detail: listed(hints) }
    return hints.length > 1 ? [whole, ...single] : [whole]
  })
}

/** The chosen option as main takes it. */
export function keyRequest(chosen: string): { readonly key: string } | { readonly keyProfile: string } {
  return chosen.startsWith(NAMED) ? { keyProfile: chosen.slice(NAMED.length) } : { key: chosen }
}
