import { Copy } from 'lucide-react'
import { useState } from 'react'

import { message, t } from '../../../contract/i18n/t.ts'
import type { CopyFormat } from '../../../contract/prompt-files.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { useSavePrompt } from './use-save-prompt.ts'

import styles from './files.module.css'

const formats: readonly { readonly value: CopyFormat; readonly label: string }[] = [
  { value: 'curl', label: message('curl') },
  { value: 'openai-python', label: message('OpenAI SDK, Python') },
  { value: 'openai-typescript', label: message('OpenAI SDK, TypeScript') },
  { value: 'anthropic-python', label: message('Anthropic SDK, Python') },
  { value: 'anthropic-typescript', label: message('Anthropic SDK, TypeScript') },
  { value: 'deepseek-json', label: message('DeepSeek JSON') },
]

interface CopyDialogProps {
  readonly prompt: PromptSummary
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** The draft's request as other tools take it. */
export function CopyDialog({ prompt, open, onOpenChange }: CopyDialogProps) {
  const savePrompt = useSavePrompt()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Copy as')}
      sentence={t('What “{name}” sends, without your key: programs read it from DEEPSEEK_API_KEY.', {
        name: prompt.name,
      })}
      link={
        <Button variant="link" onClick={() => void savePrompt(prompt.id)}>
          {t('Save as a prompt file')}
        </Button>
      }
    >
      <CopyForm promptId={prompt.id} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function CopyForm({ promptId, onDone }: { readonly promptId: string; readonly onDone: () => void }) {
  const { send } = useApi()
  const note = useNote()
  const [format, setFormat] = useState<CopyFormat>('curl')
  const { data, error } = useRoute('promptFiles.copy', { promptId, format })
  const label = t(formats.find(({ value }) => value === format)?.label ?? '')

  async function copy(): Promise<void> {
    try {
      // Asked again: another window may have changed the draft since.
      const { text } = await send('promptFiles.copy', { promptId, format })
      await navigator.clipboard.writeText(text)
      note(t('Copied as {format}', { format: label }))
      onDone()
    } catch (failure) {
      note(errorSentence(failure))
    }
  }

  return (
    <>
      <div className={styles.bar}>
        <Select
          size="button"
          label={t('As')}
          value={format}
          options={translateLabels(formats)}
          onChange={setFormat}
        />
        <Button variant="primary" icon={Copy} disabled={!data} onClick={() => void copy()}>
          {t('Copy')}
        </Button>
      </div>
      {error && (
        <p role="alert" className={styles.problem}>
          {errorSentence(error)}
        </p>
      )}
      {data && data.notes.length > 0 && (
        <ul className={styles.notes}>
          {data.notes.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {data && (
        <section
          className={styles.code}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must be reachable by keyboard
          tabIndex={0}
          aria-label={label}
        >
          <pre>{data.text.slice(0, PREVIEW)}</pre>
          {data.text.length > PREVIEW && (
            <p className={styles.note}>{t('The beginning of a longer text.')}</p>
          )}
        </section>
      )}
    </>
  )
}

/** Characters that are drawn; all of it is copied. */
const PREVIEW = 20_000
