import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Locator, Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { chooseFile } from '../../choose-file.ts'
import { expect, test, type WorkbenchUnderTest } from '../../fixtures.ts'
import type { HostName } from '../../hosts/hosts.ts'
import { addKey, isComplete, promptTokens, runOutput, showPage } from '../../window.ts'

test.use({ network: 'practice' })

const entries = (page: Page): Locator => page.getByRole('row').filter({ hasText: 'Tide check' })
const pillOf = (page: Page): Locator => page.getByRole('button', { name: /CNY.*110/ })
const picture = (page: Page, title: RegExp): Locator => page.getByRole('group', { name: title })

/** A run that is billed like a real one, by the simulated DeepSeek. */
async function runForReal(page: Page, key: string): Promise<void> {
  await addKey(page, key)
  await promptTokens(page)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 1)
}

async function showLedger(page: Page): Promise<void> {
  await showPage(page, 'Ledger')
  await expect(entries(page)).toHaveCount(1)
}

function beijingDay(later: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + later * 86_400_000).toISOString().slice(0, 10)
}

/** A usage export of today's Beijing day with one request, as the platform writes it. */
/** Chooses a file in the dialog of the host: the system's on the desktop, the browser's own in a tab. */
async function importFile(
  workbench: WorkbenchUnderTest,
  host: HostName,
  name: string,
  buffer: Buffer,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fathom-import-'))
  const file = join(folder, name)
  writeFileSync(file, buffer)
  const button = workbench.page.getByRole('button', { name: 'Import an export' }).first()
  await chooseFile(workbench, host, file, () => button.click())
}

function exportOf(miss: number, output: number): { name: string; buffer: Buffer } {
  const edges = `${beijingDay(0)}T00:00:00+08:00,${beijingDay(1)}T00:00:00+08:00`
  const row = (type: string, price: string, amount: number) =>
    `someone,${edges},deepseek-flash,"laptop, fathom",sk-0000000000000000000000000000dead,${type},${price},${amount}`
  const header = 'user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount'
  const rows = [
    row('input_cache_hit_tokens', '0.000000003', 0),
    row('input_cache_miss_tokens', '0.00000015', miss),
    row('output_tokens', '0.0000006', output),
    row('request_count', '', 1),
    'a line that is broken',
  ]
  return {
    name: 'amount-2026-11.csv',
    buffer: Buffer.from([header, ...rows].join('\n')),
  }
}

test('a run stands in the table, in the totals and in every picture, and its row opens it', async ({
  workbench: { page },
  fakeApi,
}) => {
  await runForReal(page, fakeApi?.key ?? '')
  await showLedger(page)
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('1 of 1 priced')
  const spend = picture(page, /^Spend a day/)
  await spend.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(spend.getByRole('status')).toContainText('1 run')
  await expect(picture(page, /^26 weeks/)).toBeVisible()
  expect(await brokenRules(page)).toEqual([])
  await page.getByText('Tokens', { exact: true }).click()
  await expect(picture(page, /^Estimated and billed\. 1 of the newest 1 runs/)).toBeVisible()
  expect(await brokenRules(page)).toEqual([])
  await entries(page).click()
  await expect(runOutput(page, 1)).toBeVisible()
})

test('filters hold for table, totals and pictures, and are taken back in one step', async ({
  workbench: { page },
  fakeApi,
}) => {
  await runForReal(page, fakeApi?.key ?? '')
  await showLedger(page)
  await page.getByRole('combobox', { name: 'Key' }).click()
  await page.getByRole('option', { name: `…${fakeApi?.key.slice(-4)}` }).click()
  await expect(entries(page)).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'failed' }).click()
  await expect(page.getByText('No runs match')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(entries(page)).toHaveCount(1)
})

test('a picture can be read as a table', async ({ workbench: { page }, fakeApi }) => {
  await runForReal(page, fakeApi?.key ?? '')
  await showLedger(page)
  await page.getByRole('button', { name: /^Spend a day.*table and files/ }).click()
  await page.getByRole('menuitem', { name: 'As a table' }).click()
  await expect(page.getByRole('region', { name: /^Spend a day.*as a table/ }).getByRole('row')).toHaveCount(2)
})

test('amounts of the account are hidden everywhere, over a restart too', async ({ workbench, fakeApi }) => {
  await addKey(workbench.page, fakeApi?.key ?? '')
  const pill = pillOf(workbench.page)
  await expect(pill).toBeVisible()
  await pill.click()
  await workbench.page.getByRole('button', { name: 'Hide amounts' }).click()
  await expect(pill).toBeHidden()
  await workbench.restart()
  await addKey(workbench.page, fakeApi?.key ?? '')
  await expect(workbench.page.getByRole('button', { name: /CNY hidden/ })).toBeVisible()
  await expect(pillOf(workbench.page)).toHaveCount(0)
})

test('a run that was cut short is settled from the export of the platform, and that is taken back', async ({
  workbench,
  fakeApi,
  host,
}) => {
  const { page } = workbench
  await addKey(page, fakeApi?.key ?? '')
  const tokens = await promptTokens(page)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(runOutput(page, 1).getByText('streaming', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(runOutput(page, 1).getByText('stopped by you', { exact: true })).toBeVisible()
  await showLedger(page)
  await expect(entries(page)).toContainText('unknown until settled')

  await page.getByRole('button', { name: 'Match a bill' }).click()
  const usage = exportOf(tokens, 4_000)
  await importFile(workbench, host, usage.name, usage.buffer)
  await expect(page.getByText(/4 rows, 1 not understood/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Settle run 1' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'laptop, fathom' })).toContainText('matched')
  await importFile(workbench, host, usage.name, usage.buffer)
  await expect(page.getByText('was imported before; nothing was changed')).toBeVisible()
  expect(await brokenRules(page)).toEqual([])

  await showLedger(page)
  await expect(entries(page)).toContainText('4,000')
  await page.getByRole('button', { name: 'Match a bill' }).click()
  await page.getByRole('tab', { name: 'Settled runs' }).click()
  await page.getByRole('button', { name: 'Take the settlement of run 1 back' }).click()
  await expect(page.getByText('No run was settled from an export.')).toBeVisible()
  await showLedger(page)
  await expect(entries(page)).toContainText('unknown until settled')
})

test('what is no export is refused in a sentence', async ({ workbench, host }) => {
  const { page } = workbench
  await showPage(page, 'Ledger')
  await page.getByRole('button', { name: 'Match a bill' }).click()
  await importFile(workbench, host, 'holiday.zip', Buffer.from('PK\u0003\u0004 and nothing more'))
  await expect(page.getByText('Nothing was imported')).toBeVisible()
  await expect(page.getByText(/This zip is damaged or not complete/)).toBeVisible()
})
