import { FolderOpen } from 'lucide-react'
import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Workspace, WorkspaceFile } from '../../../contract/workspace.ts'
import { Button } from '../../components/ui/button.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { FileConflict } from './file-conflict.tsx'
import { PathForm } from './path-form.tsx'
import { stateWords, waitsForUser } from './workspace-words.ts'

import styles from './files.module.css'

/** The folder of prompt files, and each file that waits for a decision. */
export function WorkspaceSection({ desktop }: { readonly desktop: boolean }) {
  const { data } = useRoute('workspace.get', {})
  const open = useSend('workspace.open')
  const close = useSend('workspace.close')
  if (!data) return null
  const { folder, problem, files, notTaken } = data
  const failure = open.error ? errorSentence(open.error) : problem
  return (
    <section className={styles.section} aria-labelledby="files-folder">
      <h3 id="files-folder" className={styles.heading}>
        {t('A folder of prompt files')}
      </h3>
      <p className={styles.note}>
        {t(
          'Each prompt is one plain file, to be kept in git and changed with any editor. Both sides follow each other; where both have changed, you decide.',
        )}
      </p>
      {failure && (
        <p role="alert" className={styles.problem}>
          {failure}
        </p>
      )}
      {folder === null ? (
        <OpenFolder desktop={desktop} onOpen={(request) => open.mutate(request)} />
      ) : (
        <>
          <div className={styles.line}>
            <code className={styles.path}>{folder}</code>
            <Button onClick={() => close.mutate({})}>{t('Close the folder')}</Button>
          </div>
          <AddThisPrompt files={files} />
          <Files files={files} />
          <NotTaken notTaken={notTaken} />
        </>
      )}
    </section>
  )
}

interface OpenFolderProps {
  readonly desktop: boolean
  readonly onOpen: (request: { from: 'dialog' } | { from: 'path'; path: string }) => void
}

function OpenFolder({ desktop, onOpen }: OpenFolderProps) {
  if (desktop)
    return (
      <Button icon={FolderOpen} onClick={() => onOpen({ from: 'dialog' })}>
        {t('Open a folder')}
      </Button>
    )
  return (
    <PathForm
      label={t('Folder on the machine that Fathom runs on')}
      action={t('Open the folder')}
      onPath={(path) => onOpen({ from: 'path', path })}
    />
  )
}

/** The prompt on screen, where it has no file yet. */
function AddThisPrompt({ files }: { readonly files: readonly WorkspaceFile[] }) {
  const { page } = useNavigation()
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const add = useSend('workspace.add')
  const prompt = prompts.find(({ id }) => id === page.promptId)
  if (prompt === undefined || files.some(({ promptId }) => promptId === prompt.id)) return null
  return (
    <div className={styles.line}>
      <span className={styles.note}>{t('“{name}” has no file in the folder.', { name: prompt.name })}</span>
      <Button variant="link" onClick={() => add.mutate({ promptId: prompt.id })}>
        {t('Keep it there too')}
      </Button>
    </div>
  )
}

function Files({ files }: { readonly files: readonly WorkspaceFile[] }) {
  const [opened, setOpened] = useState<string | null>(null)
  const remove = useSend('workspace.remove')
  if (files.length === 0) return <p className={styles.note}>{t('No prompt file is in the folder yet.')}</p>
  const sorted = files.toSorted((a, b) => Number(waitsForUser(b)) - Number(waitsForUser(a)))
  return (
    <ul className={styles.files} aria-label={t('Prompt files')}>
      {sorted.map((file) => (
        <li key={file.promptId}>
          <div className={styles.line}>
            <code className={styles.path}>{file.path}</code>
            <span className={waitsForUser(file) ? styles.waits : styles.note}>{stateWords(file)}</span>
            {(file.state === 'conflict' || file.state === 'file-gone') && (
              <Button
                variant="link"
                aria-expanded={opened === file.promptId}
                onClick={() => setOpened(opened === file.promptId ? null : file.promptId)}
              >
                {t('Decide')}
              </Button>
            )}
            {(file.state === 'same' || file.state === 'unreadable' || file.state === 'in-bin') && (
              <Button
                variant="link"
                aria-label={t('Let go: {path}', { path: file.path })}
                onClick={() => remove.mutate({ promptId: file.promptId })}
              >
                {t('Let go')}
              </Button>
            )}
          </div>
          {opened === file.promptId && <FileConflict file={file} onDone={() => setOpened(null)} />}
        </li>
      ))}
    </ul>
  )
}

/** Prompt files that could not become prompts. */
function NotTaken({ notTaken }: Pick<Workspace, 'notTaken'>) {
  if (notTaken.length === 0) return null
  return (
    <ul className={styles.files} aria-label={t('Files that were not taken')}>
      {notTaken.map(({ path, problem }) => (
        <li key={path} className={styles.line}>
          <code className={styles.path}>{path}</code>
          <span className={styles.waits}>{problem}</span>
        </li>
      ))}
    </ul>
  )
}
