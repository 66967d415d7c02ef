import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the files lie that come with Fathom. The same from `src/main` and from `out/main`, both two below the root. */
export interface Places {
  readonly resources: string
  /** The packed vocabulary, one of the resources. */
  readonly vocabulary: string
  /** The built page. */
  readonly page: string
  readonly tokenizerWorker: URL
  readonly practiceWorker: URL
  readonly verifyWorker: URL
  readonly matchWorker: URL
}

/** The places as seen from an entry module: built (`out/main/cli.js`) or source (`src/main/cli.ts`). */
export function placesFrom(entry: string): Places {
  const built = entry.endsWith('.js')
  const resources = fileURLToPath(new URL('../../resources/', entry))
  return {
    resources,
    vocabulary: join(resources, 'vocabulary.bin'),
    page: fileURLToPath(new URL('../../out/renderer/', entry)),
    tokenizerWorker: new URL(built ? './tokenizer-worker.js' : './tokenizer/worker.ts', entry),
    practiceWorker: new URL(built ? './practice-worker.js' : './practice/worker.ts', entry),
    verifyWorker: new URL(built ? './verify-worker.js' : './estimates/verify/worker.ts', entry),
    matchWorker: new URL(built ? './match-worker.js' : './test-cases/match-worker.ts', entry),
  }
}

/** The data folder: named in the call or the environment, or the platform's usual place. */
export function dataFolderOf(
  named: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  const chosen = named ?? environment['FATHOM_DATA_DIR']
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'win32')
    return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Fathom')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Fathom')
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'fathom')
}
