import { ChevronDown, FlaskConical, Square, Timer } from 'lucide-react'

import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { Menu, type MenuItem } from '../../components/ui/menu.tsx'
import { useShortcut } from '../../lib/command-context.tsx'
import { formatTime, zoneName } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import type { RunControl } from './use-run-control.ts'

import styles from './run-button.module.css'

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
  const named = (verb: string): string => (what === undefined ? verb : `${verb} ${what}`)
  const halt = useShortcut('run.stop')
  if (running !== null) {
    return (
      <Button size="large" icon={Square} shortcut={halt.label} aria-keyshortcuts={halt.aria} onClick={stop}>
        {named('Stop')}
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
        title="Sends to a simulated DeepSeek on this machine. Free, and never summed with real spend."
        onClick={() => start(true)}
      >
        {named('Practice')}
      </Button>
    )
  }
  return (
    <div className={styles.split}>
      <Button
        size="large"
        variant="primary"
        shortcut={run.label}
        aria-keyshortcuts={run.aria}
        disabled={starting}
        className={styles.main}
        onClick={() => start(false)}
      >
        {named('Run')}
      </Button>
      <Menu
        align="end"
        side="top"
        trigger={
          <button type="button" className={styles.more} aria-label="Other ways to run" disabled={starting}>
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          </button>
        }
        items={[
          {
            id: 'practice',
            label: named('Practice'),
            icon: FlaskConical,
            detail: 'simulated, free',
            onSelect: () => start(true),
          },
          ...(control.queue ? [queueItem(control.queue, settings.zone)] : []),
        ]}
      />
    </div>
  )
}

function queueItem({ at, add }: NonNullable<RunControl['queue']>, zone: Zone): MenuItem {
  return {
    id: 'queue',
    label: `Queue for ${formatTime(at, zone)}`,
    icon: Timer,
    detail: `off-peak, ${zoneName(zone)}`,
    onSelect: add,
  }
}
