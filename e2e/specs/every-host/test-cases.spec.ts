import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import type { Locator, Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { chooseFile } from '../../choose-file.ts'
import { expect, test, type WorkbenchUnderTest } from '../../fixtures.ts'
import type { HostName } from '../../hosts/hosts.ts'
import { message, promptTokens, showPage } from '../../window.ts'

const run = promisify(execFile)

test.use({ extraEnvironment: { FATHOM_PRACTICE_RATE: '2000' } })

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Test cases' })
const row = (page: Page, text: string): Locator => grid(page).getByRole('row').filter({ hasText: text })
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Run the tests' })
const results = (page: Page): Locator => page.getByRole('region', { name: 'Results by column' })

/** A prompt with one variable, and the page of its tests. */
async function openTests(page: Page): Promise<void> {
  await promptTokens(page)
  await page.getByRole('button', { name: 'New prompt', exact: true }).click()
  // Its name is asked for first, and would take the text of the message.
  await expect(page.getByRole('textbox', { name: /^New name of/ })).toBeFocused()
  await page.keyboard.press('Enter')
  const user = message(page, 'User')
  await user.click()
  await page.keyboard.insertText('Name one sight of {{city}}.')
  await expect(user).toContainText('{{city}}')
  await showPage(page, 'Tests')
  await expect(page.getByRole('heading', { name: 'No test cases yet' })).toBeVisible()
}

/** Gives a file to the Import button, by the browser's field or the system's dialog. */
async function importFile(workbench: WorkbenchUnderTest, host: HostName, file: string): Promise<void> {
  const { page } = workbench
  const button = page.getByRole('button', { name: 'Import', exact: true })
  await chooseFile(workbench, host, file, () => button.click())
}

async function importCities(workbench: WorkbenchUnderTest, host: HostName): Promise<void> {
  const file = join(workbench.dataFolder, 'cities.csv')
  await writeFile(file, 'city,expected\nOslo,practice\nRome,no such word\n成都,practice\n')
  await importFile(workbench, host, file)
  await expect(row(workbench.page, 'Rome')).toBeVisible()
}

async function addCheck(page: Page, kind: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: /^What must hold/ }).click()
  const dialog = page.getByRole('dialog', { name: 'What must hold of every case' })
  await dialog.getByRole('button', { name: 'Add a check' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
  await fill(dialog)
  await dialog.getByRole('button', { name: 'Save the checks' }).click()
  await expect(dialog).toBeHidden()
}

async function haveEnded(page: Page): Promise<void> {
  await expect(bar(page).getByRole('button', { name: /^Practice/ })).toBeVisible({ timeout: 40_000 })
}

test('cases are written by the keyboard alone, counted without sending, then answered', async ({
  workbench: { page },
}) => {
  await openTests(page)
  await page.getByRole('button', { name: 'Add a case' }).press('Enter')
  await expect(bar(page)).toContainText('Case 1 lacks city and is not sent')
  const cells = row(page, 'missing').getByRole('gridcell')
  await cells.first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'city' })).toBeFocused()
  await page.keyboard.type('Oslo')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Oslo')).toBeVisible()

  // Taken away it is missing again, passing through leaves it so, and a file fills it in.
  const city = grid(page).getByRole('row').nth(1).getByRole('gridcell').nth(1)
  await city.focus()
  await page.keyboard.press('Delete')
  await expect(city).toHaveText('missing')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'city' })).toBeFocused()
  await page.keyboard.press('Tab')
  await city.focus()
  await page.keyboard.press('Shift+F10')
  const fromFile = page.getByRole('menuitem', { name: 'Take the text of a file' })
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), fromFile.click()])
  await expect(city).toHaveText('missing')
  await chooser.setFiles({ name: 'city.txt', mimeType: 'text/plain', buffer: Buffer.from('Oslo') })
  await expect(row(page, 'Oslo')).toBeVisible()

  await addCheck(page, 'Prompt tokens', (dialog) => dialog.getByLabel('At most').fill('3'))
  await expect(row(page, 'Oslo')).toContainText('prompt tokens at most 3')
  await expect(row(page, 'Oslo')).toContainText('fails before sending')
  await expect(bar(page)).toContainText(/Requests\s*2\s*Prompt tokens\s*\d+/)
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await haveEnded(page)
  await expect(results(page)).toContainText('0 of 1 pass')
  await showPage(page, 'History')
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'Untitled' })).toHaveCount(2)
})

test('answers are held against each case, failures found, and a grade is a person’s word', async ({
  workbench,
  host,
}) => {
  const { page } = workbench
  await openTests(page)
  await importCities(workbench, host)
  await addCheck(page, 'Contains a text', (dialog) => dialog.getByRole('textbox').fill('{{expected}}'))
  await bar(page)
    .getByRole('button', { name: /^Practice/ })
    .click()
  await haveEnded(page)
  await expect(results(page)).toContainText('2 of 3 pass')
  await expect(results(page)).toContainText('a passing case')
  await results(page).getByRole('button', { name: 'How this is worked out' }).click()
  await expect(page.getByText('over the cases that both answered')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: /^Failures/ }).check({ force: true })
  await expect(row(page, 'Rome')).toBeVisible()
  await expect(row(page, 'Oslo')).toHaveCount(0)
  await row(page, 'Rome').getByRole('gridcell').nth(3).click()
  const panel = page.getByRole('region', { name: 'Case: Case 2' })
  await expect(panel.getByRole('region', { name: 'Answer' })).not.toBeEmpty()
  await expect(panel.getByRole('region', { name: 'Checks' })).toContainText('contains “no such word”')
  await panel.getByRole('radio', { name: '4' }).click({ force: true })
  await expect(row(page, 'Rome')).toContainText('grade 4')
})

test('tests pause, survive a kill of Fathom, and go on when asked', async ({ workbench, host }) => {
  // Two starts, and 32 requests that a practice model answers one after the other.
  test.slow()
  const file = join(workbench.dataFolder, 'many.csv')
  await writeFile(file, `city\n${Array.from({ length: 16 }, (_, index) => `City ${index}\n`).join('')}`)
  await openTests(workbench.page)
  await importFile(workbench, host, file)
  await expect(row(workbench.page, 'City 3').first()).toBeVisible()
  await bar(workbench.page)
    .getByRole('button', { name: /^Practice/ })
    .click()
  await expect(bar(workbench.page)).toContainText('of 32 done')
  await workbench.restart('kill -9')
  const { page } = workbench
  await showPage(page, 'Tests')
  await expect(bar(page)).toContainText('Nothing more is sent until you resume.', { timeout: 15_000 })
  await bar(page).getByRole('button', { name: 'Resume' }).click()
  await bar(page).getByRole('button', { name: 'Pause' }).click()
  await expect(bar(page)).toContainText('Paused')
  await bar(page).getByRole('button', { name: 'Resume' }).click()
  await expect(bar(page).getByRole('button', { name: /^Practice/ })).toBeVisible({ timeout: 90_000 })
  await expect(results(page)).toContainText('of 16 pass')
})

test('the test file that is exported is one that the command line runs', async ({ workbench, host }) => {
  const { page } = workbench
  await openTests(page)
  await importCities(workbench, host)
  await page.getByRole('button', { name: 'Export' }).click()
  const item = page.getByRole('menuitem', { name: /^Test file/ })
  const file = join(workbench.dataFolder, 'exported.yaml')
  if (host === 'browser') {
    const [download] = await Promise.all([page.waitForEvent('download'), item.click()])
    await download.saveAs(file)
  } else {
    await workbench.desktop.chooseFile(file)
    await item.click()
  }
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('fathom-test: 1')
  const cli = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))
  const { stdout } = await run(process.execPath, [cli, 'test', file, '--offline', '--json'])
  const { results: reports } = JSON.parse(stdout) as { results: { name: string; promptTokens: number }[] }
  expect(reports).toHaveLength(6)
  expect(reports.every(({ promptTokens }) => promptTokens > 0)).toBe(true)
})

test('generated cases come from a prompt that is shown and priced', async ({ workbench: { page } }) => {
  await openTests(page)
  await page.getByRole('button', { name: 'Generate', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Generate cases' })
  await expect(dialog.getByLabel('What it is asked')).toHaveValue(/Name one sight of \{\{city\}\}/)
  await expect(dialog).toContainText(/Requests\s*1\s*Prompt tokens\s*\d+/)
  await dialog.getByRole('button', { name: 'Practice it' }).click()
  await expect(dialog).toBeHidden({ timeout: 20_000 })
  await expect(row(page, 'practice').first()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`no screen of the tests breaks a rule that axe knows, ${colorScheme}`, async ({ workbench, host }) => {
    const { page } = workbench
    test.slow()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const broken: string[] = []
    const look = async (screen: string) => {
      broken.push(...(await brokenRules(page)).map((rule) => `${screen}: ${rule}`))
    }
    await openTests(page)
    await look('empty')
    await importCities(workbench, host)
    await bar(page)
      .getByRole('button', { name: /^Practice/ })
      .click()
    await haveEnded(page)
    await row(page, 'Rome').getByRole('gridcell').nth(3).click()
    await expect(page.getByRole('region', { name: 'Case: Case 2' })).toBeVisible()
    await look('results')
    for (const [button, dialog] of [
      ['Columns', 'Columns'],
      [/^What must hold/, 'What must hold of every case'],
      ['Generate', 'Generate cases'],
    ] as const) {
      await page
        .getByRole('button', { name: button, ...(typeof button === 'string' ? { exact: true } : {}) })
        .click()
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
      await look(dialog)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    expect(broken).toEqual([])
  })
