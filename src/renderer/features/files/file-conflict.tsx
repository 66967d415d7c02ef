import { t } from '../../../contract/i18n/t.ts'
import type { WorkspaceFile } from '../../../contract/workspace.ts'
import { Button } from '../../components/ui/button.tsx'
import { DiffText } from '../../components/ui/diff-text.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'

import styles from './files.module.css'

interface FileConflictProps {
  readonly file: WorkspaceFile
  readonly onDone: () => void
}

/** What both sides say, and what can be done about it. Nothing is written before a choice. */
export function FileConflict({ file: { promptId, path }, onDone }: FileConflictProps) {
  const { data } = useRoute('workspace.sides', { promptId })
  const resolve = useSend('workspace.resolve')
  const choose = (choice: 'keep-draft' | 'take-file' | 'keep-both') =>
    resolve.mutate({ promptId, choice }, { onSuccess: onDone })
  if (!data) return null
  const { draft, file } = data
  return (
    <div className={styles.conflict}>
      {file === null ? (
        <p className={styles.note}>{t('The file is gone; the prompt is still here.')}</p>
      ) : (
        <DiffText
          label={t('What {path} says, against the draft here', { path })}
          before={draft}
          after={file}
          than={t('the draft here')}
        />
      )}
      {resolve.error && (
        <p role="alert" className={styles.problem}>
          {errorSentence(resolve.error)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => choose('keep-draft')}>
          {file === null ? t('Write the file again') : t('Keep the draft, write the file')}
        </Button>
        <Button onClick={() => choose('take-file')}>
          {file === null ? t('Remove the prompt too') : t('Take the file')}
        </Button>
        {file !== null && (
          <Button onClick={() => choose('keep-both')}>{t('Keep both as two prompts')}</Button>
        )}
      </div>
    </div>
  )
}
