import { type Browser, chromium } from 'playwright'

import { findChromium } from './find-chromium.ts'

/** Starts the Chromium that `findChromium` finds. */
export async function launchChromium(): Promise<Browser> {
  const { program, environment } = findChromium()
  return chromium.launch({ executablePath: program, env: { ...process.env, ...environment } })
}
