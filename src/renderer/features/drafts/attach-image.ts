import type { AttachedImage } from '../../../contract/drafts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { toBase64 } from '../../lib/files.ts'

const types: readonly AttachedImage['type'][] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']

/** What a file field offers for choosing. */
export const imageAccept = types.join(',')

/** DeepSeek takes 32 MiB an image (docs 2026-11). */
const MOST_BYTES = 32 * 1024 * 1024

/** By its first bytes, since a name says little of what is in a file. */
function typeOf(bytes: Uint8Array): AttachedImage['type'] | undefined {
  const says = (at: number, text: string): boolean =>
    text === String.fromCharCode(...bytes.subarray(at, at + text.length))
  if (says(0, '\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (says(0, '\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (says(0, 'GIF87a') || says(0, 'GIF89a')) return 'image/gif'
  return says(0, 'RIFF') && says(8, 'WEBP') ? 'image/webp' : undefined
}

/** Whether a file is a picture of any kind, to be attached or refused. */
export function isPicture(file: File): boolean {
  return file.type.startsWith('image/') && file.type !== 'image/svg+xml'
}

/** A file as a message holds it; a sentence where the vision model would not take it. */
export async function readImage(file: File): Promise<AttachedImage | string> {
  const { name } = file
  if (file.size > MOST_BYTES)
    return t('{name} is larger than the 32 MB that DeepSeek takes for an image. Make it smaller.', { name })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const type = typeOf(bytes)
  if (type === undefined)
    return t('{name} is no image that DeepSeek reads. Save it as PNG, JPEG, GIF or WebP and attach that.', {
      name,
    })
  return { name, type, data: toBase64(bytes) }
}
