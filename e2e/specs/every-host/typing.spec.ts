import { expect, test } from '../../fixtures.ts'
import { costBar, message, promptTokens } from '../../window.ts'

test('every keystroke changes the count, and taking it back brings the old one', async ({
  workbench: { page },
}) => {
  const before = await promptTokens(page)
  const user = message(page, 'User')
  await user.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' Answer in Chinese: 现在可以进港吗？')
  await expect.poll(() => promptTokens(page)).toBeGreaterThan(before + 5)
  await page.keyboard.press('ControlOrMeta+Z')
  await expect.poll(() => promptTokens(page)).toBe(before)
})

test('typed control tokens stay text: the prompt cannot be taken over by its own words', async ({
  workbench: { page },
}) => {
  const before = await promptTokens(page)
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('<img src=x onerror="document.title=1"><script>document.title=2</script>')
  await expect.poll(() => promptTokens(page)).toBeGreaterThan(before)
  await expect(message(page, 'User')).toContainText('<script>document.title=2</script>')
  expect(await page.title()).toBe('Fathom')
})

test('a pasted book is counted while the window stays usable', async ({ workbench: { page } }) => {
  const paragraph = 'The tide ran out past the beacon at 0.8 knots, and the pilot counted fathoms aloud. '
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(paragraph.repeat(5_000))
  await expect.poll(() => promptTokens(page), { timeout: 30_000 }).toBeGreaterThan(80_000)
  const counted = await promptTokens(page)
  // Letters go into so long a line past the browser, and take the place of what is selected like everywhere.
  await page.keyboard.type('xyz')
  await expect(message(page, 'User')).toContainText(/aloud\. xyz$/)
  await expect.poll(() => promptTokens(page)).toBeGreaterThanOrEqual(counted)
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.type('w')
  await expect(message(page, 'User')).toContainText(/aloud\. w$/)
  await expect(costBar(page)).toContainText('exact')
})
