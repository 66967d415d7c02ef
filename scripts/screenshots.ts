/** `npm run screenshots`: takes every screen with the sample prompt, then follows the tutorial and takes its pictures. */
import { mkdirSync } from 'node:fs'

import { chromium } from 'playwright'

import { findChromium } from '../e2e/hosts/find-chromium.ts'
import { buildIfStale } from './build.ts'
import { projectPath } from './paths.ts'
import { withSample } from './screenshots/open-sample.ts'
import { takeScreens } from './screenshots/take-screens.ts'
import { takeTour } from './screenshots/take-tour.ts'

const FOLDER = projectPath('docs/screenshots')

await buildIfStale(true)
mkdirSync(FOLDER, { recursive: true })
const { program, environment } = findChromium()
const browser = await chromium.launch({ executablePath: program, env: { ...process.env, ...environment } })
try {
  await withSample(browser, {}, (page) => takeScreens(page, FOLDER))
  await withSample(browser, { FATHOM_PRACTICE_RATE: '400' }, (page) =>
    takeTour(page, projectPath('docs/tutorial.md')),
  )
} finally {
  await browser.close()
}
