import { t } from '../../../contract/i18n/t.ts'
import type { VersionStatus } from '../../../contract/versions.ts'
import { Button } from '../../components/ui/button.tsx'
import { useCommands, useShortcut } from '../../lib/command-context.tsx'

import styles from './version-chip.module.css'

interface VersionChipProps {
  readonly status: VersionStatus | null
  readonly narrow: boolean
}

/** Which version the draft is, or was changed since; opens the versions. */
export function VersionChip({ status, narrow }: VersionChipProps) {
  const { run } = useCommands()
  const open = useShortcut('versions.open')
  const save = useShortcut('version.save')
  if (status === null) return null
  const { latest, same } = status
  if (latest === null) {
    return narrow ? null : (
      <Button
        variant="link"
        title={[t('Save a version'), save.label].join(' ')}
        aria-keyshortcuts={save.aria}
        onClick={() => run('version.save')}
      >
        {t('Save v{number}', { number: 1 })}
      </Button>
    )
  }
  const { number } = same ?? latest
  return (
    <span className={styles.place}>
      <button
        type="button"
        className={styles.chip}
        title={open.label}
        aria-keyshortcuts={open.aria}
        aria-label={t('Versions: {state}', { state: stateWords(status) })}
        onClick={() => run('versions.open')}
      >
        {t('v{number}', { number })}
      </button>
      {isModified(status) && <span className={styles.state}>{stateWords(status, narrow)}</span>}
    </span>
  )
}

/** Whether the draft says something else than its latest version. */
export function isModified(status: VersionStatus | null): boolean {
  return status?.latest ? status.same?.id !== status.latest.id : false
}

/** "modified since v7", "v3 again, the latest is v7", "v7". */
function stateWords({ latest, same }: VersionStatus, short = false): string {
  if (latest === null) return ''
  if (same === null) return short ? t('modified') : t('modified since v{number}', { number: latest.number })
  if (same.id === latest.id) return t('v{number}', { number: latest.number })
  return t('the latest is v{number}', { number: latest.number })
}
