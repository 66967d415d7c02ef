import type { OpenedFile } from '../../contract/files.ts'
import { ApiError, type Send } from './api.ts'
import { downloadText } from './download.ts'

/**
 * Saves a text as a file: by the system's dialog on the desktop, by a download in a browser.
 * False when the user changed their mind.
 */
export async function saveText(send: Send, fileName: string, text: string, type: string): Promise<boolean> {
  try {
    return (await send('files.save', { fileName, text })).savedAs !== null
  } catch (error) {
    if (!hasNoDialog(error)) throw error
    downloadText(fileName, text, type)
    return true
  }
}

/** Lets the user choose a file, by the system's dialog or the browser's own; null when they changed their mind. */
export async function openFile(
  send: Send,
  title: string,
  extensions: readonly string[],
): Promise<OpenedFile | null> {
  try {
    return await send('files.open', { title, extensions: [...extensions] })
  } catch (error) {
    if (!hasNoDialog(error)) throw error
    return uploadFile(extensions)
  }
}

function hasNoDialog(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'NO_DIALOG'
}

async function uploadFile(extensions: readonly string[]): Promise<OpenedFile | null> {
  const file = await chooseFile(extensions.map((extension) => `.${extension}`).join(','))
  return file && { name: file.name, base64: toBase64(new Uint8Array(await file.arrayBuffer())) }
}

/** Lets the user choose a file by the page's own file field; null when they changed their mind. */
export function chooseFile(accept = ''): Promise<File | null> {
  const field = document.createElement('input')
  field.type = 'file'
  field.accept = accept
  const chosen = new Promise<File | null>((resolve) => {
    field.addEventListener('change', () => resolve(field.files?.[0] ?? null))
    field.addEventListener('cancel', () => resolve(null))
  })
  field.click()
  return chosen
}

/** In steps, because a call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  const STEP = 32_768
  let text = ''
  for (let at = 0; at < bytes.length; at += STEP)
    text += String.fromCharCode(...bytes.subarray(at, at + STEP))
  return btoa(text)
}
