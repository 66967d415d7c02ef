import { t } from '../../../contract/i18n/t.ts'
import { Select } from '../../components/ui/select.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'

import styles from './balance-details.module.css'

/** Whose balance it is, where there are several keys; another one is in use as soon as it is chosen. */
export function KeyChoice() {
  const { data: keys = [] } = useRoute('keys.list', {})
  const use = useSend('keys.use')
  const { data: status } = useRoute('keys.status', {})
  if (keys.length < 2 || status === undefined) return null
  return (
    <div className={styles.choice}>
      <Select
        label={t('Key')}
        value={use.isPending ? use.variables.profileId : status.profile.id}
        options={keys.map(({ profile, hint }) => ({
          value: profile.id,
          label: profile.name,
          detail: hint ?? t('no key'),
        }))}
        onChange={(profileId) => use.mutate({ profileId })}
      />
      {use.error && <span className={styles.note}>{use.error.message}</span>}
    </div>
  )
}
