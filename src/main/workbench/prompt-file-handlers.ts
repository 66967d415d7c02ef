import { t } from '../../contract/i18n/t.ts'
import type { FoundPrompt } from '../../contract/prompt-files.ts'
import { deepseekOrigin, resolveEndpoint } from '../deepseek/hosts.ts'
import { requestText } from '../estimates/draft-request.ts'
import { copyAs } from '../prompt-files/copy-as/copy-as.ts'
import { contentOfDocument, documentOfDraft } from '../prompt-files/draft-document.ts'
import { importPrompts } from '../prompt-files/import/import-prompts.ts'
import type { ReadDocument } from '../prompt-files/prompt-document.ts'
import { writePromptFile } from '../prompt-files/prompt-file.ts'
import type { Handlers } from '../router/handlers.ts'
import { safeFileName } from '../safe-file-name.ts'
import type { Services } from '../services.ts'
import { withValues } from '../variables/with-values.ts'
import type { Tell } from './tell.ts'

type PromptFileRoutes = Extract<keyof Handlers, `promptFiles.${string}`>

/** Prompts as files and as other tools write them, in and out. */
export function promptFileHandlers(
  { prompts, drafts, database }: Services,
  tell: Tell,
): Pick<Handlers, PromptFileRoutes> {
  return {
    'promptFiles.read': ({ text, fileName }) => {
      const found = importPrompts(text, fileName)
      return { ...found, prompts: found.prompts.map(described) }
    },
    'promptFiles.import': ({ text, fileName }) => {
      const found = importPrompts(text, fileName)
      // All of them or none: half an import would have to be sought in the library.
      const made = database.transaction(() =>
        found.prompts.map(({ document }) =>
          prompts.createFrom(document.name ?? nameOfFile(fileName), contentOfDocument(document)),
        ),
      )
      tell('prompts.changed', { prompts: prompts.list() })
      return { prompts: made }
    },
    'promptFiles.export': ({ promptId }) => {
      const { name } = prompts.get(promptId)
      const text = writePromptFile(documentOfDraft(name, drafts.get(promptId)))
      return { fileName: safeFileName(`${name}.md`), text }
    },
    'promptFiles.copy': ({ promptId, format }) =>
      copyAs(format, requestText(withValues(drafts.get(promptId))), resolveEndpoint(deepseekOrigin)),
  }
}

const BEGINNING = 200

function described({ document, notes }: ReadDocument): FoundPrompt {
  const { name, messages, parameters, variables } = document
  return {
    name,
    messages: messages.length,
    beginning: (messages[0]?.content ?? '').slice(0, BEGINNING),
    model: parameters.model ?? null,
    variables: Object.keys(variables).length,
    notes,
  }
}

/** A file's name without its endings, for a prompt that has none. */
function nameOfFile(fileName: string | undefined): string {
  const name = (fileName ?? '').replace(/(?:\.[a-z0-9]{1,8})+$/i, '').trim()
  return name === '' ? t('Imported prompt') : name
}
