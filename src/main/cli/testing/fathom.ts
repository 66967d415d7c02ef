import { Readable } from 'node:stream'

import { createMemoryStore } from '../../keys/memory-store.ts'
import { places } from '../../testing/test-services.ts'
import type { Surroundings } from '../command.ts'
import { runCommandLine } from '../run-command-line.ts'

export interface Call extends Partial<Surroundings> {
  readonly stdin?: string | Uint8Array
  readonly environment?: Readonly<Record<string, string>>
  readonly interactive?: boolean
  readonly interrupted?: AbortSignal
  readonly outputClosed?: AbortSignal
  /** Called with all of stdout so far, whenever something is written to it. */
  readonly onOutput?: (output: string) => void
}

export interface Answer {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** One call of the command line in this process, with a terminal of the test's own and no keychain but a given one. */
export async function fathom(words: readonly string[], call: Call = {}): Promise<Answer> {
  let out = ''
  let err = ''
  const write = (text: string): void => {
    out += text
    call.onOutput?.(out)
  }
  const code = await runCommandLine(
    words,
    {
      stdin: Readable.from(call.stdin === undefined ? [] : [Buffer.from(call.stdin)]),
      write,
      print: (line) => write(`${line}\n`),
      warn: (line) => void (err += `${line}\n`),
      interactive: call.interactive ?? false,
      environment: call.environment ?? {},
      interrupted: call.interrupted ?? new AbortController().signal,
      outputClosed: call.outputClosed ?? new AbortController().signal,
    },
    {
      places: call.places ?? places,
      secrets: call.secrets ?? createMemoryStore(),
      ...(call.fetch && { fetch: call.fetch }),
      ...(call.clock && { clock: call.clock }),
    },
  )
  return { code, out, err }
}
