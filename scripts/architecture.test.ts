import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path/posix'

import { expect, test } from 'vitest'

import { childOf, childrenOf, sourceFiles, writtenTexts } from './languages/source-tree.ts'
import { projectPath } from './paths.ts'

const read = (path: string): string => readFileSync(projectPath(path), 'utf8')
const documents = ['*.md', 'docs/**/*.md'].flatMap((pattern) => globSync(pattern, { cwd: projectPath('.') }))

/** The folders of a folder. */
function roomsOf(folder: string): string[] {
  return readdirSync(projectPath(folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
}

/** What the files below a folder import, as pairs of paths from the root. */
function importsOf(folder: string): { from: string; to: string }[] {
  return sourceFiles(folder).flatMap(({ path, program }) =>
    childrenOf(program)
      .map((node) => writtenTexts(childOf(node, 'source'))[0])
      .filter((source) => source?.startsWith('.'))
      .map((source) => ({ from: path, to: normalize(join(dirname(path), String(source))) })),
  )
}

/** A way from a room back to itself over others; null where there is none. */
function circleAmong(rooms: readonly string[], folder: string): readonly string[] | null {
  const roomOf = (path: string): string | undefined => rooms.find((room) => path.startsWith(`${room}/`))
  const arrows = new Map<string, Set<string>>(rooms.map((room) => [room, new Set()]))
  for (const { from, to } of importsOf(folder)) {
    const [above, below] = [roomOf(from), roomOf(to)]
    if (above !== undefined && below !== undefined && above !== below) arrows.get(above)?.add(below)
  }
  const done = new Set<string>()
  const visit = (room: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(room)) return [...way.slice(way.indexOf(room)), room]
    if (done.has(room)) return null
    for (const below of arrows.get(room) ?? []) {
      const circle = visit(below, [...way, room])
      if (circle !== null) return circle
    }
    done.add(room)
    return null
  }
  for (const room of rooms) {
    const circle = visit(room, [])
    if (circle !== null) return circle
  }
  return null
}

test.each([
  ['src/main', roomsOf('src/main')],
  // A feature is a room of its own, so its folder stands before the one that holds them all.
  ['src/renderer', [...roomsOf('src/renderer/features'), ...roomsOf('src/renderer')]],
])('no rooms of %s depend on each other in a circle', (folder, rooms) => {
  expect(circleAmong(rooms, folder)).toBe(null)
})

test('every room is in the table of the architecture, and every row is a room', () => {
  const rows = [...read('docs/architecture.md').matchAll(/^\| `(src\/[\w/-]+)`/gm)].map(([, room]) =>
    String(room),
  )
  const shells = roomsOf('src/main/shell')
  const rooms = ['src/contract', 'src/preload', 'src/renderer', ...roomsOf('src/main'), ...shells]
  const left = new Set(['src/main/shell', 'src/main/testing'])
  const missing = rooms.filter((room) => !left.has(room) && !rows.includes(room))
  expect({ missing, gone: rows.filter((row) => !rooms.includes(row)) }).toEqual({ missing: [], gone: [] })
})

test('every file, folder and script that a document names is there', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
  const missing = documents.flatMap((document) => {
    const text = read(document)
    const beside = (path: string): string => join(dirname(document), path)
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => beside(String(link)))
    const named = [...text.matchAll(/`((?:src|e2e|bench|docs|scripts|packaging|resources)\/[\w./-]+)`/g)]
    const paths = [...links, ...named.map(([, path]) => String(path))]
    const commands = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => String(name))
    return [
      ...paths.filter((path) => !existsSync(projectPath(path))),
      ...commands.filter((name) => !scripts.includes(name)),
    ].map((what) => `${document}: ${what}`)
  })
  expect(missing).toEqual([])
})

test('the decisions are numbered without a gap', () => {
  const numbers = readdirSync(projectPath('docs/decisions')).map((name) => Number(name.slice(0, 4)))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
})
