import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Locator, Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { chooseFile } from '../../choose-file.ts'
import { expect, test, type WorkbenchUnderTest } from '../../fixtures.ts'
import type { HostName } from '../../hosts/hosts.ts'
import { addKey, costBar, isComplete, promptTokens, showPage } from '../../window.ts'

test.use({ network: 'practice' })

/** The question over the page; a note at its foot is a dialog too, without being asked. */
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Add |^Price past runs|^Import / })
const row = (page: Page, words: RegExp): Locator => page.getByRole('row').filter({ hasText: words })
const pastRuns = (page: Page): Locator => page.getByRole('region', { name: 'Past runs' })

/** Adds a price for flash, all day: so that it holds at whatever hour this runs. */
async function addPrice(page: Page, miss: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a price' }).click()
  const form = dialog(page)
  await form.getByLabel('Model').fill('deepseek-flash')
  for (const currency of ['USD', 'CNY']) {
    const rates = form.getByRole('group', { name: `${currency} per 1M tokens` })
    await rates.getByLabel('hit').fill('1')
    await rates.getByLabel('miss').fill(miss)
    await rates.getByLabel('output').fill('30')
  }
  await form.getByRole('button', { name: 'Add the price' }).click()
  await expect(form.getByText('Say where the price comes from')).toBeVisible()
  await form.getByLabel('Source').fill('the invoice of November')
  await form.getByLabel('From, Beijing time').fill('2026-09-10T12:00')
  await expect(form.getByRole('region', { name: 'What it covers' })).toContainText('in place of')
  expect(await brokenRules(page)).toEqual([])
  await form.getByRole('button', { name: 'Add the price' }).click()
  await expect(form).toBeHidden()
}

/** Presses an entry of the menu of the page. */
async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More for prices' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** The book as the host saves it: by the system's dialog on the desktop, by a download in a tab. */
async function exportBook(workbench: WorkbenchUnderTest, host: HostName): Promise<string> {
  const { page } = workbench
  if (host === 'browser') {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      choose(page, 'Export the price book…'),
    ])
    expect(download.suggestedFilename()).toMatch(/^fathom-prices-\d{4}-\d\d-\d\d\.json$/)
    return readFileSync(await download.path(), 'utf8')
  }
  const file = join(mkdtempSync(join(tmpdir(), 'fathom-export-')), 'book.json')
  await workbench.desktop.chooseFile(file)
  await choose(page, 'Export the price book…')
  await expect(() => expect(readFileSync(file, 'utf8')).toMatch(/\}\n$/)).toPass()
  return readFileSync(file, 'utf8')
}

/** Chooses a file to import in the dialog of the host. */
async function importText(workbench: WorkbenchUnderTest, host: HostName, text: string): Promise<void> {
  const { page } = workbench
  const file = join(mkdtempSync(join(tmpdir(), 'fathom-import-')), 'book.json')
  writeFileSync(file, text)
  await chooseFile(workbench, host, file, () => choose(page, 'Import prices or holidays…'))
}

test('a price that is added is the one of the next estimate, and past runs are priced anew by it and back', async ({
  workbench: { page },
  fakeApi,
}) => {
  await addKey(page, fakeApi?.key ?? '')
  await promptTokens(page)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 1)
  const costBefore = await costBar(page).innerText()

  await showPage(page, 'Prices')
  await expect(page.getByText(/^last verified/)).toBeVisible()
  await addPrice(page, '20')
  const own = row(page, /flash\s*yours/)
  await expect(own).toContainText('20.00')
  await expect(page.getByText('The price is added.')).toBeVisible()

  await pastRuns(page).getByRole('button', { name: 'Show what would change' }).click()
  await expect(dialog(page).getByText('1 of 1 run would change.')).toBeVisible()
  await expect(dialog(page).getByRole('region', { name: 'What would change' })).toContainText(
    'Sum of what changes',
  )
  expect(await brokenRules(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Price 1 run anew' }).click()
  await expect(pastRuns(page)).toContainText('1 run priced anew')
  await pastRuns(page)
    .getByRole('button', { name: /^Undo the pricing/ })
    .click()
  await expect(pastRuns(page)).toContainText('1 run taken back')

  await page
    .getByRole('button', { name: /^Tide check/ })
    .first()
    .click()
  await promptTokens(page)
  await expect(async () => expect(await costBar(page).innerText()).not.toBe(costBefore)).toPass()
})

test('an own price is withdrawn and restored, and nothing is deleted on the way', async ({ workbench }) => {
  const { page } = workbench
  await showPage(page, 'Prices')
  await addPrice(page, '21')
  const own = row(page, /flash\s*yours/)
  await own.getByRole('button', { name: /^Source of/ }).click()
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await expect(own).toHaveCount(0)
  await page.keyboard.press('Escape')
  await workbench.restart()
  await showPage(workbench.page, 'Prices')
  const withdrawn = row(workbench.page, /flash\s*withdrawn/)
  await withdrawn.getByRole('button', { name: /^Source of/ }).click()
  await workbench.page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(row(workbench.page, /flash\s*yours/)).toContainText('21.00')
})

test('the price book goes out as a file and comes in again, shown before it is taken; a bad one is refused', async ({
  workbench,
  host,
}) => {
  const { page } = workbench
  await showPage(page, 'Prices')
  const text = await exportBook(workbench, host)
  const book = JSON.parse(text) as { rows: Record<string, unknown>[] }
  const [first] = book.rows
  const added = {
    ...first,
    id: 'from elsewhere',
    model: 'a-private-model',
    recordedAt: '2026-11-22T00:00:00.000Z',
  }
  await importText(workbench, host, JSON.stringify({ ...book, rows: [...book.rows, added] }))
  await expect(dialog(page)).toContainText('1 new price')
  await expect(dialog(page)).toContainText('a-private-model')
  await expect(row(page, /a-private-model/)).toHaveCount(0)
  expect(await brokenRules(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Add 1 price' }).click()
  await expect(row(page, /a-private-model/)).toHaveCount(1)

  await importText(workbench, host, text.slice(0, 500))
  await expect(dialog(page)).toContainText('The file is not JSON.')
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await expect(dialog(page)).toBeHidden()
})

test('the holidays of a year are added once they are known, and its week shows them', async ({
  workbench: { page },
}) => {
  await showPage(page, 'Prices')
  const holidays = page.getByRole('region', { name: 'Public holidays' })
  await expect(holidays).toContainText('2027 holidays unknown')
  await holidays.getByRole('button', { name: 'Add the holidays of 2027' }).click()
  await dialog(page).getByLabel('Source').fill('the notice')
  await dialog(page)
    .getByLabel(/^Days off in Beijing/)
    .fill('New Year 1 to 3 January')
  await dialog(page).getByRole('button', { name: 'Add the holidays' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText('Line 1 is not understood')
  await dialog(page)
    .getByLabel(/^Days off in Beijing/)
    .fill('New Year 2027-01-01 to 2027-01-03')
  expect(await brokenRules(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Add the holidays' }).click()
  await expect(holidays).toContainText('2027: 1 holiday')
  await expect(page.getByRole('region', { name: 'The week by band' })).toContainText('New Year')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page breaks no rule of accessibility, ${colorScheme}`, async ({ workbench: { page } }) => {
    await page.emulateMedia({ colorScheme })
    await showPage(page, 'Prices')
    await expect(row(page, /flash/).first()).toBeVisible()
    const deciding = page.getByRole('region', { name: 'What the bold price rests on' })
    await deciding.getByText('sent', { exact: true }).click()
    await expect(deciding).toContainText('the moment when it was sent')
    await page.getByRole('region', { name: 'The week by band' }).getByText('UTC', { exact: true }).click()
    await expect(page.getByRole('table').filter({ hasText: 'hours of UTC' }).first()).toBeVisible()
    expect(await brokenRules(page)).toEqual([])
  })
}
