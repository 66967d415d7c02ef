import { useState } from 'react'

import { message, t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useApi } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatInteger } from '../../lib/format.ts'
import { parseTokens } from './parse-tokens.ts'

import styles from './settle-dialog.module.css'

interface SettleDialogProps {
  readonly run: Run
  readonly open: boolean
  readonly onClose: () => void
}

const fields = [
  { name: 'promptHit', label: message('Prompt, cached') },
  { name: 'promptMiss', label: message('Prompt, not cached') },
  { name: 'output', label: message('Output') },
] as const

type Figures = Record<(typeof fields)[number]['name'], string>

/** The bill of a run that brought none, typed in from the platform's page. It becomes a correction in the ledger. */
export function SettleDialog({ run, open, onClose }: SettleDialogProps) {
  const { send } = useApi()
  const [texts, setTexts] = useState<Figures>(() => ({
    promptHit: '0',
    promptMiss: run.atLeast === null ? '' : String(run.estimate.prompt.tokens),
    output: '',
  }))
  const [failure, setFailure] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const figures = fields.map(({ name }) => parseTokens(texts[name]))
  const [promptHit, promptMiss, output] = figures
  const whole = typeof promptHit === 'number' && typeof promptMiss === 'number' && typeof output === 'number'
  const settle = async (): Promise<void> => {
    if (!whole || sending) return
    setSending(true)
    setFailure(null)
    try {
      await send('runs.settle', { runId: run.id, promptHit, promptMiss, output })
      onClose()
    } catch (error) {
      setFailure(errorSentence(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('Settle run {number}', { number: run.number })}
      sentence={
        run.atLeast === null
          ? t('What the platform says that it was billed, in tokens.')
          : t(
              'What the platform says that it was billed, in tokens. It is at least {promptTokens} + {completionTokens}.',
              {
                promptTokens: formatInteger(run.atLeast.promptTokens),
                completionTokens: formatInteger(run.atLeast.completionTokens),
              },
            )
      }
      buttons={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button variant="primary" disabled={!whole || sending} onClick={() => void settle()}>
            {t('Add to the ledger')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {fields.map(({ name, label }, index) => (
          <TextField
            key={name}
            label={label}
            inputMode="numeric"
            autoComplete="off"
            value={texts[name]}
            error={figures[index] === 'wrong' ? t('A whole number of tokens.') : null}
            onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
            onKeyDown={(event) => event.key === 'Enter' && void settle()}
          />
        ))}
      </div>
      <p className={styles.note}>
        {t('A correction is added; the run and its first entry stay as they are. It can be settled again.')}
      </p>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
    </Dialog>
  )
}
