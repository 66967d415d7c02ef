import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

/** The window as a person finds their way in it: by roles and names. */

function draft(page: Page): Locator {
  return page.getByRole('region', { name: 'Draft' })
}

/** The text of a message, by its name on screen: "System", "User", "User 2". */
export function message(page: Page, name: string): Locator {
  return draft(page).getByRole('textbox', { name, exact: true })
}

export function costBar(page: Page): Locator {
  return page.getByRole('region', { name: 'Cost before sending' })
}

/** The prompt tokens of the cost bar once they are counted and exact. */
export async function promptTokens(page: Page): Promise<number> {
  const announced = costBar(page).getByText(/^[\d,]+ prompt tokens, exact$/)
  await expect(announced).toHaveCount(1)
  return Number.parseInt((await announced.innerText()).replaceAll(',', ''), 10)
}

export function runOutput(page: Page, number: number): Locator {
  return page.getByRole('region', { name: `Run ${number}`, exact: true })
}

export function bill(page: Page): Locator {
  return page.getByRole('region', { name: 'Estimated and billed' })
}

/** Sends the draft to the practice endpoint and waits for the end of the answer. */
export async function runInPractice(page: Page, number = 1): Promise<void> {
  await page.getByRole('button', { name: 'Practice' }).click()
  await isComplete(page, number)
}

/** Waits until a run ended well; said in words to a screen reader, whatever the width of the window. */
export async function isComplete(page: Page, number: number): Promise<void> {
  const said = runOutput(page, number)
    .getByRole('status')
    .filter({ hasText: `Run ${number}: complete` })
  await expect(said).toHaveCount(1, { timeout: 30_000 })
}

/** Gives the window a key until Fathom quits. */
export async function addKey(page: Page, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a key' }).first().click()
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Keep until quit' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** Opens the list of keys from the foot of the sidebar. */
export async function openKeys(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Key / }).click()
  const dialog = page.getByRole('dialog', { name: 'API keys' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** Chooses an action of a key in the list of keys. */
export async function onKey(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

/** Adds another key under a name, from the list of keys. */
export async function addNamedKey(page: Page, name: string, key: string, baseUrl?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add another key' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  if (baseUrl !== undefined) await page.getByLabel('Base URL', { exact: true }).fill(baseUrl)
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Keep until quit' }).click()
  await expect(page.getByRole('radio', { name: new RegExp(`^${name} `) })).toBeVisible()
}

/** Goes to a page by the sidebar, which a narrow window shows only when it is asked for. */
export async function showPage(page: Page, name: 'History' | 'Ledger' | 'Prices' | 'Tests'): Promise<void> {
  const link = page
    .getByRole('navigation', { name: 'Library and pages' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
  // Tried again, because a sidebar that comes or goes with the width of the window takes the link with it.
  await expect(async () => {
    if (!(await link.isVisible())) {
      await page.getByRole('button', { name: 'Show the sidebar' }).click({ timeout: 2_000 })
    }
    await link.click({ timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
}
