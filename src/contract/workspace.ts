import { z } from 'zod'

import { identifier } from './values.ts'

export const workspaceRequests = {
  'workspace.get': z.strictObject({}),
  /** Keeps a folder in step with the library; its prompt files become prompts. */
  'workspace.open': z.discriminatedUnion('from', [
    /** Chosen in the system's dialog; NO_DIALOG in a browser tab. */
    z.strictObject({ from: z.literal('dialog') }),
    /** By its path on the machine that Fathom runs on. */
    z.strictObject({ from: z.literal('path'), path: z.string().trim().min(1).max(4_096) }),
  ]),
  /** Lets the folder go; prompts and files stay as they are. */
  'workspace.close': z.strictObject({}),
  /** Gives a prompt a file in the folder. */
  'workspace.add': z.strictObject({ promptId: identifier }),
  /** A prompt's file is no longer kept in step; both stay. */
  'workspace.remove': z.strictObject({ promptId: identifier }),
  /** Both sides of a conflict, as files. */
  'workspace.sides': z.strictObject({ promptId: identifier }),
  'workspace.resolve': z.strictObject({
    promptId: identifier,
    choice: z.enum(['keep-draft', 'take-file', 'keep-both']),
  }),
}

/** How a prompt and its file stand; the last three wait for the user. */
export type FileState = 'same' | 'in-bin' | 'conflict' | 'file-gone' | 'unreadable'

export interface WorkspaceFile {
  readonly promptId: string
  /** From the folder, "/" between. */
  readonly path: string
  readonly state: FileState
  /** Why it could not be read or written; null where it could. */
  readonly problem: string | null
}

export interface Workspace {
  /** Null where none is open. */
  readonly folder: string | null
  /** Why the folder itself cannot be read; null where it can. */
  readonly problem: string | null
  readonly files: readonly WorkspaceFile[]
  /** Prompt files of the folder that could not become prompts, and why. */
  readonly notTaken: readonly { readonly path: string; readonly problem: string }[]
}

export interface WorkspaceSides {
  readonly draft: string
  /** Null where the file is gone. */
  readonly file: string | null
}

export interface WorkspaceResults {
  'workspace.get': Workspace
  /** Fails with FOLDER_UNREADABLE. Unchanged where the user changed their mind. */
  'workspace.open': Workspace
  'workspace.close': Workspace
  'workspace.add': Workspace
  'workspace.remove': Workspace
  'workspace.sides': WorkspaceSides
  'workspace.resolve': Workspace
}

export interface WorkspaceEvents {
  'workspace.changed': Workspace
}
