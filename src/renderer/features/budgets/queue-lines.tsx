import { Timer, X } from 'lucide-react'

import type { QueuedRun } from '../../../contract/budgets.ts'
import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'

import styles from './budgets.module.css'

/** Runs that wait for off-peak, and those that were refused then; each can be taken away. Nothing where there are none. */
export function QueueLines() {
  const { data: queued } = useRoute('queue.list', {})
  if (!queued || queued.length === 0) return null
  return (
    <ul className={styles.queue} aria-label={t('Queued runs')}>
      {queued.map((run) => (
        <QueueLine key={run.id} run={run} />
      ))}
    </ul>
  )
}

function QueueLine({ run }: { readonly run: QueuedRun }) {
  const { settings } = useSettings()
  const cancel = useSend('queue.cancel')
  const waiting = run.state === 'waiting'
  return (
    <li className={styles.queueLine} title={`${run.promptName}, ${run.model}`}>
      <Timer size={14} strokeWidth={1.5} aria-hidden />
      <span className={styles.queueWords}>
        {run.promptName}{' '}
        {waiting
          ? t('at {dueAt}', { dueAt: formatTime(run.dueAt, settings.zone) })
          : (run.error?.message ?? t('was not sent'))}
      </span>
      <IconButton
        icon={X}
        small
        label={
          waiting ? t('Cancel the queued run of {promptName}', { promptName: run.promptName }) : t('Dismiss')
        }
        onClick={() => cancel.mutate({ id: run.id })}
      />
    </li>
  )
}
