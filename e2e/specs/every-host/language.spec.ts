import type { Page } from 'playwright'

import { expect, test } from '../../fixtures.ts'
import { eachScreen, speak } from '../../screens.ts'
import { message, promptTokens, runInPractice } from '../../window.ts'

test('Chinese comes without a restart, on every screen, and keeps the draft, its caret and its undo', async ({
  workbench: { page },
}) => {
  test.setTimeout(240_000)
  await promptTokens(page)
  const draft = message(page, 'User')
  await draft.click()
  await page.keyboard.type('Half a thought')
  await runInPractice(page)
  const written = await wordsOf(page)

  await speak(page, 'zh-CN')
  await expect(page.getByRole('button', { name: '练习' })).toBeVisible()
  const translated = page
    .getByRole('region', { name: '草稿' })
    .getByRole('textbox', { name: '用户', exact: true })
  await expect(translated).toContainText('Half a thought')

  const english: string[] = []
  await eachScreen(page, async (screen) => {
    const sentences = await englishOn(page, written)
    english.push(...sentences.map((sentence) => `${screen}: ${sentence}`))
  })
  expect(english).toEqual([])

  await speak(page, 'en')
  await expect(page.getByRole('button', { name: 'Practice' })).toBeVisible()
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(message(page, 'User')).not.toContainText('Half a thought')
})

test('the language is kept over a restart', async ({ workbench }) => {
  await promptTokens(workbench.page)
  await speak(workbench.page, 'zh-CN')
  await workbench.restart()
  await expect(workbench.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(workbench.page.getByRole('button', { name: '练习' })).toBeVisible()
  await speak(workbench.page, 'en')
})

/** What the user and the model wrote: the draft and the answers, which no language changes. */
async function wordsOf(page: Page): Promise<string> {
  const texts = await page.locator('.cm-content').allInnerTexts()
  const answer = await page.getByRole('region', { name: 'Run 1', exact: true }).innerText()
  return plain([...texts, answer].join(' '))
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** Three Latin words in a row are a sentence, unless the user, the model or a program wrote them. */
async function englishOn(page: Page, written: string): Promise<string[]> {
  // What a change of screen still asks of main is there a moment later.
  await page.waitForTimeout(400)
  const shown = await page.evaluate(() => {
    const code = 'code, kbd, pre, samp, .cm-editor, [translate="no"]'
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode() !== null) {
      const node = walker.currentNode
      if (node.parentElement !== null && node.parentElement.closest(`${code}, style, script`) === null)
        texts.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (element.closest(code) !== null) continue
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '')
    }
    return texts
  })
  return shown
    .map((text) => plain(text).trim())
    .filter((text) => /[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2}/.test(text) && !isWritten(text, written))
}

/** The name of the token that every prompt begins with is the model's own. */
const CONTROL_TOKEN = 'begin of sentence'

/** A table may show the first words of an answer alone. */
function isWritten(text: string, written: string): boolean {
  return written.includes(text) || written.includes(text.slice(0, 40)) || text.includes(CONTROL_TOKEN)
}
