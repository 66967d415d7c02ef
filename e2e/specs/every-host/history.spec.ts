import { brokenInEitherTheme } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { message, promptTokens, runInPractice, showPage } from '../../window.ts'

test('the history is filtered, and keeps its filters while the user is elsewhere', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await runInPractice(page)
  await showPage(page, 'History')
  const grid = page.getByRole('grid', { name: 'Runs' })
  await expect(grid).toHaveAttribute('aria-rowcount', '2')

  await page.getByText('Real', { exact: true }).click()
  await expect(page.getByText('No runs match')).toBeVisible()
  await showPage(page, 'Ledger')
  await showPage(page, 'History')
  await expect(page.getByText('No runs match')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'completed' }).click()
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
  expect(await brokenInEitherTheme(page)).toEqual([])
  await page.getByRole('searchbox', { name: 'Words in the answer' }).fill('zebrafish')
  await expect(page.getByText('No runs match')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Words in the answer' }).fill('')
  await expect(grid).toBeVisible()
})

test('two runs are pinned by keyboard, held against each other, and stay pinned over a restart', async ({
  workbench,
}) => {
  test.slow()
  const { page } = workbench
  await promptTokens(page)
  await runInPractice(page, 1)
  await message(page, 'User').click()
  await page.keyboard.type('Another beginning. ')
  await runInPractice(page, 2)
  await showPage(page, 'History')
  const grid = page.getByRole('grid', { name: 'Runs' })

  // By keyboard: from the row to its pin, Enter pins.
  await grid.getByRole('row').nth(1).focus()
  await page.keyboard.press('ArrowRight')
  await expect(grid.getByRole('button', { name: 'Pin run 2' })).toBeFocused()
  await page.keyboard.press('Enter')
  const pinned = page.getByRole('region', { name: 'Pinned runs' })
  await expect(pinned).toContainText('Pin another run to compare the two.')
  await grid.getByRole('button', { name: 'Pin run 1' }).click()
  await pinned.getByRole('button', { name: 'Compare 2 and 1' }).click()

  const view = page.getByRole('region', { name: 'Two runs compared' })
  await view.getByRole('button', { name: 'Swap the two runs' }).click()
  const figures = view.getByRole('table', { name: 'Tokens, cost and time' })
  await expect(figures.getByRole('row', { name: /^Prompt tokens/ })).toContainText('+')
  await expect(view).toContainText('All parameters are the same.')
  await view.getByText('Request', { exact: true }).click()
  await expect(view.getByRole('region', { name: 'Differences' }).getByRole('insertion')).toContainText(
    'beginning',
  )
  expect(await brokenInEitherTheme(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(grid).toBeVisible()

  await workbench.restart()
  await showPage(workbench.page, 'History')
  await workbench.page.getByRole('button', { name: 'Unpin run 1' }).click()
  await expect(workbench.page.getByRole('region', { name: 'Pinned runs' })).toContainText('Run 2')
})
