import { afterEach, beforeEach, expect, it } from 'vitest'

import { openDatabase } from '../db/database.ts'
import { openBooks } from '../estimates/books.ts'
import { createAdditionStore } from '../prices/addition-store.ts'
import { extendBooks } from '../prices/extended-books.ts'
import { createPriceEdits, type PriceEdits } from '../prices/price-edits.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { fathom } from './testing/fathom.ts'

const clock = (): number => Date.parse('2026-11-23T06:20:00Z')
const request = JSON.stringify({
  model: 'deepseek-flash',
  messages: [{ role: 'user', content: 'How deep is the water?' }],
  max_tokens: 100,
})

let folder: string
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => removeFolder(folder))

/** What the window does to the book of a data folder, which is closed again after it. */
function edit<Value>(work: (edits: PriceEdits) => Value): Value {
  const database = openDatabase({ folder, clock })
  try {
    const store = createAdditionStore(database, clock)
    const books = extendBooks(openBooks(places.resources), store)
    return work(createPriceEdits({ database, store, extended: () => books.extended(), clock }))
  } finally {
    database.close()
  }
}

function addDearFlash(): string {
  return edit((edits) =>
    edits.add([
      {
        model: 'deepseek-flash',
        currency: 'USD',
        band: 'peak',
        effectiveFrom: '2026-11-20T00:00:00Z',
        effectiveUntil: null,
        cacheHit: '0.1',
        cacheMiss: '7',
        output: '9',
        source: 'an invoice',
      },
    ]),
  )[0]!
}

async function command(words: readonly string[], stdin = ''): Promise<Record<string, unknown>> {
  const { code, out, err } = await fathom([...words, '--json', '--data-dir', folder], { clock, stdin })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as Record<string, unknown>
}

const rates = (described: Record<string, unknown>): readonly string[] =>
  (described['prices'] as { currency: string; cacheMiss: string }[]).map(
    ({ currency, cacheMiss }) => `${currency} ${cacheMiss}`,
  )

it('fathom prices and estimate price by the rows that the user added, and by the shipped ones elsewhere', async () => {
  expect(rates(await command(['prices', '--model', 'deepseek-flash']))).toEqual(['USD 0.3', 'CNY 2'])
  addDearFlash()
  expect(rates(await command(['prices', '--model', 'deepseek-flash']))).toEqual(['USD 7', 'CNY 2'])
  const estimated = await command(['estimate', '-'], request)
  expect(rates(estimated)).toEqual(['USD 7', 'CNY 2'])
  const { prompt, cost } = estimated as { prompt: { tokens: number }; cost: { USD: { promptMiss: string } } }
  expect(Number(cost.USD.promptMiss)).toBeCloseTo((prompt.tokens * 7) / 1e6, 12)
  const { out } = await fathom(
    ['prices', '--model', 'deepseek-flash', '--json', '--data-dir', testFolder()],
    { clock },
  )
  expect(rates(JSON.parse(out) as Record<string, unknown>)).toEqual(['USD 0.3', 'CNY 2'])
})

it('fathom verify holds a receipt against added rows, those withdrawn too, and says what is missing elsewhere', async () => {
  const id = addDearFlash()
  const { out: receipt } = await fathom(['estimate', '-', '--receipt', '--data-dir', folder], {
    clock,
    stdin: request,
  })
  expect(receipt).toContain(id)
  expect(await command(['verify', '-'], receipt)).toMatchObject({ same: true })
  edit((edits) => edits.withdraw([id]))
  expect(rates(await command(['prices', '--model', 'deepseek-flash']))).toEqual(['USD 0.3', 'CNY 2'])
  const verify = async (dataFolder: string): Promise<string> =>
    (await fathom(['verify', '-', '--json', '--data-dir', dataFolder], { clock, stdin: receipt })).out
  // The row is still known, and no longer the one in force.
  expect(await verify(folder)).not.toContain('not in this price book')
  const { same, differences } = JSON.parse(await verify(folder)) as { same: boolean; differences: object[] }
  expect(same).toBe(false)
  expect(differences[0]).toMatchObject({ what: 'price row in force, USD', receipt: id })
  expect(await verify(testFolder())).toContain('not in this price book')
})

it('fathom estimate --jsonl prices line by line by the same book', async () => {
  addDearFlash()
  const { out } = await fathom(['estimate', '--jsonl', '-', '--data-dir', folder], {
    clock,
    stdin: `${JSON.stringify({ request: JSON.parse(request) as unknown, at: '2026-11-23T06:20:00Z' })}\n`,
  })
  expect(rates(JSON.parse(out) as Record<string, unknown>)).toEqual(['USD 7', 'CNY 2'])
})

it('holidays that the user added make the band of a day certain', async () => {
  const band = async (): Promise<unknown> => {
    const described = await command(['prices', '--model', 'deepseek-flash', '--at', '2027-01-01T02:00:00Z'])
    return [described['band'], described['certain'], (described['alternatives'] as unknown[]).length]
  }
  expect(await band()).toEqual(['peak', false, 2])
  edit((edits) =>
    edits.addHolidays({
      year: 2027,
      source: 'the notice',
      holidays: [{ name: 'New Year', first: '2027-01-01', last: '2027-01-03' }],
    }),
  )
  expect(await band()).toEqual(['off-peak', true, 0])
})
