import { useState } from 'react'

import { findPlaceholders } from '../../../contract/placeholders.ts'
import type { DraftSession } from '../../editor/draft-session.ts'
import { inBraces } from '../estimates/value-parts.ts'
import { nameForFile, readTextFile } from './read-text-file.ts'
import { useFileDrop } from './use-file-drop.ts'

/**
 * Files dropped on a message: on a variable they become its value; elsewhere a new variable is written there, with the
 * file as its value. What `takes` accepts first is none of these.
 */
export function useMessageFiles(
  session: DraftSession,
  messageId: string,
  counted: readonly { readonly name: string }[],
  takes: (file: File) => boolean,
) {
  const [refusal, setRefusal] = useState<string | null>(null)

  const take = async (file: File, at: number | null): Promise<void> => {
    const read = await readTextFile(file)
    if (!read.ok) {
      setRefusal(read.sentence)
      return
    }
    const value = { text: read.text, file: file.name }
    const document = session.document(messageId)
    if (document === undefined) return
    const text = document.state().doc
    const place = Math.min(at ?? text.length, text.length)
    const hit = placeholderAt(text.lineAt(place), place)
    if (hit !== undefined) {
      session.setVariable(hit, value)
      return
    }
    const names = [...counted.map(({ name }) => name), ...Object.keys(session.shape.get().variables)]
    const name = nameForFile(file.name, new Set(names))
    session.setVariable(name, value)
    document.update({ changes: { from: place, insert: inBraces(name) }, userEvent: 'input.drop' })
  }

  const drop = useFileDrop((files, { clientX, clientY }) => {
    setRefusal(null)
    const at = session.document(messageId)?.placeAt(clientX, clientY) ?? null
    void takeInOrder(
      files.filter((file) => !takes(file)),
      (file) => take(file, at),
    )
  })

  return { ...drop, refusal, dismiss: () => setRefusal(null) }
}

async function takeInOrder(files: readonly File[], take: (file: File) => Promise<void>): Promise<void> {
  for (const file of files) await take(file)
}

/** The variable whose placeholder holds an offset of the text. */
function placeholderAt(
  line: { readonly from: number; readonly text: string },
  at: number,
): string | undefined {
  return findPlaceholders(line.text).find(
    ({ from, to, escaped }) => !escaped && at >= line.from + from && at <= line.from + to,
  )?.name
}
