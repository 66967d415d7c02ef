import { expect, test } from '../../fixtures.ts'
import { watchPage } from '../../watch-page.ts'
import { message, promptTokens, runInPractice, showPage } from '../../window.ts'

test('editor, dialogs, menus, tooltips and every page live within the policy', async ({
  workbench: { page },
}) => {
  test.slow()
  const { harm } = await watchPage(page)
  await promptTokens(page)
  await message(page, 'User').click()
  await page.keyboard.type('Mind the {{tide=high}}, 潮 ')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ArrowRight')
  for (const name of ['Hide the sidebar', 'Settings'] as const) {
    await page.getByRole('button', { name }).first().hover()
    await expect(page.getByText(new RegExp(`^${name}`)).last()).toBeVisible()
  }
  for (const shortcut of ['ControlOrMeta+K', 'ControlOrMeta+,', 'ControlOrMeta+Shift+/']) {
    await page.keyboard.press(shortcut)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: /^Model:/ }).click()
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.press('Escape')
  await runInPractice(page)
  for (const name of ['History', 'Ledger', 'Prices'] as const) await showPage(page, name)
  expect(harm).toEqual([])
})

test('what the page may not have is refused', async ({ workbench: { page } }) => {
  await promptTokens(page)
  const refused = await page.evaluate(async () => {
    const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as PermissionName[]
    const states = await Promise.all(
      asked.map((name) => navigator.permissions.query({ name }).then(({ state }) => `${name}: ${state}`)),
    )
    const evaluated = (() => {
      try {
        // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- that it is refused is what is tried
        return String(new Function('return 1')())
      } catch {
        return 'refused'
      }
    })()
    const style = document.createElement('style')
    style.textContent = 'body { outline: 7px solid }'
    document.head.append(style)
    const outline = getComputedStyle(document.body).outlineWidth
    return { granted: states.filter((state) => state.endsWith('granted')), evaluated, outline }
  })
  expect(refused).toEqual({ granted: [], evaluated: 'refused', outline: expect.not.stringMatching('7px') })
})
