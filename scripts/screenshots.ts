/**
 * `npm run screenshots`: takes every screen of a sample workspace, then follows the tutorial and takes its pictures. With
 * `screens` or `tutorial` only those.
 */
import { mkdirSync } from 'node:fs'
import { argv } from 'node:process'

import { launchChromium } from '../e2e/hosts/launch-chromium.ts'
import { buildIfStale } from './build.ts'
import { projectPath } from './paths.ts'
import { liveIn } from './screenshots/lived-in.ts'
import { withSample } from './screenshots/open-sample.ts'
import { withWorkspace } from './screenshots/open-workspace.ts'
import { takeFirstStart, takeScreens } from './screenshots/take-screens.ts'
import { takeTour } from './screenshots/take-tour.ts'

const FOLDER = projectPath('docs/screenshots')
const only = argv[2]

await buildIfStale(true)
mkdirSync(FOLDER, { recursive: true })
const browser = await launchChromium()
try {
  if (only !== 'tutorial') {
    await withWorkspace(
      browser,
      async () => {},
      (page) => takeFirstStart(page, FOLDER),
    )
    await withWorkspace(browser, liveIn, (page, window) => takeScreens(page, window, FOLDER))
  }
  if (only !== 'screens') {
    await withSample(browser, { FATHOM_PRACTICE_RATE: '400' }, (page) =>
      takeTour(page, projectPath('docs/tutorial.md')),
    )
  }
} finally {
  await browser.close()
}
