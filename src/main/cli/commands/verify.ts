import { isJsonObject, memberOf } from '../../encoding/json.ts'
import { parseJson } from '../../encoding/parse-json.ts'
import { FathomError } from '../../errors.ts'
import { readReceipt, receiptAgain, compareReceipt } from '../../estimates/receipt-of-estimate.ts'
import type { Difference } from '../../pricing/receipt-claims.ts'
import type { Receipt } from '../../pricing/receipt-types.ts'
import type { Verification } from '../../pricing/verify-receipt.ts'
import type { Command } from '../command.ts'
import { json, printableLine } from '../printable.ts'
import { readJsonText } from '../read-input.ts'
import { grouped } from '../table.ts'
import { DONE, REFUSED, WrongArguments } from '../terminal.ts'
import { openMeans } from './estimate.ts'

export const verify: Command = {
  usage: 'RECEIPT.json|- [REQUEST.json|-] [--json]',
  summary: 'Recomputes a receipt and says what differs. With its request, the count and the prompt too.',
  positionals: 2,
  options: {},
  run: async (words, context) => {
    const { terminal } = context
    const [receiptPath, requestPath] = words.positionals
    if (receiptPath === undefined)
      throw new WrongArguments('Name the receipt: fathom verify RECEIPT.json (or - for standard input).')
    if (receiptPath === '-' && requestPath === '-')
      throw new WrongArguments('Standard input can be the receipt or the request. Name a file for the other.')
    const receiptText = await readJsonText(receiptPath, terminal)
    const receipt = about(receiptPath, () => parseReceipt(receiptText))
    const request = requestPath === undefined ? null : await readJsonText(requestPath, terminal)
    const means = openMeans(context)
    const again = request === null ? null : about(requestPath, () => receiptAgain(means, receipt, request))
    const verification = about(receiptPath, () => compareReceipt(means, receipt, again))
    if (words.flag('json')) terminal.print(json(verification))
    else for (const line of describe(receipt, verification)) terminal.print(printableLine(line))
    if (verification.same) return DONE
    const { length } = verification.differences
    const found = length === 1 ? '1 difference' : `${grouped(length)} differences`
    terminal.warn(`fathom: The receipt does not hold: ${found}.`)
    return REFUSED
  },
}

/** Two files are read: a refusal says which of them it is about. */
function about<Value>(path: string | undefined, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof FathomError)) throw error
    const name = path === undefined || path === '-' ? 'Standard input' : path
    throw new FathomError(error.code, `${name}: ${error.message}`, error.details)
  }
}

function parseReceipt(text: string): Receipt {
  const value = parseJson(text)
  const format = isJsonObject(value) ? memberOf(value, 'format') : undefined
  if (typeof format !== 'string' || !format.startsWith('fathom-receipt/'))
    throw new FathomError(
      'NOT_A_RECEIPT',
      'This is not a receipt. Name a file that "fathom estimate --receipt" printed.',
    )
  if (format !== 'fathom-receipt/1')
    throw new FathomError(
      'NEWER_RECEIPT',
      `This Fathom does not know "${format}". Update Fathom to verify it.`,
    )
  return readReceipt(JSON.parse(text))
}

function describe(receipt: Receipt, { same, differences, unchecked }: Verification): string[] {
  const { kind, model, at, prompt } = receipt
  const subject = `${kind} of ${grouped(prompt.tokens)} prompt tokens, ${model.requested}, ${at}`
  return [
    `${same ? 'same' : 'differs'}: ${subject}`,
    ...differences.map(sentence),
    ...(onlyStamp(differences)
      ? ['  Nothing that is recomputed differs: what was changed is its instant, or is not checked.']
      : []),
    ...(unchecked.length > 0 ? [`not checked: ${unchecked.join(', ')}`] : []),
  ]
}

/** A change in what a receipt takes as given: nothing else tells which. */
function onlyStamp(differences: Verification['differences']): boolean {
  return differences.length === 1 && differences[0]?.what === 'stamp of the receipt'
}

/** What a difference of a hash means; the other differences speak for themselves. */
const meanings: readonly (readonly [what: RegExp, meaning: string])[] = [
  [/^stamp of the receipt$/, 'The receipt was changed after it was written.'],
  [/^request hash$/, 'The request is another than the one of the receipt.'],
  [/^text hash$/, 'The request becomes another prompt text now.'],
  [/^vocabulary hash$/, 'The receipt was counted with another vocabulary.'],
  [/^profile hash$/, 'The model book describes the model of that time otherwise now.'],
  [/^price row .*, hash$/, 'The price row is another now than when the receipt was written.'],
]

function sentence({ what, receipt, now }: Difference): string {
  const meaning = meanings.find(([pattern]) => pattern.test(what))?.[1]
  const figures = `${what}: ${receipt} in the receipt, ${now} now`
  return meaning === undefined ? `  ${figures}` : `  ${meaning} (${figures})`
}
