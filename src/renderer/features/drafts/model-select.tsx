import { useRef, useState } from 'react'

import type { EstimateColumn, LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Select } from '../../components/ui/select.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useShape } from '../../editor/use-session.ts'
import { servedName } from '../runs/run-words.ts'

/** The names that the platform offers today; any other can be typed. */
const offered = ['deepseek-flash', 'deepseek-v4-pro'] as const

// No model name holds a space.
const OTHER = 'other model'

interface ModelSelectProps {
  readonly session: DraftSession
  readonly estimate: LiveEstimate | null
  readonly narrow: boolean
}

/** Who is asked for the draft. */
export function ModelSelect({ session, estimate, narrow }: ModelSelectProps) {
  const { model } = useShape(session).parameters
  return (
    <ModelChoice
      model={model}
      columns={estimate?.columns ?? []}
      narrow={narrow}
      size="button"
      onModel={(next) => session.setParameters({ model: next })}
    />
  )
}

interface ModelChoiceProps {
  readonly model: string
  /** Estimates that say what a name is served by now. */
  readonly columns: readonly EstimateColumn[]
  readonly narrow: boolean
  readonly size: 'chip' | 'button'
  readonly onModel: (model: string) => void
}

/** Flash, pro, or any name that is typed; beside it what that name is served by now. */
export function ModelChoice({ model, columns, narrow, size, onModel }: ModelChoiceProps) {
  const [asking, setAsking] = useState(false)
  const served = (name: string): string | null =>
    columns.find((column) => column.estimate.model.requested === name)?.estimate.model.served ?? null
  const names: readonly string[] = (offered as readonly string[]).includes(model)
    ? offered
    : [...offered, model]
  const options = names.map((name) => {
    const detail = served(name)
    const option = { value: name, label: name }
    return detail === null || narrow ? option : Object.assign(option, { detail: servedName(detail) })
  })
  return (
    <>
      <Select
        size={size}
        label={t('Model')}
        hideLabel
        value={model}
        options={[...options, { value: OTHER, label: t('Other model…') }]}
        onChange={(next) => (next === OTHER ? setAsking(true) : onModel(next))}
      />
      <OtherModel key={String(asking)} open={asking} onClose={() => setAsking(false)} onModel={onModel} />
    </>
  )
}

interface OtherModelProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onModel: (model: string) => void
}

function OtherModel({ open, onClose, onModel }: OtherModelProps) {
  const [name, setName] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const trimmed = name.trim()
  const error = trimmed.length > 100 ? t('A model name has at most 100 characters.') : null
  const use = (): void => {
    if (trimmed === '' || error !== null) return
    onModel(trimmed)
    onClose()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('Another model')}
      sentence={t(
        'The name as the API takes it. Counts are exact for models that are known, and say so where they are not.',
      )}
      initialFocus={field}
      buttons={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button variant="primary" disabled={trimmed === '' || error !== null} onClick={use}>
            {t('Use this model')}
          </Button>
        </>
      }
    >
      <TextField
        ref={field}
        label={t('Model name')}
        mono
        autoComplete="off"
        spellCheck={false}
        value={name}
        error={error}
        placeholder="deepseek-chat"
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && use()}
      />
    </Dialog>
  )
}
