import type { BillMatch } from '../../../contract/billing.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Select } from '../../components/ui/select.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { keyWords } from './bill-words.ts'

import styles from './billing-page.module.css'

/** Which key of the ledger has which name on the platform; the export's own keys were dropped, so it may have to be said. */
export function KeyNames({ match: { keys, keyNames } }: { readonly match: BillMatch }) {
  const { mutate } = useSend('billing.nameKey')
  if (keys.length === 0 || keyNames.length === 0) return null
  return (
    <div className={styles.keys}>
      {keys.map(({ hint, name, by }) => (
        <span key={hint} className={styles.key}>
          <code className={styles.hint}>{hint}</code>
          <Select
            label={t('Key {hint} on the platform', { hint })}
            hideLabel
            active={by === 'said'}
            value={name === null ? 'u' : `n${name}`}
            options={[
              { value: 'u', label: by === 'said' ? t('as it comes out') : t('not known') },
              ...keyNames.map((each) => ({ value: `n${each}`, label: each || t('without a name') })),
            ]}
            onChange={(chosen) => mutate({ keyHint: hint, keyName: chosen === 'u' ? null : chosen.slice(1) })}
          />
          <span className={styles.note}>{t(keyWords[by])}</span>
        </span>
      ))}
    </div>
  )
}
