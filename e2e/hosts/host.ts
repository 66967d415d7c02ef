import type { Browser, Page } from 'playwright'

import type { Desktop } from './desktop.ts'

/** One running Fathom with its window. */
export interface OpenedWorkbench {
  /** Another one after a crash. */
  readonly page: Page
  /** Absent in the browser shell. */
  readonly desktop?: Desktop
  /** Ends it as a user would; pending writes are done. */
  close(): Promise<void>
  /** kill -9: nothing gets a chance to be written. */
  kill(): Promise<void>
}

export interface OpenOptions {
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string>>
  /** Where requests to api.deepseek.com go instead; `environment` says it to the hosts that are plain Node. */
  readonly api?: string
  /** More words of the desktop app's command line. */
  readonly parameters?: readonly string[]
  /** For hosts that need a browser; started once a worker. */
  readonly browser: () => Promise<Browser>
}
