import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { continueFrom } from '../runs/continue-run.ts'
import type { NamedPlace } from '../runs/named-place.ts'
import { RunOutput } from '../runs/run-output.tsx'
import type { RunControl } from '../runs/use-run-control.ts'
import { useContinueInCopy } from './use-continue-in-copy.ts'

import styles from './workbench.module.css'

interface WorkbenchOutputProps {
  readonly session: DraftSession
  readonly control: RunControl
  readonly sideWidth: number | null
  /** Shows what of the request DeepSeek named when it refused it. */
  readonly onShow: (place: NamedPlace) => void
}

/** Under the waterline: the run, or why there is none. */
export function WorkbenchOutput({ session, control, sideWidth, onShow }: WorkbenchOutputProps) {
  const [seen, setSeen] = useState<string | null>(null)
  const continueInCopy = useContinueInCopy(session)
  return (
    <div className={styles.output}>
      {control.failure !== null && control.failure !== seen && (
        <div className={styles.refused}>
          <ErrorCard
            title={t('The run did not start')}
            detail={control.failure}
            action={
              <Button variant="link" onClick={() => setSeen(control.failure)}>
                {t('Close')}
              </Button>
            }
          />
        </div>
      )}
      {control.shown === null ? (
        <NoRuns hasKey={control.hasKey} />
      ) : (
        <RunOutput
          key={control.shown}
          runId={control.shown}
          sideWidth={sideWidth}
          onStop={control.running === control.shown ? control.stop : undefined}
          onAgain={() => control.start(!control.hasKey)}
          onContinue={(run, way, inCopy) => {
            if (inCopy) void continueInCopy(run, way)
            else continueFrom(session, run, way)
          }}
          onShow={onShow}
        />
      )}
    </div>
  )
}

function NoRuns({ hasKey }: { readonly hasKey: boolean }) {
  return (
    <div className={styles.empty}>
      <EmptyState
        name={t('No runs yet')}
        sentence={t('The answer, the bill and what explains it will stand here.')}
        note={
          hasKey
            ? t('Run sends this draft to DeepSeek. Practice, beside it, is simulated and free.')
            : t(
                'Practice sends to a simulated DeepSeek on this machine. It is free and never summed with real spend.',
              )
        }
      />
    </div>
  )
}
