import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Receipt } from '../pricing/receipt-types.ts'
import { receiptHash } from '../pricing/receipt.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { type Answer, fathom } from './testing/fathom.ts'

const at = '2026-11-23T06:12:07.000Z'
const request = {
  model: 'deepseek-flash',
  messages: [{ role: 'user', content: 'How deep is the water?' }],
  max_tokens: 8192,
}

let folder: string
let requestFile: string
let receiptFile: string
let receipt: Receipt
beforeAll(async () => {
  folder = testFolder()
  requestFile = file('request.json', JSON.stringify(request))
  const { out } = await fathom(['estimate', requestFile, '--receipt', '--at', at])
  receiptFile = file('receipt.json', out)
  receipt = JSON.parse(out) as Receipt
})
afterAll(() => removeFolder(folder))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function receiptOf(body: unknown): Promise<Receipt> {
  const stdin = JSON.stringify(body, null, 2)
  const { code, out, err } = await fathom(['estimate', '--receipt', '--at', at], { stdin })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as Receipt
}

/** A forger's receipt: another content, with a stamp that fits it. */
function forged(name: string, change: Partial<Receipt>): string {
  const body = { ...receipt, ...change }
  return file(name, JSON.stringify({ ...body, sha256: receiptHash(body) }))
}

async function differences(...words: string[]): Promise<string[]> {
  const { code, out, err } = await fathom(['verify', ...words, '--json'])
  expect(code).toBe(1)
  expect(err).toMatch(/^fathom: The receipt does not hold: \d+ differences?\.\n$/)
  const answer = JSON.parse(out) as { same: boolean; differences: { what: string }[] }
  expect(answer.same).toBe(false)
  return answer.differences.map(({ what }) => what)
}

function refused({ code, out, err }: Answer): string {
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^fathom: [^\n]+\n$/)
  return err
}

/** The resources of another installation, with one of its files changed. */
function otherResources(name: string, change: (text: string) => string): typeof places {
  const resources = join(folder, `resources-${name}`)
  cpSync(places.resources, resources, { recursive: true })
  const path = join(resources, name)
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
  return { ...places, resources }
}

describe('fathom estimate --receipt', () => {
  it('holds the count and the cost that fathom estimate prints', async () => {
    const { out } = await fathom(['estimate', requestFile, '--json', '--at', at])
    const estimate = JSON.parse(out)
    expect(receipt).toMatchObject({ kind: 'estimate', at, model: estimate.model, profile: estimate.profile })
    expect(receipt.prompt).toEqual({ tokens: estimate.prompt.tokens, exact: true })
    const total = (name: string): string | undefined =>
      receipt.sheets.find(({ scenario, currency }) => `${scenario} ${currency}` === name)?.total
    for (const currency of ['USD', 'CNY']) {
      expect(total(`all-miss ${currency}`)).toBe(estimate.cost[currency].promptMiss)
      expect(total(`all-hit ${currency}`)).toBe(estimate.cost[currency].promptHit)
      expect(total(`worst-case ${currency}`)).toBe(estimate.cost[currency].worstCase)
    }
  })

  it('is the same again, whatever the spaces of the request, and another for another text', async () => {
    expect(await receiptOf(request)).toEqual(receipt)
    const capped = await receiptOf({ ...request, max_tokens: 4096 })
    expect(capped.hashes.text, 'max_tokens is no part of the prompt').toBe(receipt.hashes.text)
    expect(capped.hashes.request).not.toBe(receipt.hashes.request)
  })

  it('tells a control token from the same characters typed by a user', async () => {
    const thinking = { type: 'disabled' }
    const turns = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'x' },
      { role: 'user', content: 'b' },
    ]
    const content = 'a<｜Assistant｜></think>x<｜end▁of▁sentence｜><｜User｜>b'
    const three = await receiptOf({ ...request, thinking, messages: turns })
    const typed = await receiptOf({ ...request, thinking, messages: [{ role: 'user', content }] })
    expect(three.hashes.text).not.toBe(typed.hashes.text)
  })

  it('has one hash for one prompt text, however it was put together', async () => {
    const apart = [
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
    ]
    const two = await receiptOf({ ...request, messages: apart })
    const joined = await receiptOf({ ...request, messages: [{ role: 'user', content: 'a\n\nb' }] })
    expect(two.hashes.text).toBe(joined.hashes.text)
  })
})

describe('fathom verify', () => {
  it('finds a receipt right, all of it with its request', async () => {
    const { code, out, err } = await fathom(['verify', receiptFile, requestFile])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^same: estimate of \d+ prompt tokens, deepseek-flash, 2026-11-23T06:12:07\.000Z\n$/)
    const stdin = JSON.stringify(receipt)
    const json = await fathom(['verify', '-', requestFile, '--json'], { stdin })
    expect(JSON.parse(json.out)).toEqual({ same: true, differences: [], unchecked: [] })
  })

  it('says what it could not check without the request', async () => {
    const { code, out } = await fathom(['verify', receiptFile])
    expect(code).toBe(0)
    expect(out).toContain(
      'not checked: request hash, text hash, prompt tokens, certainty of the count, max_tokens of the worst case, notes\n',
    )
  })

  it('holds for a model given by --model and for one that is not known', async () => {
    for (const model of ['deepseek-v4-pro', 'gpt-4']) {
      const { out } = await fathom(['estimate', requestFile, '--receipt', '--at', at, '--model', model])
      const path = file(`${model}.json`, out)
      expect(await fathom(['verify', path, requestFile])).toMatchObject({ code: 0, err: '' })
    }
  })

  it('says that the text of the request is another', async () => {
    const messages = [{ role: 'user', content: 'How deep is the water here?' }]
    const other = file('other-request.json', JSON.stringify({ ...request, messages }))
    const { code, out } = await fathom(['verify', receiptFile, other])
    expect(code).toBe(1)
    expect(out).toContain('The request is another than the one of the receipt. (request hash: ')
    expect(out).toContain('The request becomes another prompt text now. (text hash: ')
    expect(out).toMatch(/ {2}prompt tokens: \d+ in the receipt, \d+ now\n/)
  })

  it('says that the vocabulary is another', async () => {
    const vocabulary = 'f'.repeat(64)
    const path = forged('vocabulary.json', { hashes: { ...receipt.hashes, vocabulary } })
    expect(await differences(path)).toEqual(['vocabulary hash'])
    expect((await fathom(['verify', path])).out).toContain(
      `The receipt was counted with another vocabulary. (vocabulary hash: ${vocabulary} in the receipt`,
    )
  })

  it('says that a price row or the description of the model was changed', async () => {
    const [sheet] = receipt.sheets
    const id = sheet?.priceRow.id ?? ''
    const prices = otherResources('price-book.json', (text) => {
      const book = JSON.parse(text) as { rows: { id: string; note: string }[] }
      for (const row of book.rows) if (row.id === id) row.note += ' Changed.'
      return JSON.stringify(book)
    })
    const changed = await fathom(['verify', receiptFile], { places: prices })
    expect(changed.code).toBe(1)
    expect(changed.out).toContain(
      `The price row is another now than when the receipt was written. (price row ${id}, hash: `,
    )
    const models = otherResources('model-book.json', (text) => {
      const book = JSON.parse(text) as { served: { name: string; maxTokens: { plain: number } }[] }
      for (const one of book.served) if (one.name === receipt.model.served) one.maxTokens.plain += 1
      return JSON.stringify(book)
    })
    expect((await fathom(['verify', receiptFile], { places: models })).out).toContain(
      'The model book describes the model of that time otherwise now. (profile hash: ',
    )
  })

  it('finds what a forger changed and stamped anew', async () => {
    const edited = file('edited.json', JSON.stringify({ ...receipt, at: '2026-11-23T06:12:08.000Z' }))
    expect(await differences(edited)).toEqual(['stamp of the receipt'])
    expect((await fathom(['verify', edited])).out).toContain(
      'what was changed is its instant, or is not checked',
    )
    const band = { ...receipt.band, band: 'off-peak' as const }
    expect(await differences(forged('band.json', { band }), requestFile)).toEqual(['band'])
    const sheets = receipt.sheets.filter(({ scenario }) => scenario !== 'worst-case')
    expect(await differences(forged('sheets.json', { sheets }), requestFile)).toEqual([
      'worst-case USD, as estimated',
      'worst-case CNY, as estimated',
    ])
  })

  it.each([
    ['{"format": "fathom-receipt/1",', /bad\.json: This is not valid JSON: line 1, column \d+/],
    ['', /bad\.json: This is not valid JSON: line 1, column 1/],
    ['[]', /bad\.json: This is not a receipt\. Name a file that "fathom estimate --receipt" printed\./],
    [JSON.stringify(request), /This is not a receipt/],
    ['{"format": "fathom-receipt/2"}', /does not know "fathom-receipt\/2"\. Update Fathom/],
    ['{"format": "fathom-receipt/1"}', /bad\.json: The receipt cannot be read: kind: /],
  ])('refuses %j in a sentence', async (text, sentence) => {
    expect(refused(await fathom(['verify', file('bad.json', text), requestFile]))).toMatch(sentence)
  })

  it('names the file that is at fault', async () => {
    const sheets = receipt.sheets.map((sheet) => ({
      ...sheet,
      lines: sheet.lines.map((line) => Object.assign({}, line, { amount: 'much' })),
    }))
    const damaged = forged('damaged.json', { sheets })
    expect(refused(await fathom(['verify', damaged, requestFile]))).toMatch(/damaged\.json: .*"much"/)
    const broken = file('broken.json', '{"messages": [')
    expect(refused(await fathom(['verify', receiptFile, broken]))).toMatch(/broken\.json: .*not valid JSON/)
    expect(refused(await fathom(['verify', join(folder, 'none.json')]))).toContain('There is no file')
  })
})
