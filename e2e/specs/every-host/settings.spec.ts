import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect, test } from '../../fixtures.ts'
import { promptTokens } from '../../window.ts'

test('a setting that cannot be saved says so where it was chosen, and nothing else is lost', async ({
  workbench: { page, dataFolder },
}) => {
  await promptTokens(page)
  await page.keyboard.press('ControlOrMeta+,')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await expect(dialog).toBeVisible()
  const other = new DatabaseSync(join(dataFolder, 'fathom.db'))
  other.exec('BEGIN IMMEDIATE')
  await dialog.getByText('UTC', { exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('This setting could not be saved.', {
    timeout: 30_000,
  })
  other.exec('ROLLBACK')
  other.close()
  await dialog.getByText('UTC', { exact: true }).click()
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await expect(dialog.getByRole('radio', { name: 'UTC' })).toBeChecked()
})
