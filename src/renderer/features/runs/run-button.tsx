import { FlaskConical, Square, Timer } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import type { MenuItem } from '../../components/ui/menu.tsx'
import { SplitButton } from '../../components/ui/split-button.tsx'
import { useShortcut } from '../../lib/command-context.tsx'
import { formatTime, zoneName } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import type { RunControl } from './use-run-control.ts'

interface RunButtonProps {
  readonly control: Pick<RunControl, 'running' | 'starting' | 'hasKey' | 'start' | 'stop'> &
    Partial<Pick<RunControl, 'queue'>>
  /** What is run where it is more than the draft: "both", "all 3". */
  readonly what?: string
  readonly command?: 'run.start' | 'compare.runAll'
}

/** Run, with Practice beside it; Practice alone where there is no key; Stop while a run is under way. */
export function RunButton({ control, what, command = 'run.start' }: RunButtonProps) {
  const { running, starting, hasKey, start, stop } = control
  const run = useShortcut(command)
  const { settings } = useSettings()
  const practice = what === undefined ? t('Practice') : t('Practice {what}', { what })
  const halt = useShortcut('run.stop')
  if (running !== null) {
    return (
      <Button size="large" icon={Square} shortcut={halt.label} aria-keyshortcuts={halt.aria} onClick={stop}>
        {what === undefined ? t('Stop') : t('Stop {what}', { what })}
      </Button>
    )
  }
  if (!hasKey) {
    return (
      <Button
        size="large"
        shortcut={run.label}
        aria-keyshortcuts={run.aria}
        disabled={starting}
        title={t('Sends to a simulated DeepSeek on this machine. Free, and never summed with real spend.')}
        onClick={() => start(true)}
      >
        {practice}
      </Button>
    )
  }
  return (
    <SplitButton
      shortcut={run}
      disabled={starting}
      onClick={() => start(false)}
      more={t('Other ways to run')}
      items={[
        {
          id: 'practice',
          label: practice,
          icon: FlaskConical,
          detail: t('simulated, free'),
          onSelect: () => start(true),
        },
        ...(control.queue ? [queueItem(control.queue, settings.zone)] : []),
      ]}
    >
      {what === undefined ? t('Run') : t('Run {what}', { what })}
    </SplitButton>
  )
}

function queueItem({ at, add }: NonNullable<RunControl['queue']>, zone: Zone): MenuItem {
  return {
    id: 'queue',
    label: t('Queue for {time}', { time: formatTime(at, zone) }),
    icon: Timer,
    detail: t('off-peak, {zone}', { zone: zoneName(zone) }),
    onSelect: add,
  }
}
