import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from 'playwright'

import { expect, test } from '../../fixtures.ts'
import {
  addKey,
  addNamedKey,
  isComplete,
  message,
  onKey,
  openKeys,
  promptTokens,
  runOutput,
  showPage,
} from '../../window.ts'

test.use({ network: 'practice' })

const WRONG = 'sk-0000000000000000000000000000wrong'
const SECOND = 'sk-000000000000000000000000000second'
const GATEWAY = 'gateway-0000000000000000000000000key'

test('after a full session the key is in no file, no export, no log, no page and no message', async ({
  workbench,
  fakeApi,
}) => {
  test.slow()
  const key = fakeApi?.key ?? ''
  expect(key.length).toBeGreaterThan(20)
  const seen: string[] = []
  const look = async () => seen.push(await workbench.page.content(), await spoken(workbench.page))
  const { page } = workbench
  await listen(page, seen)

  await promptTokens(page)
  await addKey(page, WRONG)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(runOutput(page, 1).getByText('failed', { exact: true })).toBeVisible()
  await look()
  await openKeys(page)
  await onKey(page, 'DeepSeek', 'Replace the key')
  await page.getByLabel('New key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Keep until quit' }).click()
  await addNamedKey(page, 'Work', SECOND)
  await addNamedKey(page, 'Gateway', GATEWAY, 'https://gateway.example/v1')
  await onKey(page, 'Work', 'Test the key')
  await expect(page.getByText(/refused|rejected|does not take/i).first()).toBeVisible()
  await look()
  await onKey(page, 'Work', 'Rename')
  await page.getByLabel('Name', { exact: true }).fill('Office')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await onKey(page, 'Gateway', 'Remove the key')
  await page.getByRole('button', { name: 'Remove the key', exact: true }).click()
  await expect(page.getByRole('radio', { name: /^Gateway / })).toBeHidden()
  await look()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await isComplete(page, 2)
  await look()
  // A mistake that many make: the key in the prompt is theirs, the one in the keychain is still not to be seen.
  await message(page, 'User').click()
  await page.keyboard.type('my key is secret ')
  for (const name of ['History', 'Ledger', 'Prices'] as const) {
    await showPage(page, name)
    await look()
  }
  seen.push(await askEverything(page))
  await workbench.restart('kill -9')
  await promptTokens(workbench.page)
  await look()
  seen.push(await askEverything(workbench.page))

  const secrets = [key, WRONG, SECOND, GATEWAY]
  expect(seen.join('').length).toBeGreaterThan(100_000)
  for (const secret of secrets) {
    expect(seen.filter((text) => text.includes(secret))).toEqual([])
    expect(filesWith(secret, workbench.dataFolder)).toEqual([])
    expect(crashFilesWith(secret)).toEqual([])
  }
})

/** Everything that main tells the page by itself, from now on. */
async function listen(page: Page, seen: string[]): Promise<void> {
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => seen.push(String(payload))))
  page.on('console', (message) => seen.push(message.text()))
  await page.exposeFunction('heard', (text: string) => seen.push(text))
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const page = window as unknown as {
        fathom?: { subscribe(listener: (message: object) => void): void }
        heard(text: string): void
      }
      page.fathom?.subscribe((message) => page.heard(JSON.stringify(message)))
    })
  })
  await page.reload()
}

/** What a screen reader would hear and a tooltip would say: attributes hold text too, and so do fields. */
function spoken(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .flatMap((element) => {
        const values = [...element.attributes].map(({ value }) => value)
        return element instanceof HTMLInputElement ? values.concat(element.value) : values
      })
      .join('\n'),
  )
}

/** The answer to every question that reads. */
function askEverything(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { fathom } = window as unknown as {
      fathom?: { request(route: string, request: object): Promise<{ value?: unknown }> }
    }
    // In the browser shell the answers pass over the socket, which is listened to.
    if (!fathom) return ''
    const filter = {}
    const zone = 'UTC'
    const answers: unknown[] = []
    const ask = async (route: string, request: object) => {
      const answer = await fathom.request(route, request)
      answers.push(answer)
      return answer.value
    }
    for (const route of [
      'app.state',
      'settings.get',
      'keys.status',
      'keys.list',
      'balance.get',
      'prices.list',
      'prompts.list',
    ])
      await ask(route, {})
    for (const { id } of (await ask('prompts.list', {})) as { id: string }[])
      await ask('drafts.get', { promptId: id })
    for (const { id } of (await ask('runs.list', {})) as { id: string }[])
      await ask('runs.get', { runId: id })
    for (const format of ['csv', 'json']) await ask('ledger.export', { filter, zone, format })
    await ask('ledger.list', { filter, zone })
    return JSON.stringify(answers)
  })
}

/** The files of a folder, and of those in it, that hold a text. */
function filesWith(text: string, folder: string): string[] {
  return holding(text, readdirSync(folder, { recursive: true, withFileTypes: true }))
}

/** What a crash leaves in the temporary folder. */
function crashFilesWith(text: string): string[] {
  const entries = readdirSync(tmpdir(), { withFileTypes: true })
  return holding(
    text,
    entries.filter(({ name }) => name.startsWith('core') || name.endsWith('.dmp')),
  )
}

function holding(text: string, entries: readonly Dirent[]): string[] {
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))
}
