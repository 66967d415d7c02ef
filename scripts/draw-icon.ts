/** `npm run draw-icon`: the application's icon as the installers want it, from the one drawing that the page has too. */
import { readFileSync, writeFileSync } from 'node:fs'

import { launchChromium } from '../e2e/hosts/launch-chromium.ts'
import { projectPath } from './paths.ts'

/** electron-builder makes the icons of macOS and Windows from a square of this size. */
const SIZE = 1024

const browser = await launchChromium()
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } })
  const drawing = readFileSync(projectPath('src/renderer/public/icon.svg'), 'utf8')
  await page.setContent(`<style>body { margin: 0 }</style>${drawing}`)
  const picture = await page.locator('svg').screenshot({ omitBackground: true })
  writeFileSync(projectPath('packaging/icons/icon.png'), picture)
} finally {
  await browser.close()
}
