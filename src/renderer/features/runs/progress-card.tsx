import { RotateCw, Timer, Unplug } from 'lucide-react'
import { useState } from 'react'

import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { formatInteger } from '../../lib/format.ts'
import { formatClock } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'

import styles from './run-cards.module.css'

interface ProgressCardProps {
  readonly run: Run
  readonly onStop?: (() => void) | undefined
}

/** What a run waits for, with the time that it has waited; nothing while text comes. */
export function ProgressCard({ run: { progress }, onStop }: ProgressCardProps) {
  const stop = onStop && (
    <Button variant="link" onClick={onStop}>
      {t('Stop')}
    </Button>
  )
  switch (progress.state) {
    case 'queued':
      return (
        <ErrorCard
          tone="amber"
          icon={Timer}
          title={
            <RichText
              message="Waiting for a free slot, {elapsed}"
              values={{ elapsed: <Elapsed since={progress.since} /> }}
            />
          }
          detail={t('DeepSeek closes the connection at 10:00.')}
          action={stop}
        />
      )
    case 'retrying':
      return (
        <ErrorCard
          tone="amber"
          icon={RotateCw}
          title={
            <RichText
              message="Trying again {until}, attempt {attempt}"
              values={{ until: <Until at={progress.at} />, attempt: formatInteger(progress.attempt) }}
            />
          }
          detail={t('{reason} Nothing was produced, so nothing is billed twice.', {
            reason: kept(progress.reason),
          })}
          action={stop}
        />
      )
    case 'stalled':
      return <StalledCard key={progress.since} since={progress.since} stop={stop} />
    default:
      return null
  }
}

/** Waiting on puts the card away until as much time has passed again. */
function StalledCard({ since, stop }: { readonly since: string; readonly stop: React.ReactNode }) {
  const now = useNow(1_000)
  const [keptAt, setKeptAt] = useState<number | null>(null)
  const silent = now - Date.parse(since)
  if (keptAt !== null && silent < keptAt * 2) return null
  return (
    <ErrorCard
      tone="amber"
      icon={Unplug}
      title={t('No data for {time}', { time: silence(silent) })}
      detail={t('You may be billed for what was produced.')}
      action={
        <span className={styles.actions}>
          {stop}
          <Button variant="link" onClick={() => setKeptAt(silent)}>
            {t('Keep waiting')}
          </Button>
        </span>
      }
    />
  )
}

/** "60 s", and from two minutes on "2:05". */
function silence(milliseconds: number): string {
  return milliseconds < 120_000
    ? t('{seconds} s', { seconds: Math.floor(milliseconds / 1_000) })
    : formatClock(milliseconds)
}

function Elapsed({ since }: { readonly since: string }) {
  const now = useNow(1_000)
  return <span className={styles.clock}>{formatClock(Math.max(0, now - Date.parse(since)))}</span>
}

function Until({ at }: { readonly at: string }) {
  const wait = Date.parse(at) - useNow(1_000)
  return wait > 0 ? (
    <span className={styles.clock}>{t('in {time}', { time: formatClock(wait) })}</span>
  ) : (
    t('now')
  )
}
