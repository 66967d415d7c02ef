import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import type { Locator, Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { addKey, bill, costBar, isComplete, promptTokens, runInPractice, showPage } from '../../window.ts'

const CLI = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))

/** Amounts are the buttons that open a dialog and show a number. */
const amounts = (place: Locator): Locator => place.getByRole('button', { name: /^[\d.,]*\d$/ })
/** Not the note that a receipt was copied, which is a dialog too. */
const card = (page: Page): Locator =>
  page.getByRole('dialog', { name: /^(Receipt (of |estimate,)|What if )/ })
const slider = (page: Page): Locator => page.getByRole('slider', { name: 'When it is sent' })

/** Keeps what would go to the system's clipboard, which other tests use too. */
async function keepCopies(page: Page): Promise<void> {
  await page.evaluate(() => {
    const copies: string[] = []
    Object.assign(window, { copies })
    Object.defineProperty(navigator.clipboard, 'writeText', {
      value: (text: string) => Promise.resolve(void copies.push(text)),
    })
  })
}

/** Copies the receipt that is open and closes it again. */
async function copyReceipt(page: Page): Promise<Receipt> {
  await card(page).getByRole('button', { name: 'Copy the receipt as JSON' }).click()
  await expect.poll(() => page.evaluate(() => (window as unknown as Copied).copies.length)).toBeGreaterThan(0)
  const text = await page.evaluate(() => (window as unknown as Copied).copies.pop() ?? '')
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  return JSON.parse(text) as Receipt
}

interface Copied {
  readonly copies: string[]
}

interface Receipt {
  readonly kind: string
  readonly run: string | null
  readonly prompt: { readonly tokens: number }
  readonly sheets: readonly { readonly scenario: string; readonly currency: string; readonly total: string }[]
}

/** What `fathom verify` of this build says of a receipt, as a process of its own. */
function verify(
  receipt: unknown,
  dataFolder: string,
): { readonly code: number | null; readonly said: unknown } {
  const { status, stdout } = spawnSync(
    process.execPath,
    [CLI, 'verify', '-', '--json', '--data-dir', dataFolder],
    { input: JSON.stringify(receipt), encoding: 'utf8', timeout: 60_000 },
  )
  return { code: status, said: JSON.parse(stdout) }
}

test.describe('of what is billed', () => {
  test.use({ network: 'practice' })

  test('every amount opens a receipt that fathom verify recomputes', async ({ workbench, fakeApi }) => {
    const { page, dataFolder } = workbench
    await addKey(page, fakeApi?.key ?? '')
    const tokens = await promptTokens(page)
    await keepCopies(page)

    await amounts(costBar(page)).first().click()
    await expect(card(page)).toContainText('Prompt, none cached')
    await expect(card(page)).toContainText('api-docs.deepseek.com')
    const estimate = await copyReceipt(page)
    expect(estimate).toMatchObject({ kind: 'estimate', prompt: { tokens } })
    expect(verify(estimate, dataFolder)).toMatchObject({ code: 0, said: { same: true, differences: [] } })

    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await isComplete(page, 1)
    const billed = amounts(bill(page).getByRole('row', { name: /^USD/ })).last()
    const shown = await billed.innerText()
    await billed.focus()
    await page.keyboard.press('Enter')
    await expect(card(page)).toContainText('Billed')
    await expect(card(page)).toContainText('Decided by when it was completed')
    const charged = await copyReceipt(page)
    await expect(billed).toBeFocused()
    const total = charged.sheets.find(({ currency }) => currency === 'USD')?.total ?? ''
    expect(Number(shown)).toBeCloseTo(Number(total), 6)
    expect(verify(charged, dataFolder)).toMatchObject({ code: 0, said: { same: true } })
    const forged = { ...charged, prompt: { ...charged.prompt, tokens: 1 } }
    expect(verify(forged, dataFolder).code, 'a receipt that was changed does not hold').toBe(1)

    await showPage(page, 'Ledger')
    await amounts(page.getByRole('region', { name: 'Totals' }))
      .first()
      .click()
    await expect(card(page)).toContainText('Receipt of this sum')
    await expect(card(page).getByRole('row', { name: /^Billed/ })).toContainText(total)
    await page.keyboard.press('Escape')
    await expect(card(page)).toHaveCount(0)
    const row = page.getByRole('row').filter({ hasText: 'Tide check' })
    await row.focus()
    // From the row to its amounts: the estimate, then the bill.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(card(page)).toContainText('Receipt of this run')
    expect(await copyReceipt(page)).toEqual(charged)
    await expect(page.getByRole('grid'), 'the row was not opened').toBeVisible()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect(row).toBeFocused()
  })
})

test('an unpriced amount says why, and where a price can be added', async ({ workbench: { page } }) => {
  await promptTokens(page)
  await page.getByRole('combobox', { name: /^Model/ }).click()
  await page.getByRole('option', { name: 'other model' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('deepseek-x')
  await page.keyboard.press('Enter')
  const unpriced = costBar(page).getByRole('button', { name: 'unpriced' }).first()
  await unpriced.click()
  await expect(card(page)).toContainText('The price book has no model named "deepseek-x"')
  await expect(card(page)).toContainText('left out of every sum')
  await expect(card(page).getByRole('button', { name: 'Copy the receipt as JSON' })).toHaveCount(0)
  await card(page).getByRole('button', { name: 'Open the prices' }).click()
  await expect(page.getByRole('heading', { name: 'Prices' })).toBeVisible()
})

test('the what-if panel answers for another time, by keyboard alone', async ({ workbench: { page } }) => {
  await promptTokens(page)
  await page.getByRole('tab', { name: 'What if' }).click()
  const flash = page.getByRole('table', { name: /^deepseek-flash/ })
  const pro = page.getByRole('table', { name: /^deepseek-v4-pro/ })
  await expect(flash.getByRole('row')).toHaveCount(6)
  await expect(amounts(pro)).toHaveCount(16)
  const cheapest = page.getByRole('region', { name: 'Cheapest moment within 24 h' })
  await expect(cheapest.getByRole('listitem')).toHaveCount(2)

  const first = amounts(flash).first()
  const once = Number(await first.innerText())
  await page.getByLabel('Runs', { exact: true }).fill('1000')
  await expect
    .poll(async () => Number((await first.innerText()).replaceAll(',', '')))
    .toBeCloseTo(once * 1_000, 1)
  await page.getByLabel('Runs', { exact: true }).fill('many')
  await expect(page.getByRole('alert')).toHaveText('A whole number from 1 to 1,000,000')

  await slider(page).focus()
  const words = (): Promise<string | null> => slider(page).getAttribute('aria-valuetext')
  expect(await words()).toMatch(/^now, /)
  await page.keyboard.press('ArrowRight')
  const quarter = await words()
  expect(quarter).toMatch(/ Beijing, (peak|off-peak)/)
  await page.keyboard.press('PageUp')
  expect(await words()).not.toBe(quarter)
  await page.keyboard.press('End')
  await expect(slider(page)).toHaveValue('672')
  await expect(flash.getByRole('columnheader', { name: /, then$/ })).toHaveCount(1)
  await page.keyboard.press('Home')
  expect(await words()).toMatch(/^now, /)
  await expect(flash.getByRole('columnheader', { name: /, now$/ })).toHaveCount(1)

  // A week has working days, so both bands are met within two changes.
  const bands = new Set<string | undefined>()
  for (let press = 0; press < 2; press++) {
    await page.getByRole('button', { name: 'To the next change of band' }).press('Enter')
    bands.add(/, (peak|off-peak) until/.exec((await words()) ?? '')?.[1])
  }
  expect(bands).toEqual(new Set(['off-peak', 'peak']))

  await amounts(flash).first().click()
  await expect(card(page)).toContainText('One run')
  await expect(card(page)).toContainText('× 1,000 runs')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`receipts and the what-if break no rule that axe knows, ${colorScheme}`, async ({
    workbench: { page },
  }) => {
    await page.emulateMedia({ colorScheme })
    await promptTokens(page)
    await runInPractice(page)
    await page.getByRole('tab', { name: 'What if' }).click()
    await expect(amounts(page.getByRole('table', { name: /^deepseek-flash/ }))).toHaveCount(16)
    expect(await brokenRules(page)).toEqual([])
    await amounts(costBar(page)).last().click()
    await expect(card(page)).toContainText('Worst case')
    expect(await brokenRules(page)).toEqual([])
  })
}
