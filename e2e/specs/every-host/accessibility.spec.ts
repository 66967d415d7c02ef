import type { Page } from 'playwright'

import { brokenRules, untilStill } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { eachScreen, speak } from '../../screens.ts'
import { promptTokens, runInPractice } from '../../window.ts'

/** Contrast is a matter of the theme, names are one of the language: each pair looks at both anew. */
const looks = [
  { colorScheme: 'light', language: 'en' },
  { colorScheme: 'dark', language: 'zh-CN' },
] as const

for (const { colorScheme, language } of looks) {
  test(`no screen breaks a rule that axe knows, ${colorScheme}, ${language}`, async ({
    workbench: { page },
  }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ colorScheme })
    await promptTokens(page)
    await runInPractice(page)
    await speak(page, language)
    const broken: string[] = []
    await eachScreen(page, async (screen) => {
      broken.push(...(await brokenRules(page)).map((rule) => `${screen}: ${rule}`))
    })
    await speak(page, 'en')
    expect(broken).toEqual([])
  })
}

test('at 200 % nothing is cut off or out of reach', async ({ workbench: { page } }) => {
  test.setTimeout(240_000)
  await promptTokens(page)
  await runInPractice(page)
  // What a window of 1440 x 900 has left at that zoom.
  await page.setViewportSize({ width: 720, height: 450 })
  const cut: string[] = []
  await eachScreen(page, async (screen) => {
    cut.push(...(await outOfReach(page)).map((name) => `${screen}: ${name}`))
  })
  expect(cut).toEqual([])
})

test('without motion nothing moves or fades', async ({ workbench: { page } }) => {
  // Not before the page is there: while one is still being loaded, the wish may reach only what it takes the place of.
  await promptTokens(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.keyboard.press('ControlOrMeta+,')
  // The browser takes the wish over in its own time: it is what the page comes to rest at that counts.
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('*')]
            .map((element) => getComputedStyle(element))
            .filter(({ transitionDuration, animationDuration }) =>
              `${transitionDuration}, ${animationDuration}`
                .split(', ')
                .some((time) => Number.parseFloat(time) > 0),
            ).length,
      ),
    )
    .toBe(0)
})

test('more contrast makes lines and quiet words stronger', async ({ workbench: { page } }) => {
  await promptTokens(page)
  const quiet = await colourOf(page, '--ink3')
  const line = await colourOf(page, '--line')
  await page.emulateMedia({ contrast: 'more' })
  expect(await colourOf(page, '--ink3')).not.toBe(quiet)
  expect(await colourOf(page, '--line')).not.toBe(line)
})

/** What a custom property comes to; as a colour, since two ways to write one are the same. */
function colourOf(page: Page, property: string): Promise<string> {
  return page.evaluate((name) => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = `var(${name})`
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }, property)
}

/** What can be used, by its name, although no scrolling brings it fully into view. */
async function outOfReach(page: Page): Promise<string[]> {
  await untilStill(page)
  return page.evaluate(() => {
    const usable =
      'button, input, select, textarea, a[href], summary, [role="tab"], [role="option"], [role="menuitem"]'
    const dialog = document.querySelector('[role="dialog"]')
    return [...(dialog ?? document).querySelectorAll<HTMLElement>(usable)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => element.closest('[aria-hidden="true"], [inert]') === null)
      .filter((element) => {
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
        // A control that only a screen reader sees, as the radio of a segment.
        if (width < 4 || height < 4) return false
        return (
          left < -1 ||
          top < -1 ||
          right > innerWidth + 1 ||
          (bottom > innerHeight + 1 && height <= innerHeight)
        )
      })
      .map(
        (element) =>
          element.getAttribute('aria-label') ?? element.textContent ?? element.outerHTML.slice(0, 60),
      )
  })
}
