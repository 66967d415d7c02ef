import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'
import { plainText } from '../prompt-files/prompt-file.ts'

/** A prompt file in the folder: its path from there with "/" between, and the hash of its text with plain line ends. */
export interface FolderFile {
  readonly path: string
  readonly hash: string
}

/** What stands in a prompt file, or the sentence that says why it cannot be read. */
export type FileText = FolderFile &
  ({ readonly text: string; readonly problem: null } | { readonly text: null; readonly problem: string })

/** Larger files are no prompts that anyone wrote. */
const MAX_BYTES = 64 * 1024 * 1024

const HEADER = '---\nfathom:'

/** SHA-256 of a text. */
export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** One file of the folder; null where it is gone or is no prompt file. */
export function readPromptPath(folder: string, path: string): FileText | null {
  const bytes = readBytes(placeOf(folder, path))
  if (bytes === null) return null
  if (typeof bytes === 'string')
    return { path, hash: hashOf(bytes), text: null, problem: unreadable(path, bytes) }
  const text = plainText(bytes.toString('utf8'))
  if (!text.startsWith(HEADER)) return null
  if (isUtf8(bytes)) return { path, hash: hashOf(text), text, problem: null }
  return { path, hash: hashOf(bytes), text: null, problem: notUtf8(path) }
}

/** The bytes of a file, null where it is gone or too large, or the code of what the file system says. */
function readBytes(file: string): Buffer | string | null {
  try {
    return statSync(file).size > MAX_BYTES ? null : readFileSync(file)
  } catch (error) {
    const { code = 'EIO' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : code
  }
}

/** Whether anything stands at a path, prompt file or not. */
export function isTaken(folder: string, path: string): boolean {
  return lstatSync(placeOf(folder, path), { throwIfNoEntry: false }) !== undefined
}

/**
 * Writes a file whole or not at all.
 * @throws FathomError FILE_UNWRITABLE
 */
export function writePromptPath(folder: string, path: string, text: string): void {
  const file = placeOf(folder, path)
  const part = join(dirname(file), `.${process.pid}.fathom-part`)
  try {
    mkdirSync(dirname(file), { recursive: true })
    try {
      writeFileSync(part, text, { encoding: 'utf8', flush: true })
      renameSync(part, file)
    } finally {
      rmSync(part, { force: true })
    }
  } catch (error) {
    throw unwritable(path, (error as NodeJS.ErrnoException).code ?? 'EIO')
  }
}

/** Where a path of the folder is on this machine. */
export function placeOf(folder: string, path: string): string {
  return join(folder, ...path.split('/'))
}

/**
 * A path that no file has yet, made from a name: "Sort mail.md", "Sort mail 2.md". Names that differ in case only are
 * one file on other systems.
 */
export function freePath(folder: string, name: string, taken: readonly string[]): string {
  const used = new Set([...taken, ...namesIn(folder)].map((path) => path.normalize('NFC').toLowerCase()))
  for (let count = 1; ; count += 1) {
    const path = count === 1 ? `${name}.md` : `${name} ${count}.md`
    if (!used.has(path.normalize('NFC').toLowerCase())) return path
  }
}

/** Nothing where the folder is gone: the next look says so. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function unreadable(path: string, code: string): string {
  return t('{path} cannot be read ({code}). Allow reading it, or let it go.', { path, code })
}

function notUtf8(path: string): string {
  return t('{path} is not text in UTF-8. Save it as UTF-8; until then it is left as it is.', { path })
}

function unwritable(path: string, code: string): FathomError {
  return new FathomError(
    'FILE_UNWRITABLE',
    t(
      '{path} could not be written ({code}). Allow writing there, or free some space; the draft is safe here.',
      {
        path,
        code,
      },
    ),
  )
}
