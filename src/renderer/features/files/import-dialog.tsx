import { FileUp } from 'lucide-react'
import { type DragEvent, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { FoundPrompt } from '../../../contract/prompt-files.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi, useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { classNames } from '../../lib/class-names.ts'
import { openFile } from '../../lib/files.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { kindWords } from './import-words.ts'

import styles from './files.module.css'

interface ImportDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

interface Source {
  readonly text: string
  readonly fileName?: string
}

const ENDINGS = ['md', 'json', 'yaml', 'yml', 'txt'] as const

/** Brings prompts in from a file or from what was copied; shows what is in it before anything is made. */
export function ImportDialog({ open, onOpenChange }: ImportDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Import prompts')}
      sentence={t(
        'A prompt file, a request or prompt object as JSON, a curl command, or a promptfoo configuration. Keys in it are never read.',
      )}
    >
      <ImportForm onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function ImportForm({ onDone }: { readonly onDone: () => void }) {
  const { send } = useApi()
  const [source, setSource] = useState<Source>({ text: '' })
  const [failure, setFailure] = useState<string | null>(null)
  const [dragging, setDragging] = useState(false)
  const read = useSend('promptFiles.read')
  const blank = source.text.trim() === ''
  const found = blank ? undefined : read.data

  function look(next: Source): void {
    setFailure(null)
    setSource(next)
    if (next.text.trim() !== '') read.mutate(next)
  }

  async function choose(): Promise<void> {
    try {
      const file = await openFile(send, t('Prompts'), ENDINGS)
      if (file) look({ text: textOf(file.base64), fileName: file.name })
    } catch (error) {
      setFailure(errorSentence(error))
    }
  }

  async function drop(event: DragEvent): Promise<void> {
    event.preventDefault()
    setDragging(false)
    const file = event.dataTransfer.files[0]
    if (file) look({ text: await file.text(), fileName: file.name })
    else look({ text: event.dataTransfer.getData('text/plain') })
  }

  const problem = failure ?? (!blank && read.error ? errorSentence(read.error) : null)
  return (
    <div
      className={classNames(styles.drop, dragging && styles.dragging)}
      onDragOver={(event) => {
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => void drop(event)}
    >
      <label className={styles.pasted}>
        <span className={styles.label}>
          {source.fileName ?? t('Paste it here, drop a file, or choose one')}
        </span>
        <textarea
          className={styles.text}
          spellCheck={false}
          rows={6}
          value={source.text.slice(0, SHOWN)}
          onChange={(event) => look({ text: event.target.value })}
        />
      </label>
      {source.text.length > SHOWN && <p className={styles.note}>{t('The beginning of a longer text.')}</p>}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div aria-live="polite">
        {found && (
          <>
            <p className={styles.label}>{kindWords(found.kind, found.prompts.length)}</p>
            <ul className={styles.found} aria-label={t('Prompts found')}>
              {found.prompts.map((prompt, index) => (
                <Found key={keyOf(prompt, index)} prompt={prompt} />
              ))}
            </ul>
            <Notes notes={found.notes} />
          </>
        )}
      </div>
      <div className={styles.buttons}>
        <Button icon={FileUp} onClick={() => void choose()}>
          {t('Choose a file')}
        </Button>
        <ImportButton source={source} count={found?.prompts.length ?? 0} onDone={onDone} />
      </div>
    </div>
  )
}

/** What was found stands still until the text is another. */
function keyOf({ name }: FoundPrompt, index: number): string {
  return `${index} ${name}`
}

/** A text field holds some hundred thousand characters well; the whole text is imported all the same. */
const SHOWN = 200_000

interface ImportButtonProps {
  readonly source: Source
  readonly count: number
  readonly onDone: () => void
}

function ImportButton({ source, count, onDone }: ImportButtonProps) {
  const bring = useSend('promptFiles.import')
  const { openPrompt } = useNavigation()
  const note = useNote()
  const start = () =>
    bring.mutate(source, {
      onSuccess: ({ prompts }) => {
        const [first] = prompts
        if (first) openPrompt(first.id)
        note(
          t('{count, plural, one {Imported # prompt} other {Imported # prompts}}', { count: prompts.length }),
        )
        onDone()
      },
    })
  return (
    <>
      {bring.error && (
        <p role="alert" className={styles.problem}>
          {errorSentence(bring.error)}
        </p>
      )}
      <Button variant="primary" disabled={count === 0 || bring.isPending} onClick={start}>
        {count < 2 ? t('Import') : t('Import {count} prompts', { count })}
      </Button>
    </>
  )
}

function Found({ prompt }: { readonly prompt: FoundPrompt }) {
  const { name, messages, model, variables, beginning, notes } = prompt
  const facts = [
    t('{messages, plural, one {# message} other {# messages}}', { messages }),
    model,
    variables > 0 ? t('{variables, plural, one {# variable} other {# variables}}', { variables }) : null,
  ]
  return (
    <li className={styles.prompt}>
      <div className={styles.promptHead}>
        <b>{name ?? t('Without a name')}</b>
        <span className={styles.note}>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <p className={styles.beginning}>{beginning}</p>
      <Notes notes={notes} />
    </li>
  )
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function textOf(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)))
}
