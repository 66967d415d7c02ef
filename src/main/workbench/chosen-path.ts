import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'

type Choice = { readonly from: 'dialog' } | { readonly from: 'path'; readonly path: string }

/**
 * The path that a person chose on this machine, or null when they changed their mind: in the system's dialog where there is
 * one, and only where there is none by what they typed. `noDialog` says in a sentence what to do then.
 * @throws FathomError NO_DIALOG, DIALOG_ONLY
 */
export async function chosenPath(
  choice: Choice,
  dialog: (() => Promise<string | null>) | undefined,
  noDialog: string,
): Promise<string | null> {
  if (choice.from === 'path' && dialog !== undefined)
    throw new FathomError('DIALOG_ONLY', t('Choose it in the dialog of the system: a window names no path.'))
  if (choice.from === 'path') return choice.path
  if (dialog === undefined) throw new FathomError('NO_DIALOG', noDialog)
  return dialog()
}
