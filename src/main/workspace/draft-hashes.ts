import type { Drafts } from '../drafts/drafts.ts'
import { hashOf } from './prompt-folder.ts'
import { fileOfDraft } from './prompt-texts.ts'

/** The hash of a draft as a file, made again only when the draft or its name has changed. Errors: as `fileOfDraft`. */
export type DraftHashes = (promptId: string, name: string) => string

export function createDraftHashes(drafts: Pick<Drafts, 'head' | 'get'>): DraftHashes {
  const known = new Map<string, { readonly name: string; readonly revision: number; readonly hash: string }>()
  return (promptId, name) => {
    const { revision } = drafts.head(promptId)
    const before = known.get(promptId)
    if (before?.name === name && before.revision === revision) return before.hash
    const hash = hashOf(fileOfDraft(name, drafts.get(promptId)))
    known.set(promptId, { name, revision, hash })
    return hash
  }
}
