import { type FormEvent, useId, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'

import styles from './prompt-list.module.css'

interface PlaceDialogProps {
  readonly prompt: PromptSummary
  readonly folders: readonly string[]
  /** Every tag of the library. */
  readonly tags: readonly string[]
  readonly onClose: () => void
  readonly onPlace: (folder: string, tags: readonly string[]) => void
}

/** Where a prompt is found: its folder and its tags. What is typed and not there yet is made. */
export function PlaceDialog({ prompt, folders, tags, onClose, onPlace }: PlaceDialogProps) {
  const [folder, setFolder] = useState(prompt.folder)
  const [typed, setTyped] = useState(prompt.tags.join(', '))
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPlace(folder, tagsOf(typed))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Folder and tags of {name}', { name: prompt.name })}
      initialFocus={field}
      buttons={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button variant="primary" type="submit" form={id}>
            {t('Keep')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.fields} onSubmit={submit}>
        <TextField
          ref={field}
          label={t('Folder')}
          hint={t('Empty: in none. A slash puts a folder into another one.')}
          list={`${id}-folders`}
          maxLength={400}
          value={folder}
          onChange={(event) => setFolder(event.target.value)}
        />
        <datalist id={`${id}-folders`}>
          {folders.map((path) => (
            <option key={path}>{path}</option>
          ))}
        </datalist>
        <TextField
          label={t('Tags')}
          hint={
            tags.length === 0
              ? t('Words with commas between.')
              : t('Words with commas between. In use: {tags}', { tags: tags.slice(0, 12).join(', ') })
          }
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

/** Tags as they are typed, with commas of either width between. */
function tagsOf(typed: string): string[] {
  const words = typed.split(/[,，、]/u).map((word) => word.trim().slice(0, 40))
  return [...new Set(words.filter((word) => word !== ''))].slice(0, 50)
}
