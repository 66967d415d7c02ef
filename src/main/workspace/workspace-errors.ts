import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'

export function unreadableFolder(folder: string, error: unknown): FathomError {
  return new FathomError(
    'FOLDER_UNREADABLE',
    t('The folder {folder} cannot be read ({code}). Check that it is there, or open another one.', {
      folder,
      code: (error as NodeJS.ErrnoException | null)?.code ?? 'ENOTDIR',
    }),
  )
}

export function workspaceClosed(): FathomError {
  return new FathomError('WORKSPACE_CLOSED', t('No folder of prompt files is open. Open one in Settings.'))
}

export function notInWorkspace(): FathomError {
  return new FathomError(
    'NOT_IN_WORKSPACE',
    t('This prompt has no file in the folder any more. Look at the list again.'),
  )
}

export function unreadableFile(problem: string): FathomError {
  return new FathomError('PROMPT_FILE_INVALID', problem)
}
