import { t } from '../../contract/i18n/t.ts'
import type { PromptSummary } from '../../contract/prompts.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import type { Prompts } from './prompts.ts'

/** Where prompts are found: folders, which may hold folders, and tags. */
export interface Library {
  /** Paths of all folders in the order of their names. */
  folders(): string[]
  /** Error FOLDER_NAME_INVALID, as of all that take a path. */
  createFolder(path: string): void
  /** With all that is in it. Errors FOLDER_NOT_FOUND, FOLDER_INTO_ITSELF. */
  renameFolder(path: string, to: string): void
  /** What is in it goes up to where it stood. */
  removeFolder(path: string): void
  create(name: string | undefined, folder: string | undefined): PromptSummary
  move(promptId: string, folder: string): PromptSummary
  /** Takes the place of all tags that it had. */
  tag(promptId: string, tags: readonly string[]): PromptSummary
  /** Back from the trash, into the folder where it was. */
  restore(promptId: string): PromptSummary
}

const DEEPEST = 8
const LONGEST_NAME = 80

export function createLibrary({
  database,
  clock,
  prompts,
}: {
  readonly database: Database
  readonly clock: Clock
  readonly prompts: Prompts
}): Library {
  const selectFolders = database.prepare<{ path: string }>('SELECT path FROM folders ORDER BY path')
  const selectFolder = database.prepare<{ path: string }>('SELECT path FROM folders WHERE path = ?')
  const insertFolder = database.prepare('INSERT OR IGNORE INTO folders (path, created_at) VALUES (?, ?)')
  const selectWithin = database.prepare<{ path: string }>(
    `SELECT path FROM folders WHERE path = :path OR substr(path, 1, length(:path) + 1) = :path || '/' ORDER BY path`,
  )
  const deleteFolder = database.prepare('DELETE FROM folders WHERE path = ?')
  const moveAll = database.prepare('UPDATE prompts SET folder = ? WHERE folder = ?')
  const setFolder = database.prepare('UPDATE prompts SET folder = ? WHERE id = ?')
  const dropTags = database.prepare('DELETE FROM prompt_tags WHERE prompt_id = ?')
  const insertTag = database.prepare('INSERT OR IGNORE INTO prompt_tags (prompt_id, tag) VALUES (?, ?)')

  /** The path as it is spelt in the library, with every folder on the way to it there. */
  function madeFolder(path: string): string {
    let made = ''
    for (const name of namesOf(path)) {
      const next = made === '' ? name : `${made}/${name}`
      insertFolder.run(next, clock())
      made = selectFolder.get(next)?.path ?? next
    }
    return made
  }

  function knownFolder(path: string): string {
    const known = selectFolder.get(namesOf(path).join('/'))
    if (known === undefined) throw folderNotFound(path)
    return known.path
  }

  /** Every folder in `from`, and itself, becomes one in `to`. */
  function carry(from: string, to: string): void {
    for (const { path } of selectWithin.all({ path: from })) {
      deleteFolder.run(path)
      moveAll.run(madeFolder(`${to}/${path.slice(from.length)}`), path)
    }
  }

  function move(promptId: string, folder: string): PromptSummary {
    return database.transaction(() => {
      prompts.get(promptId)
      setFolder.run(madeFolder(folder), promptId)
      return prompts.get(promptId)
    })
  }

  return {
    folders: () => selectFolders.all().map(({ path }) => path),
    createFolder: (path) =>
      database.transaction(() => {
        if (namesOf(path).length === 0) throw invalidFolder()
        madeFolder(path)
      }),
    renameFolder: (path, to) =>
      database.transaction(() => {
        const from = knownFolder(path)
        const target = namesOf(to).join('/')
        if (target === '') throw invalidFolder()
        if (target === from) return
        if (`${target}/`.startsWith(`${from}/`)) throw intoItself(from)
        carry(from, target)
      }),
    removeFolder: (path) =>
      database.transaction(() => {
        const from = knownFolder(path)
        carry(from, from.split('/').slice(0, -1).join('/'))
      }),
    create: (name, folder = '') => database.transaction(() => prompts.create(name, madeFolder(folder))),
    move,
    tag: (promptId, tags) =>
      database.transaction(() => {
        prompts.get(promptId)
        dropTags.run(promptId)
        for (const tag of tags) insertTag.run(promptId, tag)
        return prompts.get(promptId)
      }),
    restore: (promptId) =>
      database.transaction(() => {
        const { folder } = prompts.restore(promptId)
        return move(promptId, folder)
      }),
  }
}

function namesOf(path: string): string[] {
  const names = path
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length > DEEPEST || names.some((name) => name.length > LONGEST_NAME)) throw invalidFolder()
  return names
}

function invalidFolder(): FathomError {
  return new FathomError(
    'FOLDER_NAME_INVALID',
    t('A folder needs a name of 1 to 80 characters, at most 8 folders deep. Choose another name.'),
  )
}

function folderNotFound(path: string): FathomError {
  return new FathomError(
    'FOLDER_NOT_FOUND',
    t('There is no such folder any more. Look at the library again.'),
    {
      path,
    },
  )
}

function intoItself(path: string): FathomError {
  return new FathomError(
    'FOLDER_INTO_ITSELF',
    t('A folder cannot be put into itself. Choose another place.'),
    {
      path,
    },
  )
}
