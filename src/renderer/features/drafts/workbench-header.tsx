import { Check, Columns2 } from 'lucide-react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Select } from '../../components/ui/select.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useSaveStatus, useShape } from '../../editor/use-session.ts'
import { useCommands, useShortcut } from '../../lib/command-context.tsx'
import { formatTime } from '../../lib/time.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { useSettings } from '../../lib/use-settings.ts'
import type { VariablesBandControl } from '../variables/use-variables-band.ts'
import { VariablesButton } from '../variables/variables-button.tsx'
import { useVersionStatus } from '../versions/use-version-status.ts'
import { isModified, VersionChip } from '../versions/version-chip.tsx'
import { effortChange, effortChoices, effortWord } from './effort.ts'
import { ModelSelect } from './model-select.tsx'

import styles from './workbench-header.module.css'

interface WorkbenchHeaderProps {
  readonly session: DraftSession
  readonly prompt: PromptSummary | undefined
  readonly estimate: LiveEstimate | null
  /** The title bar says the name then. */
  readonly narrow: boolean
  readonly variables: VariablesBandControl
}

/** Which prompt, whether it is saved, and who is asked how. */
export function WorkbenchHeader({ session, prompt, estimate, narrow, variables }: WorkbenchHeaderProps) {
  const { parameters } = useShape(session)
  const status = useVersionStatus(session)
  const { run } = useCommands()
  const { label, aria } = useShortcut('compare.open')
  const compare = { 'aria-keyshortcuts': aria, title: label, onClick: () => run('compare.open') }
  const choices = (
    <div className={styles.choices}>
      <ModelSelect session={session} estimate={estimate} narrow={narrow} />
      <Select
        size="button"
        label={t('Thinking')}
        value={parameters.mode === 'fim' ? 'off' : effortWord(parameters)}
        disabled={parameters.mode === 'fim'}
        options={translateLabels(effortChoices)}
        onChange={(choice) => session.setParameters(effortChange(choice))}
      />
    </div>
  )
  return (
    <header className={styles.header}>
      {narrow && choices}
      {!narrow && <h1 className={styles.name}>{prompt?.name}</h1>}
      <VersionChip status={status} narrow={narrow} />
      <Saved session={session} sample={prompt?.sample ?? false} quiet={isModified(status)} />
      {!narrow && choices}
      <VariablesButton control={variables} estimate={estimate} narrow={narrow} />
      {narrow ? (
        <IconButton {...compare} icon={Columns2} label={t('Compare')} />
      ) : (
        <Button {...compare} variant="quiet" icon={Columns2}>
          {t('Compare')}
        </Button>
      )}
    </header>
  )
}

interface SavedProps {
  readonly session: DraftSession
  readonly sample: boolean
  /** Its place is taken by what was changed: only troubles are said. */
  readonly quiet: boolean
}

/** When the draft was last saved; while it cannot be, why. Typing itself changes nothing here. */
function Saved({ session, sample, quiet }: SavedProps) {
  const { settings } = useSettings()
  const { savedAt, failure } = useSaveStatus(session)
  const { notice } = useShape(session)
  if (failure !== null) {
    return (
      <span className={styles.unsaved} role="alert">
        <b>{t('Not saved yet.')}</b> <span title={failure.message}>{failure.message}</span>
        <Button variant="link" onClick={session.queue.check}>
          {t('Try now')}
        </Button>
      </span>
    )
  }
  if (notice !== null) {
    return (
      <output className={styles.unsaved}>
        <span title={notice}>{notice}</span>
        <Button variant="link" icon={Check} onClick={() => session.closeNotice()}>
          {t('Seen')}
        </Button>
      </output>
    )
  }
  if (quiet) return null
  return (
    <span className={styles.saved}>
      {sample
        ? t('sample, yours to change')
        : t('saved {time}', { time: formatTime(savedAt, settings.zone) })}
    </span>
  )
}
