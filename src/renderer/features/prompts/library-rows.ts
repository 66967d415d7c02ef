import type { PromptSummary } from '../../../contract/prompts.ts'

/** One row of the library as it is drawn. */
export type LibraryRow =
  | {
      readonly kind: 'folder'
      readonly path: string
      readonly name: string
      readonly depth: number
      readonly open: boolean
      /** Prompts in it and in the folders inside it. */
      readonly count: number
    }
  | { readonly kind: 'prompt'; readonly prompt: PromptSummary; readonly depth: number }

/** Folders by name with what is in them, then the prompts that are in none; prompts keep the order they are given in. */
export function libraryRows(
  prompts: readonly PromptSummary[],
  folders: readonly string[],
  closed: ReadonlySet<string>,
): readonly LibraryRow[] {
  const inFolder = Map.groupBy(prompts, ({ folder }) => folder)
  const inside = Map.groupBy(folders, parentOf)
  const counts = countsOf(prompts)
  const rows: LibraryRow[] = []
  const add = (path: string, depth: number): void => {
    for (const folder of inside.get(path) ?? []) {
      const open = !closed.has(folder)
      rows.push({
        kind: 'folder',
        path: folder,
        name: nameOf(folder),
        depth,
        open,
        count: counts.get(folder) ?? 0,
      })
      if (open) add(folder, depth + 1)
    }
    for (const prompt of inFolder.get(path) ?? []) rows.push({ kind: 'prompt', prompt, depth })
  }
  add('', 0)
  return rows
}

/**
 * The prompts that a filter finds: every word stands in the name or the folder, or, written "#word", begins a tag. No folders:
 * what is found stands in one list.
 */
export function filteredRows(prompts: readonly PromptSummary[], filter: string): readonly LibraryRow[] {
  const words = filter.toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  return prompts
    .filter((prompt) => words.every((word) => hasWord(prompt, word)))
    .map((prompt) => ({ kind: 'prompt', prompt, depth: 0 }))
}

function hasWord({ name, folder, tags }: PromptSummary, word: string): boolean {
  if (word.startsWith('#')) return tags.some((tag) => tag.toLocaleLowerCase().startsWith(word.slice(1)))
  return `${name} ${folder}`.toLocaleLowerCase().includes(word)
}

/** Prompts of each folder, those of the folders inside it included. */
function countsOf(prompts: readonly PromptSummary[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { folder } of prompts) {
    for (let path = folder; path !== ''; path = parentOf(path)) counts.set(path, (counts.get(path) ?? 0) + 1)
  }
  return counts
}

/** The folder that a folder is in; empty: in none. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
