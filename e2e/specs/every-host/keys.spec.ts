import type { Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { HOME, startAccountsApi, WORK } from '../../hosts/accounts-api.ts'
import {
  addKey,
  addNamedKey,
  isComplete,
  onKey,
  openKeys,
  promptTokens,
  runOutput,
  showPage,
} from '../../window.ts'

test.use({ network: 'accounts' })

const pill = (page: Page) => page.getByRole('banner').getByRole('button', { name: /USD|CNY|Balance/ })
const inUse = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(`^${name} `) })

/** Both accounts, the first in use; the list of keys is open. */
async function addBoth(page: Page): Promise<void> {
  await promptTokens(page)
  await addKey(page, HOME.key)
  await expect(pill(page)).toContainText('234.56')
  await openKeys(page)
  await addNamedKey(page, 'Work', WORK.key)
}

test('two keys have two balances, and the chosen one pays', async ({ workbench: { page } }) => {
  await addBoth(page)
  await expect(inUse(page, 'DeepSeek')).toBeChecked()
  await inUse(page, 'Work').check()
  await expect(inUse(page, 'Work')).toBeChecked()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(pill(page)).toContainText('7.5')
  await expect(page.getByRole('button', { name: /^Key Work …work/ })).toBeVisible()

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 1)
  await pill(page).click()
  await page.getByRole('combobox', { name: /^Key: Work/ }).click()
  await page.getByRole('option', { name: /DeepSeek/ }).click()
  await page.keyboard.press('Escape')
  await expect(pill(page)).toContainText('234.56')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 2)

  await showPage(page, 'Ledger')
  await expect(page.getByRole('row').filter({ hasText: 'Tide check' })).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Key', exact: true }).click()
  await page.getByRole('option', { name: /Work/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Tide check' })).toHaveCount(1)

  const dialog = await openKeys(page)
  await expect(dialog).toContainText('CNY 234.56')
  await expect(dialog).toContainText('USD 7.5')
})

test('a removed key keeps what it spent under its name', async ({ workbench: { page } }) => {
  await addBoth(page)
  await inUse(page, 'Work').check()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 1)
  await openKeys(page)
  await onKey(page, 'Work', 'Rename')
  await page.getByLabel('Name', { exact: true }).fill('Office')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await onKey(page, 'Office', 'Remove the key')
  await page.getByRole('button', { name: 'Remove the key', exact: true }).click()
  await expect(inUse(page, 'Office')).toBeHidden()
  await expect(inUse(page, 'DeepSeek')).toBeChecked()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(pill(page)).toContainText('234.56')
  await showPage(page, 'Ledger')
  await page.getByRole('combobox', { name: 'Key', exact: true }).click()
  await page.getByRole('option', { name: /Office \(removed\)/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Tide check' })).toHaveCount(1)
})

test('another address has a key, a test and a balance of its own, and an unsafe one is refused', async ({
  workbench: { page },
}) => {
  const account = { key: 'gateway-key-0000000000000gate', currency: 'USD', balance: '3.25' } as const
  const gateway = await startAccountsApi([account])
  try {
    await promptTokens(page)
    await addKey(page, HOME.key)
    await openKeys(page)
    await page.getByRole('button', { name: 'Add another key' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Gateway')
    await page.getByLabel('Base URL', { exact: true }).fill('http://gateway.example')
    await page.getByLabel('Key', { exact: true }).fill(account.key)
    await page.getByRole('button', { name: 'Keep until quit' }).click()
    await expect(page.getByRole('alert')).toContainText('does not get a key')
    await page.getByLabel('Base URL', { exact: true }).fill(gateway.url)
    await page.getByRole('button', { name: 'Keep until quit' }).click()
    await onKey(page, 'Gateway', 'Test the key')
    await expect(page.getByText(/^127\.0\.0\.1:\d+ takes this key, for 1 model/)).toBeVisible()
    await inUse(page, 'Gateway').check()
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(pill(page)).toContainText('3.25')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await isComplete(page, 1)
    await expect(runOutput(page, 1).getByText('practice', { exact: true })).toBeVisible()
  } finally {
    await gateway.close()
  }
})

test('the palette switches the key by its name, and keyboard alone does all of it', async ({
  workbench: { page },
}) => {
  await addBoth(page)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('use another')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Use another key' })).toBeFocused()
  await page.keyboard.type('work')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Key Work …work/ })).toBeVisible()
  await expect(pill(page)).toContainText('7.5')
})

test('hidden amounts are on no screen', async ({ workbench: { page } }) => {
  await addBoth(page)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Control+,')
  await page.getByRole('radio', { name: 'Hidden' }).click()
  await page.keyboard.press('Escape')
  await expect(pill(page)).toContainText('hidden')
  await openKeys(page)
  await expect(page.getByRole('dialog')).toContainText('amount hidden')
  expect(await page.locator('body').innerText()).not.toContain('234.56')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the keys are accessible in the ${scheme} theme`, async ({ workbench: { page } }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await addBoth(page)
    const check = async () => expect(await brokenRules(page, '[role=dialog]')).toEqual([])
    await check()
    await page.getByRole('button', { name: 'Add another key' }).click()
    await check()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await onKey(page, 'Work', 'Rename')
    await check()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await onKey(page, 'Work', 'Remove the key')
    await check()
  })
}
