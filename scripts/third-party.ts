/**
 * `npm run notices`: writes THIRD-PARTY-NOTICES.txt, the licences of everything that is bundled into the app, from the packages
 * that are installed. A test fails when it is not the file that this would write.
 */
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { childOf, childrenOf, sourceFiles, type SyntaxNode, writtenTexts } from './languages/source-tree.ts'
import { projectPath } from './paths.ts'

export const NOTICES = 'THIRD-PARTY-NOTICES.txt'

/** What no import names: its data are packed into resources/vocabulary.bin. */
const VOCABULARY = '@lenml/tokenizer-deepseek_v4'

/** What the app runs in, and what only tests and benchmarks among the sources import. */
const NOT_BUNDLED: ReadonlySet<string> = new Set(['electron', 'vitest', 'fast-check'])

/** The vocabulary itself is not of the package that carries it. */
const DEEPSEEK = `The vocabulary in resources/vocabulary.bin is made from tokenizer.json of DeepSeek-V4-Pro, which DeepSeek
publishes under the MIT License: Copyright (c) 2023 DeepSeek. The text of the licence is that of the packages below.`

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** The text of the notices as the installed packages ask for them. */
export function noticesText(): string {
  const packages = bundledPackages().map((folder) => ({ ...manifestOf(folder), text: licenceOf(folder) }))
  const byText = Map.groupBy(packages, ({ text }) => text)
  const parts = [...byText].map(([text, same]) => {
    const names = same.map(({ name, version, license }) => `${name} ${version} (${license ?? 'no name'})`)
    return `${names.join('\n')}\n\n${text}`
  })
  const head = `Fathom holds parts of the following packages, under the licences that stand below each. Written by "npm run notices".\n\n${DEEPSEEK}`
  return `${[head, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

/** The folders in node_modules of what the sources import, and of what that depends on, by name. */
function bundledPackages(): string[] {
  const found = new Map<string, string>()
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from)
    if (NOT_BUNDLED.has(name) || folder === null || found.get(folder) !== undefined) return
    found.set(folder, name)
    if (name === VOCABULARY) return
    for (const next of Object.keys(manifestOf(folder).dependencies ?? {})) visit(next, folder)
  }
  const root = projectPath('.')
  for (const name of new Set([VOCABULARY, ...importedPackages()])) visit(name, root)
  return [...found].toSorted(([, a], [, b]) => a.localeCompare(b, 'en')).map(([folder]) => folder)
}

/** Where Node finds a package from a folder; null where it is only for another system, or only types. */
function folderOf(name: string, from: string): string | null {
  const folder = join(from, 'node_modules', name)
  if (existsSync(join(folder, 'package.json'))) return folder
  return relative(projectPath('.'), from) === '' ? null : folderOf(name, join(from, '..'))
}

function importedPackages(): string[] {
  const inCode = sourceFiles('src').flatMap(({ program }) => specifiersIn(program))
  const styles = globSync('src/**/*.css', { cwd: projectPath('.') }).map((path) =>
    readFileSync(projectPath(path), 'utf8'),
  )
  const inStyles = styles.flatMap((text) =>
    [...text.matchAll(/url\('(@?[\w-][^']*)'\)/g)].map(([, path]) => String(path)),
  )
  return [...inCode, ...inStyles]
    .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
    .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
}

/** What a program imports as a value, at its top or later. */
function specifiersIn(node: SyntaxNode): string[] {
  const typesOnly = node['importKind'] === 'type' || node['exportKind'] === 'type'
  const own = typesOnly ? [] : writtenTexts(childOf(node, 'source'))
  return [...own, ...childrenOf(node).flatMap(specifiersIn)]
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.\w+)?$/i.test(name))
  const text =
    file === undefined
      ? 'The package carries no text of its licence.'
      : readFileSync(join(folder, file), 'utf8')
  return text.replaceAll('\r\n', '\n').trim()
}

if (import.meta.main) writeFileSync(projectPath(NOTICES), noticesText())
