import { useState } from 'react'

import type { AppState } from '../../../contract/app.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommand } from '../../lib/command-context.tsx'
import { useNavigation } from '../../navigation/navigation.tsx'
import { CopyDialog } from './copy-dialog.tsx'
import { FilesDialog } from './files-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { useSavePrompt } from './use-save-prompt.ts'

/** The dialogs through which prompts come in and go out, and the commands that open them. */
export function FileDialogs({ app }: { readonly app: AppState }) {
  const [dialog, setDialog] = useState<'import' | 'copy' | 'files' | null>(null)
  const { page } = useNavigation()
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const prompt = prompts.find(({ id }) => id === page.promptId)
  const savePrompt = useSavePrompt()
  useCommand('prompt.import', () => setDialog('import'))
  useCommand('prompt.copyAs', () => setDialog('copy'), prompt !== undefined)
  useCommand('prompt.saveFile', () => prompt && void savePrompt(prompt.id), prompt !== undefined)
  useCommand('files.open', () => setDialog('files'))
  const props = (name: typeof dialog) => ({
    open: dialog === name,
    onOpenChange: (open: boolean) => setDialog(open ? name : null),
  })
  return (
    <>
      <ImportDialog {...props('import')} />
      {prompt && <CopyDialog prompt={prompt} {...props('copy')} />}
      <FilesDialog app={app} {...props('files')} />
    </>
  )
}
