import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from '../../fixtures.ts'
import { follow } from '../../tutorial/follow-tour.ts'
import { readTour } from '../../tutorial/read-tour.ts'

const DOCS = new URL('../../../docs/', import.meta.url)
const tour = readTour(readFileSync(new URL('tutorial.md', DOCS), 'utf8'))

test.use({ extraEnvironment: { FATHOM_PRACTICE_RATE: '2000' } })

test('the tour of the tutorial is true, step by step', async ({ workbench, host }) => {
  // About 30 seconds on a machine of its own; others may be building beside it.
  test.setTimeout(240_000)
  // What the desktop's dialog answers where the tour makes a backup.
  if (host !== 'browser') {
    await workbench.desktop.chooseFile(join(mkdtempSync(join(tmpdir(), 'fathom-tour-')), 'tour.db'))
  }
  for (const { section, line, acts } of tour) {
    for (const act of acts) {
      await test.step(`${section}, line ${line}: ${act.kind}`, () => follow(workbench.page, act))
    }
  }
})

test('every section of the tutorial has steps, and every picture is there', () => {
  const sections = new Set(tour.filter(({ acts }) => acts.length > 0).map(({ section }) => section))
  expect(sections.size).toBe(14)
  const pictures = tour.flatMap(({ picture }) => picture ?? [])
  expect(pictures.filter((picture) => !existsSync(new URL(picture, DOCS)))).toEqual([])
  expect(pictures.length).toBeGreaterThan(5)
})

test('a sentence that nobody can follow is told by its line', () => {
  expect(() => readTour('## 1. Start\n\n1. Press **Run**. Look around.')).toThrow(
    'docs/tutorial.md:3: nobody can follow "Look around".',
  )
})
