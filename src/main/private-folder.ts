import { mkdirSync } from 'node:fs'

/** Makes a folder that only its owner can look into, where it is not there yet. One that is there keeps its permissions. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}
