import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

import { plainText } from '../prompt-files/prompt-file.ts'

/** A prompt file in the folder: its path from there with "/" between, its text with plain line ends, and the hash of that. */
export interface FolderFile {
  readonly path: string
  readonly text: string
  readonly hash: string
}

/** Larger files are no prompts that anyone wrote. */
const MAX_BYTES = 64 * 1024 * 1024

/** SHA-256 of a text. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * All prompt files below a folder: Markdown whose header begins with `fathom:`. A readme is none. Hidden folders and
 * node_modules are passed by. Throws what the file system says when the folder itself cannot be read.
 */
export function listPromptFiles(folder: string): FolderFile[] {
  return pathsIn(folder)
    .map((path) => readPromptPath(folder, path))
    .filter((file) => file !== null)
}

function pathsIn(folder: string): string[] {
  const found: string[] = []
  const visit = (place: string): void => {
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = join(place, entry.name)
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile() && /\.md$/i.test(entry.name))
        found.push(relative(folder, path).split(sep).join('/'))
    }
  }
  visit(folder)
  return found.sort()
}

/** One file of the folder; null where it is gone or is no prompt file. */
export function readPromptPath(folder: string, path: string): FolderFile | null {
  const file = placeOf(folder, path)
  if (!existsSync(file) || statSync(file).size > MAX_BYTES) return null
  const text = plainText(readFileSync(file, 'utf8'))
  if (!text.startsWith('---\nfathom:')) return null
  return { path, text, hash: hashOf(text) }
}

/** Writes a file whole or not at all. */
export function writePromptPath(folder: string, path: string, text: string): void {
  const file = placeOf(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  const part = join(dirname(file), `.${process.pid}.fathom-part`)
  writeFileSync(part, text, 'utf8')
  renameSync(part, file)
}

function placeOf(folder: string, path: string): string {
  return join(folder, ...path.split('/'))
}

/** A path that no file has yet, made from a name: "Sort mail.md", "Sort mail 2.md". */
export function freePath(folder: string, name: string, taken: ReadonlySet<string>): string {
  const isFree = (path: string): boolean => !taken.has(path) && !existsSync(placeOf(folder, path))
  for (let count = 1; ; count += 1) {
    const path = count === 1 ? `${name}.md` : `${name} ${count}.md`
    if (isFree(path)) return path
  }
}
