import type { Locator, Page } from 'playwright'

import { brokenInEitherTheme } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { promptTokens } from '../../window.ts'

async function openShortcuts(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+Shift+Slash')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(dialog).toBeVisible()
  return dialog
}

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search prompts, runs, commands' })

test('a shortcut is changed, refused, swapped and reset, and works at once and after a restart', async ({
  workbench,
}) => {
  const { page } = workbench
  await promptTokens(page)
  const dialog = await openShortcuts(page)
  await dialog.getByRole('button', { name: 'Shortcut of History: none' }).click()
  await page.keyboard.press('Control+C')
  await expect(dialog.getByRole('alert')).toHaveText('Ctrl+C is needed for writing.')
  await page.keyboard.press('h')
  await expect(dialog.getByRole('alert')).toContainText('h would be typed', { ignoreCase: true })
  await page.keyboard.press('Control+Alt+H')
  await expect(dialog.getByRole('button', { name: 'Shortcut of History: Ctrl+Alt+H' })).toBeFocused()

  await dialog.getByRole('button', { name: 'Shortcut of History: Ctrl+Alt+H' }).click()
  await page.keyboard.press('Control+K')
  await expect(dialog.getByRole('alert')).toHaveText('Ctrl+K belongs to Search prompts and commands.')
  expect(await brokenInEitherTheme(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Swap the two' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('heading', { name: 'History', exact: true })).toBeVisible()
  await page.keyboard.press('Control+Alt+H')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.press('Escape')

  await workbench.restart()
  const again = workbench.page
  await promptTokens(again)
  await again.keyboard.press('Control+Alt+H')
  await expect(palette(again)).toBeVisible()
  await again.keyboard.press('Escape')
  const reopened = await openShortcuts(again)
  await reopened.getByRole('button', { name: 'Reset all' }).click()
  await expect(reopened.getByRole('button', { name: 'Shortcut of History: none' })).toBeVisible()
  await reopened.getByRole('button', { name: 'Done' }).click()
  await again.keyboard.press('Control+K')
  await expect(palette(again)).toBeVisible()
})

test('no shortcut fires while an input method composes', async ({ workbench: { page } }) => {
  await promptTokens(page)
  /** Ctrl+K as the page hears it; whether nobody took it. */
  const press = (isComposing: boolean, keyCode: number): Promise<boolean> =>
    page.evaluate(
      ([composing, code]) => {
        const keys = { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }
        return document.body.dispatchEvent(
          new KeyboardEvent('keydown', { ...keys, isComposing: composing, keyCode: code }),
        )
      },
      [isComposing, keyCode] as const,
    )
  expect(await press(true, 75)).toBe(true)
  expect(await press(false, 229)).toBe(true)
  await expect(palette(page)).toBeHidden()
  expect(await press(false, 75)).toBe(false)
  await expect(palette(page)).toBeVisible()
})
