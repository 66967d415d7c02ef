/** `npm run screenshots`: takes every screen with the sample prompt, then follows the tutorial and takes its pictures. */
import { mkdirSync } from 'node:fs'

import { launchChromium } from '../e2e/hosts/launch-chromium.ts'
import { buildIfStale } from './build.ts'
import { projectPath } from './paths.ts'
import { withSample } from './screenshots/open-sample.ts'
import { takeScreens } from './screenshots/take-screens.ts'
import { takeTour } from './screenshots/take-tour.ts'

const FOLDER = projectPath('docs/screenshots')

await buildIfStale(true)
mkdirSync(FOLDER, { recursive: true })
const browser = await launchChromium()
try {
  await withSample(browser, {}, (page) => takeScreens(page, FOLDER))
  await withSample(browser, { FATHOM_PRACTICE_RATE: '400' }, (page) =>
    takeTour(page, projectPath('docs/tutorial.md')),
  )
} finally {
  await browser.close()
}
