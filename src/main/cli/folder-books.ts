import type { Books } from '../estimates/books.ts'
import { openBooksOf } from '../prices/books-of-folder.ts'
import type { CommandContext } from './command.ts'
import { printableLine } from './printable.ts'

/** The books with what the user added in the data folder, for commands that need nothing else of it. */
export function folderBooks({ places, dataFolder, terminal }: CommandContext): Books {
  return openBooksOf(places.resources, dataFolder, (sentence) =>
    terminal.warn(`fathom: ${printableLine(sentence)}`),
  )
}
