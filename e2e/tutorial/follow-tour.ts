import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

import type { TourAct } from './read-tour.ts'

/** How the tour calls the parts of the window, and how they are found. */
const PLACES: Readonly<Record<string, (page: Page) => Locator>> = {
  'cost bar': (page) => page.getByRole('region', { name: 'Cost before sending' }),
  inspector: (page) => page.getByRole('tabpanel'),
  dialog: (page) => page.getByRole('dialog'),
  'reconciliation card': (page) => page.getByRole('region', { name: 'Estimated and billed' }),
}

/** What can be pressed, the likeliest first. */
const PRESSABLE = [
  'button',
  'tab',
  'menuitem',
  'menuitemradio',
  'option',
  'radio',
  'checkbox',
  'switch',
  'link',
  'row',
  'cell',
  'gridcell',
  'textbox',
] as const

/** Does one act of the tour as its reader would, by what is written on screen; throws where that is not to be found. */
export async function follow(page: Page, act: TourAct): Promise<void> {
  if (act.kind === 'press') {
    for (const name of act.names) await (await pressable(scope(page, act.place), name)).click()
  } else if (act.kind === 'keys') await page.keyboard.press(act.keys.replace(/^Ctrl\+/, 'ControlOrMeta+'))
  else if (act.kind === 'type') await type(page, act.text, act.field)
  else if (act.kind === 'choose') {
    await (await only(page.getByRole('combobox', { name: startsWith(act.select) }))).click()
    await (await pressable(page.locator('body'), act.option)).click()
  } else if (act.kind === 'see') {
    for (const words of act.words) await see(scope(page, act.place), words)
  } else await seeGone(page.locator('body'), act.words)
}

function scope(page: Page, place: string | null): Locator {
  if (place === null) return page.locator('body')
  const find = PLACES[place]
  if (!find) throw new Error(`The tour knows no place "${place}".`)
  return find(page)
}

/** Writes over what a field holds; without a field, types where the caret is. */
async function type(page: Page, text: string, field: string | null): Promise<void> {
  if (field !== null) {
    const names = [{ name: field, exact: true }, { name: startsWith(field) }]
    const fields = names.flatMap((name) => [
      page.getByRole('textbox', name),
      page.getByRole('combobox', name),
      page.getByRole('spinbutton', name),
    ])
    await (await first(fields, field)).click()
    await page.keyboard.press('ControlOrMeta+a')
  }
  // A field may open a moment after the key or button before; a person sees the caret and then types.
  await expect(
    page.locator('input:focus, textarea:focus, [contenteditable="true"]:focus'),
    'no field has the caret',
  ).toHaveCount(1)
  await page.keyboard.insertText(text)
}

async function see(place: Locator, words: string): Promise<void> {
  await expect(async () => {
    const texts = await shownTexts(place)
    if (!texts.some((text) => isIn(text, words))) {
      throw new Error(`“${words}” is not on screen. What is: ${texts[0] ?? 'nothing'}`)
    }
  }).toPass({ timeout: 30_000 })
}

async function seeGone(place: Locator, words: string): Promise<void> {
  await expect
    .poll(async () => (await shownTexts(place)).some((text) => isIn(text, words)), { timeout: 30_000 })
    .toBe(false)
}

/** What a place shows, once as it is copied and once with every piece of text apart: "high" and "110" may stand side by side. */
async function shownTexts(place: Locator): Promise<readonly string[]> {
  const texts = await place.evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .flatMap((element) => {
        const pieces: string[] = []
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if (node.parentElement?.checkVisibility()) pieces.push(node.textContent ?? '')
        }
        return [(element as HTMLElement).innerText, pieces.join(' ')]
      }),
  )
  return texts.map((text) => text.replace(/\s+/g, ' '))
}

/** Whether a text holds these words, and not as a part of other words or numbers. */
function isIn(text: string, words: string): boolean {
  return new RegExp(`(?<![\\w.,])${escape(words)}(?![\\w])`, 'u').test(text)
}

async function pressable(place: Locator, name: string): Promise<Locator> {
  const exact = PRESSABLE.map((role) => place.getByRole(role, { name, exact: true }))
  const longer = PRESSABLE.map((role) => place.getByRole(role, { name: startsWith(name) }))
  return first([...exact, place.getByText(name, { exact: true }), ...longer], name)
}

/** The one element that the first of these finds; waits until one does. */
async function first(candidates: readonly Locator[], name: string): Promise<Locator> {
  let found: Locator | null = null
  await expect(async () => {
    for (const candidate of candidates) {
      const visible = candidate.filter({ visible: true })
      const count = await visible.count()
      if (count > 1) throw new Error(`"${name}" is on screen ${count} times.`)
      if (count === 1) {
        found = visible
        return
      }
    }
    throw new Error(`"${name}" is not on screen.`)
  }).toPass({ timeout: 15_000 })
  return found ?? Promise.reject(new Error(`"${name}" is not on screen.`))
}

async function only(locator: Locator): Promise<Locator> {
  const visible = locator.filter({ visible: true })
  await expect(visible).toHaveCount(1)
  return visible
}

function startsWith(name: string): RegExp {
  return new RegExp(`^${escape(name)}(?![\\w])`)
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
