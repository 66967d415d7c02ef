import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { projectPath } from '../paths.ts'

const PAGES = ['README.md', 'docs/screens.md', 'docs/tutorial.md']

test('every picture that a page shows is there, and none lies there that no page shows', () => {
  const shown = PAGES.flatMap((page) =>
    [...readFileSync(projectPath(page), 'utf8').matchAll(/screenshots\/([\w-]+\.png)/g)].map(
      ([, name]) => name,
    ),
  )
  expect(new Set(shown)).toEqual(new Set(readdirSync(projectPath('docs/screenshots'))))
})
