import { t } from '../../../contract/i18n/t.ts'
import type { EventMessage } from '../../../contract/routes.ts'
import type { Workbench } from '../../router/workbench-door.ts'
import { promptOfLink } from './deep-link.ts'
import type { Opening } from './opening.ts'

const DESKTOP = { id: 'desktop' }

export interface PromptLinkOptions {
  readonly opening: Pick<Opening, 'whenOpen'>
  /** Brings the window to the front. */
  readonly show: () => void
  readonly tell: (message: EventMessage) => void
  /** Says why a link cannot be followed. */
  readonly explain: (message: string, detail: string) => void
}

/**
 * Follows links to prompts, once the data folder is open. The prompt becomes the one that was open last, so that a window
 * that is only just starting shows it too, and a window that is there is told.
 */
export function createPromptLinks({
  opening,
  show,
  tell,
  explain,
}: PromptLinkOptions): (link: string) => void {
  return (link) => {
    show()
    const promptId = promptOfLink(link)
    if (promptId === null) {
      explain(
        t('This link leads nowhere.'),
        t('A link to a prompt looks like {link}.', { link: 'fathom://prompt/ID' }),
      )
      return
    }
    opening.whenOpen((workbench) => {
      void openPrompt(workbench, promptId).then((known) => {
        if (known) tell({ name: 'app.openPrompt', payload: { promptId } })
        else
          explain(
            t('There is no such prompt here.'),
            t('It may have been removed, or it is in another data folder.'),
          )
        return known
      })
    })
  }
}

/** Resolves to whether the library has it. */
async function openPrompt({ handlers }: Workbench, promptId: string): Promise<boolean> {
  const prompts = await handlers['prompts.list']({}, DESKTOP)
  if (!prompts.some(({ id }) => id === promptId)) return false
  await handlers['settings.set']({ lastPromptId: promptId }, DESKTOP)
  return true
}
