import type { Draft } from '../../contract/drafts.ts'
import { FathomError } from '../errors.ts'
import { contentOfDocument, documentOfDraft } from '../prompt-files/draft-document.ts'
import type { PromptDocument } from '../prompt-files/prompt-document.ts'
import { readPromptFile, writePromptFile } from '../prompt-files/prompt-file.ts'
import type { FileText } from './prompt-folder.ts'

/** The file that a draft is. Errors: PROMPT_FILE_IMPOSSIBLE. */
export function fileOfDraft(name: string, draft: Draft): string {
  return writePromptFile(documentOfDraft(name, draft))
}

/** The file that a draft would be once it said what a document says; `name` where the document has none. */
export function fileOfDocument(name: string, document: PromptDocument): string {
  const { parameters } = contentOfDocument(document)
  return writePromptFile({ ...document, name: document.name ?? name, parameters })
}

export type ReadOrProblem =
  | { readonly document: PromptDocument; readonly problem: null }
  | { readonly document: null; readonly problem: string }

/** What a file says, or the sentence that says why it cannot be read. */
export function documentOrProblem({ text, problem }: FileText): ReadOrProblem {
  if (text === null) return { document: null, problem }
  try {
    return { document: readPromptFile(text).document, problem: null }
  } catch (error) {
    if (error instanceof FathomError) return { document: null, problem: error.message }
    throw error
  }
}
