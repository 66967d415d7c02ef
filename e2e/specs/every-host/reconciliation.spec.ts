import type { Locator, Page } from 'playwright'

import { expect, test } from '../../fixtures.ts'
import { bill, message, promptTokens, runInPractice } from '../../window.ts'

const rules = 'Answer in one line, with the depth in metres and the time of the reading in UTC. '.repeat(30)

/** The table from the estimated amount to the billed one. */
function causes(page: Page): Locator {
  return bill(page).getByRole('region', { name: /^Causes of the cost, (USD|CNY)$/ })
}

/** Its amounts as they stand, in 1e-12 of the currency: estimated, each cause, billed. */
async function amounts(page: Page): Promise<readonly bigint[]> {
  const figures = await causes(page).getByRole('row').getByRole('cell').last().evaluate(allFigures)
  return figures.map(pico)
}

function allFigures(cell: Element): string[] {
  const rows = [...(cell.closest('tbody')?.querySelectorAll('tr') ?? [])]
  return rows.map((row) => row.lastElementChild?.textContent ?? '')
}

function pico(figure: string): bigint {
  const [whole = '0', fraction = ''] = figure.replace(/[+\u2212,]/g, '').split('.')
  const value = BigInt(whole + fraction.padEnd(12, '0'))
  return figure.startsWith('\u2212') ? -value : value
}

async function sumsExactly(page: Page): Promise<void> {
  const shown = await amounts(page)
  const billed = shown.at(-1)
  expect(shown.slice(0, -1).reduce((sum, amount) => sum + amount, 0n)).toBe(billed)
}

async function ask(page: Page, text: string): Promise<void> {
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

test.describe('with a quick practice endpoint', () => {
  test.use({ extraEnvironment: { FATHOM_PRACTICE_RATE: 'max' } })

  test('what a run cost is explained to the last digit: output without history, then the cache', async ({
    workbench,
  }) => {
    const { page } = workbench
    await ask(page, rules)
    await promptTokens(page)
    await runInPractice(page, 1)
    await expect(causes(page)).toContainText('for 0 cached, no output')
    await expect(causes(page).getByRole('row', { name: /^output, no forecast \+[\d,]+/ })).toBeVisible()
    await sumsExactly(page)
    await runInPractice(page, 2)
    await expect(causes(page).getByRole('row', { name: /^cache split \+[\d,]+ .*\u2212/ })).toBeVisible()
    await sumsExactly(page)
    const before = await amounts(page)
    await workbench.restart('kill -9')
    await expect(causes(workbench.page)).toBeVisible()
    expect(await amounts(workbench.page)).toEqual(before)
  })

  test('a sixth run is held against the forecast of the five before it, which its card keeps', async ({
    workbench: { page },
  }) => {
    await promptTokens(page)
    for (let run = 1; run <= 6; run++) await runInPractice(page, run)
    await expect(causes(page)).toContainText(/for 0 cached, [\d,]+ output/)
    await expect(bill(page).getByRole('row', { name: /^Output [\d,]+ – [\d,]+/ })).toBeVisible()
    await sumsExactly(page)
  })
})

test.describe('with bills that have 3 tokens too many', () => {
  test.use({ extraEnvironment: { FATHOM_PRACTICE_RATE: 'max', FATHOM_PRACTICE_FAULT: 'drift:3' } })

  test('the remainder stays unknown in tokens and in money, and is spread over nothing', async ({
    workbench: { page },
  }) => {
    await promptTokens(page)
    await runInPractice(page, 1)
    await expect(bill(page)).toContainText('+3 unknown')
    await expect(causes(page).getByRole('row', { name: /^unknown remainder \+3 / })).toBeVisible()
    await sumsExactly(page)
  })
})
