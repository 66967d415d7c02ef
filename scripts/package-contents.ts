import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** All that the archive of the app may hold, in MB: most of it is the vocabulary and the built code. */
export const ARCHIVE_BUDGET_MB = 12

const FOLDERS = ['out/main', 'out/preload', 'out/renderer', 'resources', 'node_modules/keytar']
const NEEDED = [
  '/package.json',
  '/LICENSE',
  '/THIRD-PARTY-NOTICES.txt',
  '/out/main/index.js',
  '/out/main/tokenizer-worker.js',
  '/out/main/practice-worker.js',
  '/out/main/verify-worker.js',
  '/out/main/match-worker.js',
  '/out/preload/index.cjs',
  '/out/renderer/index.html',
  '/resources/vocabulary.bin',
  '/resources/price-book.json',
  '/resources/model-book.json',
  '/resources/holidays.json',
  '/node_modules/keytar/keytar.js',
]
const ALLOWED =
  /^\/(out|resources|node_modules\/(keytar|@napi-rs)|package\.json$|LICENSE$|THIRD-PARTY-NOTICES\.txt$)|^\/node_modules$/
/** The licences of a native's own parts are Markdown, and go with it. */
const UNWANTED = /\.(map|ts|tsx|tsbuildinfo)$|(?<!\/LICENSE[^/]*)\.md$|\.test\.|(^|\/)\.env/

/** Copies what packaging/electron-builder.yml lets into the app, so that it can be archived without Electron. */
export function stageApp(project: string, stage: string): void {
  const natives = readdirSync(join(project, 'node_modules/@napi-rs')).map(
    (name) => `node_modules/@napi-rs/${name}`,
  )
  for (const folder of [...FOLDERS, ...natives]) {
    cpSync(join(project, folder), join(stage, folder), { recursive: true, filter: isWanted })
  }
  for (const file of ['LICENSE', 'THIRD-PARTY-NOTICES.txt']) cpSync(join(project, file), join(stage, file))
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Record<string, unknown>
  const { name, version, description, license, type, main, dependencies } = manifest
  const shipped = { name, version, description, license, type, main, dependencies }
  writeFileSync(join(stage, 'package.json'), JSON.stringify(shipped, null, 2))
}

function isWanted(path: string): boolean {
  return !UNWANTED.test(path)
}

/** What is wrong with an archive of these paths ("/out/main/index.js") and this size; empty where nothing is. */
export function checkArchive(paths: readonly string[], bytes: number): string[] {
  const files = paths.map((path) => path.replaceAll('\\', '/'))
  const missing = NEEDED.filter((path) => !files.includes(path)).map(
    (path) => `${path} is missing in the app.`,
  )
  const strangers = files.filter((path) => !ALLOWED.test(path) || UNWANTED.test(path))
  const natives = files.filter((path) => path.endsWith('.node'))
  return [
    ...missing,
    ...strangers.map((path) => `${path} does not belong in the app.`),
    ...(natives.length === 1 ? [] : [`The app has ${natives.length} native modules instead of one.`]),
    ...(bytes <= ARCHIVE_BUDGET_MB * 1024 * 1024
      ? []
      : [
          `The app's archive is ${(bytes / 1024 / 1024).toFixed(1)} MB; its budget is ${ARCHIVE_BUDGET_MB} MB.`,
        ]),
  ]
}
