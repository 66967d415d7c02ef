import { t } from '../../../contract/i18n/t.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { saveText } from '../../lib/files.ts'

/** Saves a prompt as a plain file where the user says. */
export function useSavePrompt(): (promptId: string) => Promise<void> {
  const { send } = useApi()
  const note = useNote()
  return async (promptId) => {
    try {
      const { fileName, text } = await send('promptFiles.export', { promptId })
      if (await saveText(send, fileName, text, 'text/markdown;charset=utf-8'))
        note(t('Saved {fileName}', { fileName }))
    } catch (error) {
      note(errorSentence(error))
    }
  }
}
