import { readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

import { type FolderFile, placeOf, readPromptPath } from './prompt-folder.ts'

/** The prompt files of a folder; one that is as it was is not read again. */
export interface FolderReader {
  /**
   * All prompt files below a folder: Markdown whose header begins with `fathom:`. A readme is none. Hidden folders,
   * node_modules and links are passed by. Throws what the file system says when the folder itself cannot be read.
   */
  list(folder: string): FolderFile[]
  /** Reads one ahead of the list. */
  look(folder: string, path: string): FolderFile | null
}

export function createFolderReader(): FolderReader {
  const known = new Map<string, { readonly stamp: string; readonly hash: string | null }>()

  function look(folder: string, path: string): FolderFile | null {
    const stamp = stampOf(placeOf(folder, path))
    if (stamp === null) return null
    const before = known.get(path)
    const hash = before?.stamp === stamp ? before.hash : (readPromptPath(folder, path)?.hash ?? null)
    known.set(path, { stamp, hash })
    return hash === null ? null : { path, hash }
  }

  return {
    look,
    list: (folder) => markdownIn(folder).flatMap((path) => look(folder, path) ?? []),
  }
}

/** Tells whether a file may have changed; null where it is gone. */
function stampOf(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join()
}

/** All Markdown files below a folder. */
export function markdownIn(folder: string): string[] {
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
