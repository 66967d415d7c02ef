import { FileWarning } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { stateWords, waitsForUser } from './workspace-words.ts'

import styles from './files.module.css'

/** Says over a draft that its file in the folder waits for a decision. Nothing where it does not. */
export function FileNotice({ promptId }: { readonly promptId: string }) {
  const { data } = useRoute('workspace.get', {})
  const { run } = useCommands()
  const file = data?.files.find((each) => each.promptId === promptId)
  if (file === undefined || !waitsForUser(file)) return null
  return (
    <output className={styles.notice}>
      <FileWarning size={14} strokeWidth={1.5} aria-hidden />
      <span>{file.problem ?? t('{what}: {words}', { what: file.path, words: stateWords(file) })}</span>
      <Button variant="link" onClick={() => run('files.open')}>
        {t('Decide')}
      </Button>
    </output>
  )
}
