import { expect, test } from '../../fixtures.ts'
import { HOSTILE, HOSTILE_TEXT } from '../../hostile.ts'
import { liveMarkup, watchPage } from '../../watch-page.ts'
import { addKey, isComplete, message, promptTokens, runOutput, showPage } from '../../window.ts'

test.use({ network: 'hostile' })

test('hostile prompts, names and answers are text and nothing else, on every page', async ({
  workbench: { page },
  fakeApi,
}) => {
  test.slow()
  const { harm } = await watchPage(page)
  const title = await page.title()
  const name = HOSTILE.slice(0, 3).join(' ').slice(0, 180)
  await promptTokens(page)
  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: /^New name of/ })).toBeFocused()
  await page.keyboard.insertText(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()

  const before = await promptTokens(page)
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(HOSTILE_TEXT)
  await expect.poll(() => promptTokens(page)).toBeGreaterThan(before + 500)
  await expect(message(page, 'User').getByText('<script>window.harmed = 2</script>')).toBeVisible()
  expect(await liveMarkup(page)).toEqual([])

  await addKey(page, fakeApi?.key ?? '')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 1)
  const answer = runOutput(page, 1).getByRole('region', { name: 'Answer' })
  await expect(answer.getByText('[link](javascript:window.harmed=5)')).toBeVisible()
  await runOutput(page, 1)
    .getByRole('button', { name: /Thinking/ })
    .click()
  expect(await liveMarkup(page)).toEqual([])
  // Laid out, markup stays text and an address is shown, not a link.
  await page.getByRole('button', { name: 'Formatted' }).click()
  await expect(answer.getByText('(javascript:window.harmed=5)', { exact: true })).toBeVisible()
  expect(await liveMarkup(page)).toEqual([])

  for (const where of ['History', 'Ledger', 'Prices'] as const) {
    await showPage(page, where)
    await expect(page.getByRole('heading', { name: where, level: 1 })).toBeVisible()
    if (where !== 'Prices')
      await expect(page.getByRole('row').filter({ hasText: '<img src=x' }).first()).toBeVisible()
    expect(await liveMarkup(page), where).toEqual([])
  }
  expect(harm).toEqual([])
  expect(await page.title()).toBe(title)
})
