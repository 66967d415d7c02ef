import type { Locator, Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { bill, isComplete, message, promptTokens, runInPractice } from '../../window.ts'

const draft = (page: Page): Locator => page.getByRole('region', { name: 'Draft' })

/** What the messages are called, from above. */
const names = (page: Page): Promise<string[]> =>
  draft(page)
    .getByRole('textbox')
    .evaluateAll((fields) => fields.map((field) => field.getAttribute('aria-label') ?? ''))

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `${name}: role and place` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('messages are added, given a role, moved and removed by keys alone, and undo brings all back', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await message(page, 'User').focus()
  await page.keyboard.press('ControlOrMeta+Alt+Enter')
  await expect(message(page, 'Assistant')).toBeFocused()
  await page.keyboard.type('Aye.')
  await page.keyboard.press('ControlOrMeta+Alt+ArrowUp')
  await expect.poll(() => names(page)).toEqual(['System', 'Assistant', 'User'])
  await expect(message(page, 'Assistant')).toBeFocused()
  await page.getByRole('button', { name: 'Assistant: role and place' }).press('Delete')
  await expect.poll(() => names(page)).toEqual(['System', 'User'])
  await message(page, 'User').focus()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(message(page, 'Assistant')).toHaveText('Aye.')
  await choose(page, 'Assistant', 'User')
  await expect.poll(() => names(page)).toEqual(['System', 'User 1', 'User 2'])
})

test('a message is dragged to its place', async ({ workbench: { page } }) => {
  await promptTokens(page)
  const user = page.getByRole('region', { name: 'User', exact: true })
  const system = page.getByRole('region', { name: 'System', exact: true })
  await user.hover()
  await user.getByTitle('Drag to move').dragTo(system, { targetPosition: { x: 200, y: 3 } })
  await expect.poll(() => names(page)).toEqual(['User', 'System'])
  await message(page, 'User').focus()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect.poll(() => names(page)).toEqual(['System', 'User'])
})

test('tools are added, switched off, moved and removed one by one, with their weight and what is wrong', async ({
  workbench: { page },
}) => {
  const without = await promptTokens(page)
  await page.getByRole('tab', { name: 'Parameters' }).click()
  await page.getByRole('button', { name: 'Add tools' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tools' })
  await dialog.getByRole('button', { name: 'Add a tool' }).click()
  await expect(dialog.getByRole('checkbox', { name: 'new_tool', exact: true })).toBeChecked()
  await dialog.getByRole('button', { name: 'Add a tool' }).click()
  const tools = dialog.getByRole('list', { name: 'Tools of this draft' }).getByRole('listitem')
  await expect(tools).toHaveText([/^new_tool\d+$/, /^new_tool_2\d+$/])
  await dialog.getByRole('button', { name: 'Move new_tool_2 up' }).click()
  await expect(tools.first()).toContainText('new_tool_2')
  await dialog.getByRole('checkbox', { name: 'new_tool_2' }).uncheck()
  await dialog.getByRole('button', { name: 'Remove new_tool', exact: true }).click()
  await expect(tools).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Done' }).click()
  // The only tool is off: it is kept, and neither sent nor counted.
  await expect.poll(() => promptTokens(page)).toBe(without)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await dialog.getByRole('checkbox', { name: 'new_tool_2' }).check()
  await page.getByRole('textbox', { name: 'Tools as JSON' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => promptTokens(page)).toBeGreaterThan(without + 50)
  await runInPractice(page)
  await expect(bill(page)).toContainText('Exact')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a schema that is none is told by its line, ${colorScheme}`, async ({ workbench: { page } }) => {
    await page.emulateMedia({ colorScheme })
    await promptTokens(page)
    await page.getByRole('tab', { name: 'Parameters' }).click()
    await page.getByRole('button', { name: 'Add tools' }).click()
    const dialog = page.getByRole('dialog', { name: 'Tools' })
    await page
      .getByRole('textbox', { name: 'Tools as JSON' })
      .fill(
        '[{"type": "function", "function": {"name": "f",\n"parameters": {"type": "object", "properties":\n{"a": {"type": "text"}}}}}]',
      )
    await expect(dialog.getByLabel('What is wrong with the tools')).toContainText(
      'Line 3 parameters.properties.a.type',
    )
    expect(await brokenRules(page)).toEqual([])
  })
}

test('a gap is filled between two texts, and an answer goes on from a prefix', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await page.getByRole('tab', { name: 'Parameters' }).click()
  await page.getByText('fill in the middle', { exact: true }).click()
  await message(page, 'Before the gap').fill('def depth(chart, tide):\n    ')
  await message(page, 'After the gap').fill('\n    return under_keel')
  await runInPractice(page)
  await page.getByText('conversation', { exact: true }).click()
  await message(page, 'User').focus()
  await page.keyboard.press('ControlOrMeta+Alt+Enter')
  await page.keyboard.type('Under the keel:')
  await choose(page, 'Assistant', 'Prefix: go on from here')
  await expect(draft(page)).toContainText('the answer goes on from here (beta)')
  await page.getByRole('button', { name: 'Practice' }).click()
  await isComplete(page, 2)
})

test('an image is sent before the text, and its weight is said to be a forecast', async ({
  workbench: { page },
}) => {
  const without = await promptTokens(page)
  const user = message(page, 'User')
  // The head of a PNG of 1302 x 1302 pixels, which the weights of V4.1-Flash cut into 994 tokens.
  await user.evaluate((element) => {
    const head = '89504e470d0a1a0a0000000d49484452000005160000051608020000000000000000'
    const bytes = Uint8Array.from(head.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], 'chart.png', { type: 'image/png' }))
    for (const kind of ['dragenter', 'dragover', 'drop'])
      element.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
  })
  await expect(draft(page)).toContainText('Their tokens are a forecast.')
  await expect(page.getByText('not exact').first()).toBeVisible()
  await expect(page.getByText(/the published weights of V4.1-Flash cut them/)).toBeVisible()
  await expect(page.getByRole('row', { name: /^User/ })).toContainText('1,0')
  await runInPractice(page)
  await page.getByRole('button', { name: 'Take chart.png away' }).click()
  await expect.poll(() => promptTokens(page)).toBe(without)
})

test('a conversation goes on from a run in a copy, and the prompt stays as it was run', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await runInPractice(page)
  await page.getByRole('button', { name: 'In a copy' }).click()
  await expect(page.getByRole('heading', { name: 'Tide check copy' })).toBeVisible()
  await expect.poll(() => names(page)).toEqual(['System', 'User 1', 'Assistant', 'User 2'])
  await page.getByRole('button', { name: 'Tide check', exact: true }).click()
  await expect.poll(() => names(page)).toEqual(['System', 'User'])
})

test('composing Chinese runs nothing, and all of it arrives', async ({ workbench }) => {
  const { page } = workbench
  await promptTokens(page)
  const user = message(page, 'User')
  await user.click()
  await page.keyboard.press('ControlOrMeta+End')
  const input = await page.context().newCDPSession(page)
  await input.send('Input.imeSetComposition', { text: 'shui', selectionStart: 4, selectionEnd: 4 })
  for (const key of ['Enter', 's', 'k', '.']) {
    await user.evaluate(
      (element, pressed) =>
        element.dispatchEvent(
          new KeyboardEvent('keydown', {
            key: pressed,
            ctrlKey: true,
            metaKey: true,
            isComposing: true,
            bubbles: true,
            cancelable: true,
          }),
        ),
      key,
    )
  }
  await input.send('Input.insertText', { text: '水深多少？' })
  await expect(user).toContainText('水深多少？')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Run 1' })).toHaveCount(0)
  await expect(page.getByText(/^saved /)).toBeVisible()
  await workbench.restart('kill -9')
  await expect(message(workbench.page, 'User')).toContainText('水深多少？')
})

test('composing in a dialog closes nothing', async ({ workbench: { page } }) => {
  await promptTokens(page)
  await page.getByRole('tab', { name: 'Parameters' }).click()
  await page.getByRole('button', { name: 'Add tools' }).click()
  const field = page.getByRole('textbox', { name: 'Tools as JSON' })
  await expect(field).toBeFocused()
  const input = await page.context().newCDPSession(page)
  await input.send('Input.imeSetComposition', { text: 'gong', selectionStart: 4, selectionEnd: 4 })
  for (const key of ['Escape', 'Enter'])
    await field.evaluate(
      (element, pressed) =>
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: pressed, isComposing: true, bubbles: true, cancelable: true }),
        ),
      key,
    )
  await input.send('Input.insertText', { text: '工具' })
  await expect(field).toContainText('工具')
})

test('composing in the palette chooses nothing, and finds what was composed', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await page.keyboard.press('ControlOrMeta+K')
  const field = page.getByRole('combobox')
  await expect(field).toBeFocused()
  const input = await page.context().newCDPSession(page)
  await input.send('Input.imeSetComposition', { text: 'chao', selectionStart: 4, selectionEnd: 4 })
  await field.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    ),
  )
  await expect(field).toBeVisible()
  await input.send('Input.insertText', { text: '潮汐' })
  await expect(field).toHaveValue('潮汐')
})
