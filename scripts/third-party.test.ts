import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { projectPath } from './paths.ts'
import { NOTICES, noticesText } from './third-party.ts'

test('the licences of all that is bundled stand in the notices, each in the version that is installed', () => {
  const written = readFileSync(projectPath(NOTICES), 'utf8')
  expect(written === noticesText(), `Run "npm run notices": ${NOTICES} is not up to date.`).toBe(true)
  expect(written).not.toContain('carries no text of its licence')
  for (const name of ['react 19', '@babel/runtime', '@fontsource-variable/inter', 'ws 8', 'DeepSeek'])
    expect(written).toContain(name)
})
