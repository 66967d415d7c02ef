import { Save } from 'lucide-react'

import type { BackupFile } from '../../../contract/backups.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatInteger } from '../../lib/format.ts'
import { formatDate, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { PathForm } from './path-form.tsx'

import styles from './files.module.css'

const occasions: Readonly<Record<BackupFile['occasion'], string>> = {
  asked: message('by you'),
  daily: message('daily'),
  'before-update': message('before an update'),
}

/** Full backups: made, listed and restored. */
export function BackupsSection({ desktop }: { readonly desktop: boolean }) {
  const { data, refetch } = useRoute('backups.list', {})
  const make = useSend('backups.make')
  const restore = useSend('backups.restore')
  const after = { onSuccess: () => void refetch() }
  if (!data) return null
  const failure = make.error ?? restore.error
  return (
    <section className={styles.section} aria-labelledby="files-backups">
      <h3 id="files-backups" className={styles.heading}>
        {t('Backups')}
      </h3>
      <p className={styles.note}>
        {t(
          'One file with all prompts, versions, runs, the ledger and the settings. Your keys are not in it.',
        )}
      </p>
      {failure && (
        <p role="alert" className={styles.problem}>
          {errorSentence(failure)}
        </p>
      )}
      <div className={styles.line}>
        <Button icon={Save} disabled={make.isPending} onClick={() => make.mutate({}, after)}>
          {make.isPending ? t('Backing up') : t('Back up now')}
        </Button>
        {desktop && (
          <Button onClick={() => restore.mutate({ from: 'dialog' }, after)}>
            {t('Restore from a file')}
          </Button>
        )}
        {make.data?.savedAs && (
          <output className={styles.note}>{t('Saved as {path}', { path: make.data.savedAs })}</output>
        )}
      </div>
      {data.restoreWaits && <RestoreWaits desktop={desktop} onCancelled={() => void refetch()} />}
      {data.files.length > 0 && (
        <ul className={styles.files} aria-label={t('Backups in the data folder')}>
          {data.files.map((file) => (
            <Backup
              key={file.name}
              file={file}
              onRestore={() => restore.mutate({ from: 'folder', name: file.name }, after)}
            />
          ))}
        </ul>
      )}
      {!desktop && (
        <PathForm
          label={t('Another backup on the machine that Fathom runs on')}
          action={t('Restore it')}
          onPath={(path) => restore.mutate({ from: 'path', path }, after)}
        />
      )}
    </section>
  )
}

interface RestoreWaitsProps {
  readonly desktop: boolean
  readonly onCancelled: () => void
}

/** Between the choice of a backup and the start at which it takes its place. */
function RestoreWaits({ desktop, onCancelled }: RestoreWaitsProps) {
  const cancel = useSend('backups.cancelRestore')
  const restart = useSend('app.restart')
  return (
    <div className={styles.waiting}>
      <output>
        {t('A backup takes the place of what is here at the next start. What is here now is kept beside it.')}{' '}
        {!desktop && t('Stop Fathom and start it again.')}
      </output>
      <div className={styles.buttons}>
        <Button onClick={() => cancel.mutate({}, { onSuccess: onCancelled })}>{t('Call it off')}</Button>
        {desktop && (
          <Button variant="primary" onClick={() => restart.mutate({})}>
            {t('Restart now')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Backup({ file, onRestore }: { readonly file: BackupFile; readonly onRestore: () => void }) {
  const { settings } = useSettings()
  const at = `${formatDate(file.at, settings.zone)} ${formatTime(file.at, settings.zone)}`
  return (
    <li className={styles.line}>
      <span className={styles.when}>{at}</span>
      <span className={styles.note}>{t(occasions[file.occasion])}</span>
      <span className={styles.note}>
        {t('{kilobytes} kB', { kilobytes: formatInteger(Math.ceil(file.bytes / 1_000)) })}
      </span>
      <Button variant="link" aria-label={t('Restore the backup of {at}', { at })} onClick={onRestore}>
        {t('Restore')}
      </Button>
    </li>
  )
}
