import type { OpenedFile } from '../../../contract/files.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Send } from '../../lib/api.ts'
import { openFile, saveText } from '../../lib/files.ts'

/** A chosen file as text; `problem` says why it cannot be one of ours. */
export type ChosenText =
  | { readonly name: string; readonly text: string; readonly problem: null }
  | { readonly name: string; readonly text: null; readonly problem: string }

/** What main takes at most. */
const MAX_TEXT = 4 * 1024 * 1024

/** Lets the user choose a price book or a holiday list; null when they changed their mind. */
export async function choosePriceFile(send: Send): Promise<ChosenText | null> {
  const file = await openFile(send, t('Import prices or holidays'), ['json'])
  return file && readPriceText(file)
}

/** The text of a file, if it may be a price book. */
export function readPriceText({ name, base64 }: OpenedFile): ChosenText {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  if (bytes.length > MAX_TEXT)
    return {
      name,
      text: null,
      problem: t('The file is larger than 4 MB, so it is no price book. Choose another one.'),
    }
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problem: null }
  } catch {
    return {
      name,
      text: null,
      problem: t('The file is not text in UTF-8. Choose one that was exported as JSON.'),
    }
  }
}

/** Saves the whole book, or the holiday list. False when the user changed their mind. */
export async function exportPrices(send: Send, what: 'prices' | 'holidays'): Promise<boolean> {
  const { fileName, text } = await send('prices.export', { what })
  return saveText(send, fileName, text, 'application/json')
}
