/** Hashes of the two sides when they last agreed, and now. Null: not there. */
export interface Sides {
  readonly agreed: { readonly file: string; readonly draft: string } | null
  readonly file: string | null
  readonly draft: string
  /** Hash of the draft that the file would become; null where the file cannot be read. */
  readonly fileAsDraft: string | null
}

/**
 * What has to happen to bring a file and a draft together. `conflict` and `file-gone` are for the user to decide: nothing
 * is ever written over something that was not seen.
 */
export type Decision = 'same' | 'agree' | 'write-file' | 'take-file' | 'conflict' | 'file-gone' | 'unreadable'

/** Compares each side with what both agreed on last. */
export function decide({ agreed, file, draft, fileAsDraft }: Sides): Decision {
  if (file === null) return agreed === null ? 'write-file' : 'file-gone'
  if (agreed !== null && file === agreed.file) return draft === agreed.draft ? 'same' : 'write-file'
  if (fileAsDraft === null) return 'unreadable'
  if (fileAsDraft === draft) return 'agree'
  return agreed !== null && draft === agreed.draft ? 'take-file' : 'conflict'
}
