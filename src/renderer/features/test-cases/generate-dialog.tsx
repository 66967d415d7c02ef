import { type SubmitEvent, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Select } from '../../components/ui/select.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { useGate } from '../budgets/gate-context.tsx'
import { EstimateFigures } from './estimate-figures.tsx'
import type { TestControl } from './use-tests.ts'

import styles from './dialogs.module.css'

interface GenerateDialogProps {
  readonly promptId: string
  readonly control: TestControl
  readonly onClose: () => void
}

const COUNTS = [5, 10, 20, 50]

/** Asks for the prompt that is proposed, then shows it to be changed, priced and sent. */
export function GenerateDialog({ promptId, control, onClose }: GenerateDialogProps) {
  const [count, setCount] = useState(10)
  const { data: proposed, error } = useRoute('tests.generation', { promptId, count })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('Generate cases')}
      sentence={t('A model writes new cases. This is what it is asked; change it as you like.')}
      buttons={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          {control.hasKey && (
            <Button
              type="submit"
              form="generate-form"
              name="practice"
              value="practice"
              disabled={proposed === undefined}
            >
              {t('Practice it')}
            </Button>
          )}
          <Button type="submit" form="generate-form" variant="primary" disabled={proposed === undefined}>
            {control.hasKey ? t('Generate') : t('Practice it')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label={t('Cases')}
          value={String(count)}
          options={COUNTS.map((each) => ({ value: String(each), label: String(each) }))}
          onChange={(each) => setCount(Number(each))}
        />
        {error && (
          <p role="alert" className={styles.problem}>
            {errorSentence(error)}
          </p>
        )}
        {proposed && (
          <GenerateForm
            key={proposed.prompt}
            promptId={promptId}
            control={control}
            first={proposed}
            onClose={onClose}
          />
        )}
      </div>
    </Dialog>
  )
}

interface GenerateFormProps extends GenerateDialogProps {
  readonly first: { readonly model: string; readonly prompt: string }
}

function GenerateForm({ promptId, control, first, onClose }: GenerateFormProps) {
  const { send } = useApi()
  const note = useNote()
  const showGate = useGate()
  const currency = useCurrency()
  const [model, setModel] = useState(first.model)
  const [prompt, setPrompt] = useState(first.prompt)
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const order = { promptId, model: model.trim(), prompt }
  const ready = order.model !== '' && prompt.trim() !== ''
  const { data: estimate } = useRoute('tests.estimateGeneration', order, {
    enabled: ready,
    keepPrevious: true,
  })

  const generate = async (practice: boolean, allowOnce: boolean): Promise<void> => {
    setAsking(true)
    setProblem(null)
    try {
      const { added } = await send('tests.generate', { ...order, practice, allowOnce })
      note(t('{added, plural, one {# case was generated} other {# cases were generated}}', { added }))
      onClose()
    } catch (error) {
      if (!showGate(error, { apply: {}, runAnyway: () => void generate(practice, true) }))
        setProblem(errorSentence(error))
    } finally {
      setAsking(false)
    }
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const pressed = event.nativeEvent.submitter?.getAttribute('value')
    if (ready && !asking) void generate(!control.hasKey || pressed === 'practice', false)
  }
  return (
    <form id="generate-form" className={styles.form} onSubmit={submit}>
      <TextField label={t('Model')} mono value={model} onChange={(event) => setModel(event.target.value)} />
      <label className={styles.area}>
        {t('What it is asked')}
        <textarea rows={12} value={prompt} onChange={(event) => setPrompt(event.target.value)} />
      </label>
      <div className={styles.estimate}>
        {asking ? t('Generating …') : <EstimateFigures estimate={estimate} currency={currency} />}
      </div>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  )
}
