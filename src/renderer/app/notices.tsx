import { X } from 'lucide-react'
import { useState } from 'react'

import { kept } from '../../contract/i18n/kept.ts'
import { t } from '../../contract/i18n/t.ts'
import { IconButton } from '../components/ui/icon-button.tsx'

import styles from './notices.module.css'

/** What the user must see once: a restored backup, a data folder that cannot be written. */
export function Notices({ notices }: { readonly notices: readonly string[] }) {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  return notices
    .filter((notice) => !seen.has(notice))
    .map((notice) => (
      <div key={notice} role="alert" className={styles.notice}>
        <span>{kept(notice)}</span>
        <IconButton
          icon={X}
          label={t('Close this notice')}
          small
          onClick={() => setSeen(new Set(seen).add(notice))}
        />
      </div>
    ))
}
