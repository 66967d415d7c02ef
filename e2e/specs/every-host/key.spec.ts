import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from '../../fixtures.ts'
import {
  addKey,
  isComplete,
  message,
  onKey,
  openKeys,
  promptTokens,
  runOutput,
  showPage,
} from '../../window.ts'

test.use({ network: 'practice' })

const WRONG = 'sk-00000000000000000000000000000bad'

test('a wrong key is said in a sentence, with the way to change it, and nothing is lost', async ({
  workbench: { page },
}) => {
  await addKey(page, WRONG)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const run = runOutput(page, 1)
  await expect(run.getByText('failed', { exact: true })).toBeVisible()
  await expect(run.getByRole('button', { name: 'Open keys' })).toBeVisible()
  await expect(message(page, 'User')).toContainText('Charted depth')
})

test('with the right key a run is billed and stands in the ledger', async ({
  workbench: { page },
  fakeApi,
}) => {
  await addKey(page, fakeApi?.key ?? '')
  const tokens = await promptTokens(page)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 1)
  await showPage(page, 'Ledger')
  await expect(page.getByRole('row').filter({ hasText: 'Tide check' })).toContainText(String(tokens))
})

test('a key can be tested before it costs anything', async ({ workbench: { page }, fakeApi }) => {
  await addKey(page, fakeApi?.key ?? '')
  await openKeys(page)
  await onKey(page, 'DeepSeek', 'Test the key')
  await expect(page.getByText(/^DeepSeek takes this key/)).toBeVisible()
})

test('the key is nowhere in the data folder and nowhere in the window', async ({ workbench, fakeApi }) => {
  const key = fakeApi?.key ?? ''
  await addKey(workbench.page, key)
  await workbench.page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(workbench.page, 1)
  expect(await workbench.page.content()).not.toContain(key)
  await workbench.restart()
  const files = readdirSync(workbench.dataFolder, { recursive: true, withFileTypes: true })
  const holding = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => readFileSync(path).includes(key))
  expect(holding).toEqual([])
  expect(files.length).toBeGreaterThan(0)
})
