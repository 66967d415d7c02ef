import { CircleAlert, Timer, X } from 'lucide-react'

import type { QueuedRun } from '../../../contract/budgets.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { dayKey, formatTime, formatWeekday } from '../../lib/time.ts'
import { useClock } from '../../lib/use-clock.ts'
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
  const { now } = useClock()
  const waiting = run.state === 'waiting'
  const at = { dueAt: dueWords(run.dueAt, now, settings.zone) }
  const due = run.runs === 1 ? t('at {dueAt}', at) : t('{runs} runs at {dueAt}', { ...at, runs: run.runs })
  const words = waiting ? due : run.error ? kept(run.error.message) : t('was not sent')
  const Icon = waiting ? Timer : CircleAlert
  return (
    <li className={styles.queueLine} data-state={run.state}>
      <Icon size={14} strokeWidth={1.5} aria-hidden />
      <span className={styles.queueWords} title={`${listed([run.promptName, ...run.models])}: ${words}`}>
        <b className={styles.queueName}>{run.promptName}</b>
        <span className={styles.queueWhy}>{words}</span>
      </span>
      <IconButton
        icon={X}
        small
        label={waiting ? cancelWords(run) : t('Dismiss')}
        onClick={() => cancel.mutate({ id: run.id })}
      />
    </li>
  )
}

function cancelWords({ promptName, runs }: QueuedRun): string {
  return runs === 1
    ? t('Cancel the queued run of {promptName}', { promptName })
    : t('Cancel the {runs} queued runs of {promptName}', { promptName, runs })
}

/** "18:00", and on another day "Mon 23 Nov, 18:00". */
export function dueWords(dueAt: string, now: number, zone: Zone): string {
  const time = formatTime(dueAt, zone)
  return dayKey(dueAt, zone) === dayKey(now, zone) ? time : listed([formatWeekday(dueAt, zone), time])
}
