import type { Page } from 'playwright'

import { expect, test } from '../../fixtures.ts'
import { addKey, promptTokens } from '../../window.ts'

test.use({ network: 'practice' })

async function limitDay(page: Page, amount: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Budgets')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Budgets' })
  await dialog.getByText('Block', { exact: true }).click()
  await dialog.getByLabel('Limit').fill(amount)
  await dialog.getByRole('button', { name: 'Add the budget' }).click()
  await expect(dialog.getByRole('button', { name: /^Remove Today/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
}

const receipt = (page: Page) => page.getByRole('dialog', { name: /^Receipt/ })
const ended = (page: Page) =>
  page.getByRole('region', { name: 'Runs of the comparison' }).getByText('All runs have ended')

test('a comparison over a budget shows the gate with every way out, and what fits is sent', async ({
  workbench: { page },
  fakeApi,
}) => {
  await addKey(page, fakeApi?.key ?? '')
  await promptTokens(page)
  await limitDay(page, '0.3')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('button', { name: 'Run both' }).click()
  const gate = page.getByRole('dialog', { name: 'Blocked before sending' })
  await expect(gate).toContainText('The worst case of both runs together')
  await expect(gate.getByRole('radio')).not.toHaveCount(0)
  // The worst case opens what it is made of, over the gate.
  await gate.getByRole('button', { name: /^worst / }).click()
  await expect(receipt(page)).toContainText('2 of 2 runs priced')
  await expect(receipt(page)).toContainText('deepseek-v4-pro')
  await expect(receipt(page)).toContainText('deepseek-flash')
  await page.keyboard.press('Escape')
  await expect(receipt(page)).toBeHidden()
  await gate.getByText('deepseek-flash only').click()
  await gate.getByRole('button', { name: 'Run deepseek-flash only' }).click()
  await expect(ended(page)).toHaveCount(1, { timeout: 40_000 })
  await expect(page.getByRole('region', { name: 'Column deepseek-v4-pro' })).toContainText('Not run yet')

  // One column alone has ways out of its own: fewer tokens there, the others as they are.
  await page.getByRole('button', { name: 'Run deepseek-v4-pro only' }).click()
  await expect(gate).toContainText('The worst case of this run')
  await gate.getByRole('button', { name: /^Set max_tokens [\d,]+ and run$/ }).click()
  await expect(page.getByRole('region', { name: /^Column deepseek-v4-pro/ })).toContainText('exact', {
    timeout: 40_000,
  })
  const together = page.getByRole('region', { name: 'Runs of the comparison' })
  await together.getByRole('button', { expanded: false }).first().click()
  await expect(receipt(page)).toContainText('2 of 2 runs priced')
  await page.keyboard.press('Escape')
  await expect(
    page.getByRole('region', { name: 'Column deepseek-flash' }).getByRole('button', { name: /max_tokens/ }),
  ).toContainText('65,536')
})
