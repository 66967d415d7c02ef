import type { Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { message, promptTokens } from '../../window.ts'

async function type(page: Page, text: string): Promise<void> {
  const before = await promptTokens(page)
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+End')
  // At once, so that it is one step of undo on a slow machine too.
  await page.keyboard.insertText(text)
  // An edit is counted only after it was journalled.
  await expect.poll(() => promptTokens(page)).not.toBe(before)
}

async function saveVersion(page: Page, number: number, note: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+s')
  const dialog = page.getByRole('dialog', { name: `Save v${number}` })
  await dialog.getByRole('textbox', { name: 'Note' }).fill(note)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(chip(page, `v${number}`)).toBeVisible()
}

function chip(page: Page, state: string) {
  return page.getByRole('button', { name: `Versions: ${state}`, exact: true })
}

function versions(page: Page) {
  return page.getByRole('region', { name: 'Versions of Tide check' })
}

test('versions are saved, held against each other, labelled and restored by keyboard', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await saveVersion(page, 1, 'as it came')
  await type(page, ' Answer in verse.')
  await expect(chip(page, 'modified since v1')).toBeVisible()
  await expect(page.getByText('modified since v1', { exact: true })).toBeVisible()
  await saveVersion(page, 2, 'in verse')

  // Right after saving, the draft says no more than v2: what is new is what v2 says more than v1.
  await page.keyboard.press('ControlOrMeta+Alt+v')
  const view = versions(page)
  await expect(view.locator('ins')).toHaveText(' Answer in verse.')
  await view.getByRole('combobox', { name: 'Against' }).click()
  await page.getByRole('option', { name: 'draft' }).click()
  await expect(view.getByText('No difference from the draft.')).toBeVisible()
  await view.getByRole('button', { name: 'What changed since v1' }).click()
  await expect(view.locator('ins')).toHaveText(' Answer in verse.')
  await page.keyboard.press('Escape')
  await type(page, ' And in Latin.')

  await page.keyboard.press('ControlOrMeta+Alt+v')
  const list = view.getByRole('listbox', { name: 'Versions' })
  await expect(list).toBeFocused()
  await expect(view.getByRole('region', { name: 'Differences' }).locator('ins')).toHaveText(' And in Latin.')

  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option', { selected: true })).toContainText('as it came')
  await expect(view.locator('ins')).toHaveText(' Answer in verse. And in Latin.')
  // The two versions against each other: v1 is held against, v2 chosen.
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowUp')
  await expect(view.locator('ins')).toHaveText(' Answer in verse.')
  const tokens = view.getByRole('row').filter({ hasText: 'Prompt tokens' }).getByRole('cell')
  await expect(tokens.last()).toHaveText(/^\+\d$/)

  await view.getByRole('button', { name: 'Labels' }).click()
  const labels = page.getByRole('dialog', { name: 'Labels of v2' })
  await labels.getByRole('textbox', { name: 'New label' }).fill('production')
  await page.keyboard.press('Enter')
  await expect(labels.getByText('on this version')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list.getByRole('option').first()).toContainText('production')
  await list.focus()
  await page.keyboard.press('End')
  await view.getByRole('button', { name: 'Labels' }).click()
  await page.getByRole('button', { name: 'Move production to v1' }).click()
  await expect(page.getByText('production moved from v2 to v1')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list.getByRole('option').last()).toContainText('production')

  // What the draft held is kept as v3 before v1 is repeated as v4.
  await view.getByRole('button', { name: 'Restore v1' }).click()
  await expect(list.getByRole('option')).toHaveCount(4)
  await expect(list.getByRole('option').first()).toContainText('repeats v1')
  await expect(list.getByRole('option').nth(1)).toContainText('Before v1 was restored')
  await page.keyboard.press('Escape')
  await expect(view).toBeHidden()
  await expect(message(page, 'User')).not.toContainText('Latin')
  await expect(chip(page, 'v4')).toBeVisible()
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(message(page, 'User')).toContainText('And in Latin.')
  // The draft says again what v3 says.
  await expect(page.getByText('the latest is v4')).toBeVisible()
})

for (const how of ['in order', 'kill -9'] as const) {
  test(`undo goes on after a restart, ${how}, parameters included`, async ({ workbench }) => {
    await promptTokens(workbench.page)
    await type(workbench.page, ' First.')
    await workbench.page.getByRole('tab', { name: 'Parameters' }).click()
    await workbench.page.getByRole('textbox', { name: 'max_tokens' }).fill('500')
    await workbench.page.keyboard.press('Tab')
    await type(workbench.page, ' Second.')
    await saveVersion(workbench.page, 1, '')

    await workbench.restart(how)
    const { page } = workbench
    await promptTokens(page)
    await expect(chip(page, 'v1')).toBeVisible()
    const user = message(page, 'User')
    await user.click()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(user).not.toContainText('Second.')
    await page.getByRole('tab', { name: 'Parameters' }).click()
    await expect(page.getByRole('textbox', { name: 'max_tokens' })).toHaveValue('500')
    await user.click()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByRole('textbox', { name: 'max_tokens' })).toHaveValue('')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(user).not.toContainText('First.')
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ControlOrMeta+Shift+Z')
    await expect(user).toContainText('First. Second.')
    await expect(chip(page, 'v1')).toBeVisible()
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the versions, ${colorScheme}`, async ({ workbench: { page } }) => {
    test.slow()
    await page.emulateMedia({ colorScheme })
    await promptTokens(page)
    const broken: string[] = []
    const look = async (screen: string) => {
      broken.push(...(await brokenRules(page)).map((rule) => `${screen}: ${rule}`))
    }
    await page.keyboard.press('ControlOrMeta+Alt+v')
    await expect(page.getByRole('heading', { name: 'No versions' })).toBeVisible()
    await look('no versions')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+s')
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('save')
    await page.keyboard.press('Enter')
    await type(page, ' More.')
    await look('modified')
    await page.keyboard.press('ControlOrMeta+Alt+v')
    await expect(versions(page).locator('ins')).toHaveText(' More.')
    await look('versions')
    await versions(page).getByRole('button', { name: 'Labels' }).click()
    await look('labels')
    expect(broken).toEqual([])
  })
}
