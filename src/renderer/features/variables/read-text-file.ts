import { t } from '../../../contract/i18n/t.ts'

export type ReadText =
  | { readonly ok: true; readonly text: string }
  /** Why it is no value, and what to do. */
  | { readonly ok: false; readonly sentence: string }

/** Beyond the largest context by far (1M tokens are some 4 MB). */
const MOST_BYTES = 16 * 1024 * 1024

/** The text of a file as it is sent: UTF-8, or UTF-16 with its mark. What is no text is refused in a sentence. */
export async function readTextFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<ReadText> {
  const { name } = file
  if (file.size > MOST_BYTES)
    return refused(t('{name} is larger than 16 MB. Take the part of it that the prompt needs.', { name }))
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return refused(t('{name} cannot be read. Check that it is a file and not a folder.', { name }))
  }
  const text = decode(bytes)
  if (text === null || text.includes('\0'))
    return refused(t('{name} is not a text file. Save it as plain text (UTF-8) and add that.', { name }))
  return { ok: true, text }
}

function refused(sentence: string): ReadText {
  return { ok: false, sentence }
}

/** Null where the bytes are no text. A byte order mark is not a part of the text. */
function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const wide =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  try {
    return new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A variable's name for a file, that is not taken: "incident 2026.md" gives "incident_2026". */
export function nameForFile(fileName: string, taken: ReadonlySet<string>): string {
  const plain = fileName
    .normalize('NFC')
    .replace(/\.[^.]*$/u, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}_-]+/gu, '_')
    .replace(/^[^\p{L}]+/u, '')
    .replace(/_+$/u, '')
  const base = Array.from(plain === '' ? 'file' : plain)
    .slice(0, 60)
    .join('')
  let name = base
  for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`
  return name
}
