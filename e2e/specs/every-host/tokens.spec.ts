import type { Locator, Page } from 'playwright'

import { expect, test } from '../../fixtures.ts'
import { message, promptTokens } from '../../window.ts'

function view(page: Page): Locator {
  return page.getByRole('region', { name: 'Tokens of the prompt' })
}

/** The token that is inspected, as a screen reader hears it. */
function active(page: Page): Locator {
  return view(page).getByRole('option', { selected: true })
}

function card(page: Page): Locator {
  return view(page).getByRole('region', { name: 'Inspected token' })
}

async function showTokens(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show tokens' }).press('Enter')
  await expect(view(page)).toBeVisible()
}

async function write(page: Page, text: string): Promise<number> {
  const before = await promptTokens(page)
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
  await expect.poll(() => promptTokens(page), { timeout: 30_000 }).not.toBe(before)
  return promptTokens(page)
}

test('every token of the prompt is there, in order, and the keys go through them', async ({
  workbench: { page },
}) => {
  const total = await write(page, 'alpha beta\n简体中文 \u{1F9D1}\u200D\u{1F680} <think>')
  await showTokens(page)
  await expect(view(page).getByRole('option')).toHaveCount(total)
  await expect(active(page)).toHaveAccessibleName('control token begin of sentence, 0')
  await page.keyboard.press('End')
  await expect(active(page)).toHaveAccessibleName('control token <think>, 128821')
  await expect(card(page)).toContainText(`of ${total.toLocaleString('en-US')}`)
  // The same letters, typed by a user, are no control token.
  await expect(view(page).getByRole('option', { name: /^control token <think>/ })).toHaveCount(1)
  await view(page).getByRole('option', { name: '简体, 92574' }).click()
  await expect(card(page)).toContainText('E7 AE 80 E4 BD 93')
  await expect(card(page)).toContainText('User')
  await page.keyboard.press('ArrowRight')
  await expect(active(page)).toHaveAccessibleName('中文, 21134')
  const below = await active(page).boundingBox()
  await page.keyboard.press('ArrowUp')
  await expect(active(page)).not.toHaveAccessibleName('中文, 21134')
  const above = await active(page).boundingBox()
  expect(above!.y).toBeLessThan(below!.y)
  expect(above!.x).toBeLessThan(below!.x + below!.width)
  expect(above!.x + above!.width).toBeGreaterThan(below!.x)
})

test('Esc and the arrow close the tokens, and the focus returns to where it was', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  const opener = page.getByRole('button', { name: 'Show tokens' })
  await showTokens(page)
  await page.keyboard.press('Escape')
  await expect(view(page)).toBeHidden()
  await expect(opener).toBeFocused()
  await showTokens(page)
  await page.getByRole('button', { name: 'Back to the draft' }).click()
  await expect(view(page)).toBeHidden()
  await expect(opener).toBeFocused()
})

test('a prompt of a hundred thousand tokens opens at once, and any place in it is one step away', async ({
  workbench: { page },
}) => {
  const total = await write(page, 'The tide ran out past the beacon, 0.8 knots. '.repeat(9_000))
  expect(total).toBeGreaterThan(100_000)
  await showTokens(page)
  await expect(view(page).getByRole('option').first()).toBeVisible()
  expect(await view(page).getByRole('option').count()).toBeLessThan(3_000)
  const field = view(page).getByRole('textbox', { name: 'Go to position' })
  await field.fill('77777')
  await field.press('Enter')
  await expect(active(page)).toBeVisible()
  await expect(active(page)).toHaveAttribute('aria-posinset', '77778')
  await view(page).getByRole('button', { name: 'Go to' }).click()
  await page.getByRole('menuitem', { name: /^User/ }).click()
  await expect(active(page)).toHaveAccessibleName(/^The, \d/)
  await view(page).getByRole('listbox', { name: 'Tokens' }).focus()
  await page.keyboard.press('End')
  await expect(active(page)).toHaveAttribute('aria-posinset', String(total))
})

test('a message shows its tokens from the caret on', async ({ workbench: { page } }) => {
  await write(page, 'alpha beta 简体中文')
  await message(page, 'User').press('ControlOrMeta+Home')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: 'User: role and place' }).click()
  await page.getByRole('menuitem', { name: 'Show its tokens' }).click()
  await expect(active(page)).toHaveAccessibleName(/^alpha, \d/)
  await page.keyboard.press('ArrowLeft')
  await expect(active(page)).toHaveAccessibleName(/^control token User/)
})

test('the second engine counts the same', async ({ workbench: { page } }) => {
  const total = await write(page, 'Ahoj, 世界! 12345 \u{1F9D1}\u200D\u{1F680}')
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText(`Both engines agree: ${total.toLocaleString('en-US')}`)).toBeVisible({
    timeout: 30_000,
  })
  // It said so about another draft.
  await message(page, 'User').press('End')
  await page.keyboard.type(' more')
  await expect(page.getByText('Both engines agree')).toBeHidden()
})

test('pointing at a part shows it in the bar, the rows and the text', async ({ workbench: { page } }) => {
  await promptTokens(page)
  const block = page.getByRole('region', { name: 'System', exact: true })
  const row = page.getByRole('row', { name: /^System/ })
  await row.hover()
  await expect(block).toHaveAttribute('data-lit', 'true')
  await page.getByTitle(/^User, /).hover()
  await expect(page.getByRole('region', { name: 'User', exact: true })).toHaveAttribute('data-lit', 'true')
  await block.hover()
  await expect(row).toHaveCSS('background-color', /^(?!rgba\(0, 0, 0, 0\)$)/)
  // The figure of the cost bar leads to the parts, also where the inspector is away.
  await page.setViewportSize({ width: 900, height: 700 })
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: /prompt tokens, show the parts$/ }).click()
  await expect(row).toBeVisible()
})
