import type { OpenedFile } from '../../contract/files.ts'

/** What only a desktop can do for the workbench; a server and a test leave it out. */
export interface Host {
  /** Opens a folder in the system's file manager. Resolves to whether it opened. */
  readonly showFolder?: (path: string) => Promise<boolean>
  /** Asks where to save a text and writes it; the chosen name, or null when the user changed their mind. */
  readonly saveFile?: (fileName: string, text: string) => Promise<string | null>
  /** Asks for a file of one of these kinds and reads it; null when the user changed their mind. */
  readonly openFile?: (title: string, extensions: readonly string[]) => Promise<OpenedFile | null>
  /** Asks where a new file is to be, without writing it: its path, or null when the user changed their mind. */
  readonly chooseNewFile?: (fileName: string) => Promise<string | null>
  /** Asks for a file of one of these kinds without reading it: its path, or null when the user changed their mind. */
  readonly chooseFile?: (title: string, extensions: readonly string[]) => Promise<string | null>
  /** Ends Fathom in order and starts it again. */
  readonly restart?: () => void
  /** Asks for a folder: its path, or null when the user changed their mind. */
  readonly chooseFolder?: (title: string) => Promise<string | null>
}
