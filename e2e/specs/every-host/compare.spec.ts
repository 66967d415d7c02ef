import type { Locator, Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { message, promptTokens, showPage } from '../../window.ts'

test.use({ extraEnvironment: { FATHOM_PRACTICE_RATE: '400' } })

async function openComparison(page: Page): Promise<void> {
  await promptTokens(page)
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await expect(column(page, 'deepseek-v4-pro')).toBeVisible()
}

function column(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Column ${name}`, exact: true })
}

function progress(page: Page): Locator {
  return page.getByRole('region', { name: 'Runs of the comparison' })
}

/** The figure of one row under a column; of several runs the least, the median and the most. */
async function figures(page: Page, name: string, row: string): Promise<string[]> {
  const cells = column(page, name).getByRole('row').filter({ hasText: row }).first().getByRole('cell')
  return cells.allInnerTexts()
}

async function haveEnded(page: Page): Promise<void> {
  await expect(progress(page).getByText('All runs have ended')).toHaveCount(1, { timeout: 40_000 })
}

async function askOtherModel(page: Page, name: string, model: string): Promise<void> {
  await column(page, name)
    .getByRole('combobox', { name: /^Model/ })
    .click()
  await page.getByRole('option', { name: /^Other model/ }).click()
  await page.getByLabel('Model name').fill(model)
  await page.getByRole('button', { name: 'Use this model' }).click()
  await expect(column(page, model)).toBeVisible()
}

test('flash and pro answer one draft side by side, by the keyboard alone', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await page.keyboard.press('ControlOrMeta+Alt+c')
  await expect(column(page, 'deepseek-flash')).toContainText('Not run yet')
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await haveEnded(page)
  for (const name of ['deepseek-flash', 'deepseek-v4-pro']) {
    await expect(column(page, name).getByRole('region', { name: /^Answer of run/ })).not.toBeEmpty()
    await expect(column(page, name)).toContainText(/exact\s*\d+ = \d+/)
    const [prompt] = await figures(page, name, 'Prompt')
    await expect(column(page, name)).toContainText(`${prompt} = ${prompt}`)
  }
  // Flash is cheaper in every band and currency, and says so by a mark and a word.
  expect(await figures(page, 'deepseek-flash', 'Simulated')).toEqual([
    expect.stringMatching(/^best\s*0\.000\d+$/),
  ])
  expect(await figures(page, 'deepseek-v4-pro', 'Simulated')).toEqual([expect.stringMatching(/^0\.00\d+$/)])
  await expect(progress(page)).toContainText('2 runs, practice, simulated')
})

test('a column that fails leaves the others alone and says why in its place', async ({
  workbench: { page },
}) => {
  await openComparison(page)
  await askOtherModel(page, 'deepseek-flash', 'deepseek-flash!402')
  await page.getByRole('button', { name: 'Practice both' }).click()
  await haveEnded(page)
  await expect(column(page, 'deepseek-flash!402').getByRole('alert')).toContainText('balance is insufficient')
  expect(await figures(page, 'deepseek-flash!402', 'Output')).toEqual([''])
  await expect(column(page, 'deepseek-v4-pro')).toContainText(/exact\s*\d+ = \d+/)
  await expect(progress(page)).toContainText('2 runs, 1 failed')
  await expect(page.getByRole('region', { name: 'Cost of the next run of all columns' })).toContainText(
    '\u2265',
  )
})

test('a version of the prompt answers beside the draft, each billed for its own text', async ({
  workbench: { page },
}) => {
  const kept = await promptTokens(page)
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved as v1')).toBeVisible()
  await message(page, 'User').click()
  await page.keyboard.insertText('Written after the version was kept. ')
  await expect.poll(() => promptTokens(page)).toBeGreaterThan(kept)
  const written = await promptTokens(page)
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await column(page, 'deepseek-v4-pro').getByRole('combobox', { name: 'Text' }).click()
  await page.getByRole('option', { name: /^v1/ }).click()
  await expect(column(page, 'deepseek-flash v1')).toBeVisible()
  await page.getByRole('button', { name: 'Practice both' }).click()
  await haveEnded(page)
  await expect(column(page, 'deepseek-flash v1')).toContainText(`${kept} = ${kept}`)
  await expect(column(page, 'deepseek-flash')).toContainText(`${written} = ${written}`)
})

test('repeats show the spread, go on through a reload, and stop as a whole', async ({ workbench }) => {
  const { page } = workbench
  await openComparison(page)
  await progress(page)
    .getByRole('combobox', { name: /^Repeat/ })
    .click()
  await page.getByRole('option', { name: '5 times' }).click()
  await expect(progress(page).getByRole('combobox', { name: 'Repeat: 5 times' })).toBeVisible()
  await page.getByRole('button', { name: 'Practice both' }).click()
  await expect(progress(page)).toContainText('of 10 runs done')
  await page.reload()
  await expect(progress(page)).toContainText('of 10 runs done')
  await haveEnded(page)
  const output = (await figures(page, 'deepseek-flash', 'Output')).map((text) =>
    Number(text.replace(',', '')),
  )
  expect(output).toHaveLength(3)
  expect(output).toEqual(output.toSorted((left, right) => left - right))
  await column(page, 'deepseek-flash')
    .getByRole('combobox', { name: /^Answer/ })
    .click()
  await page.getByRole('option', { name: '5 of 5' }).click()
  await expect(column(page, 'deepseek-flash')).toContainText(/exact\s*\d+ = \d+/)

  await page.getByRole('button', { name: 'Practice both' }).click()
  await page.getByRole('button', { name: 'Stop both' }).click()
  await haveEnded(page)
  await showPage(page, 'History')
  const latest = page.getByRole('row').filter({ hasText: 'Tide check' }).first()
  await expect(latest).toContainText('practice')
  await expect(latest).toContainText('sent in a comparison')
})

test('the differences of two answers are marked in words and lines, and columns are remembered', async ({
  workbench,
}) => {
  const { page } = workbench
  await openComparison(page)
  await page.getByRole('button', { name: 'Column', exact: true }).click()
  await expect(column(page, 'deepseek-v4-pro 2')).toBeVisible()
  await column(page, 'deepseek-v4-pro 2')
    .getByRole('combobox', { name: /^Thinking/ })
    .click()
  await page.getByRole('option', { name: 'off', exact: true }).click()
  await page.getByRole('button', { name: 'Run deepseek-flash only' }).click()
  await page.getByRole('button', { name: 'Run deepseek-v4-pro 2 only' }).click()
  await haveEnded(page)
  await expect(column(page, 'deepseek-v4-pro 1')).toContainText('Not run yet')
  // Columns that do not fit scroll by themselves; the page has nowhere to go.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  await page.getByRole('button', { name: 'Differences' }).click()
  const other = column(page, 'deepseek-v4-pro 2').getByRole('region', { name: /^Differences of run/ })
  await expect(other).toContainText('words that deepseek-flash does not have')
  await expect(other.locator('ins').first()).toHaveCSS('text-decoration-line', 'underline')
  await expect(other.locator('del').first()).toHaveCSS('text-decoration-line', 'line-through')
  await expect(column(page, 'deepseek-flash').getByRole('region', { name: /^Answer of run/ })).toBeVisible()

  await workbench.restart()
  await expect(column(workbench.page, 'deepseek-v4-pro 2')).toContainText(/exact\s*\d+ = \d+/)
  await workbench.page.getByRole('button', { name: 'Back to the draft' }).click()
  await expect(workbench.page.getByRole('region', { name: 'Cost before sending' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a comparison breaks no rule that axe knows, ${colorScheme}`, async ({ workbench: { page } }) => {
    await page.emulateMedia({ colorScheme })
    await openComparison(page)
    await page.getByRole('button', { name: 'Practice both' }).click()
    await haveEnded(page)
    const broken: string[] = []
    for (const view of ['answers', 'differences'] as const) {
      if (view === 'differences') await page.getByRole('button', { name: 'Differences' }).click()
      broken.push(...(await brokenRules(page)).map((rule) => `${view}: ${rule}`))
    }
    expect(broken).toEqual([])
  })
}
