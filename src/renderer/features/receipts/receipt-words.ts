import { message, t } from '../../../contract/i18n/t.ts'
import type {
  DecidingInstant,
  ReceiptLine,
  ReceiptSheet,
  SumSheet,
} from '../../../contract/receipt-sheets.ts'
import type { Receipt } from '../../../contract/receipts.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { parseAmount } from '../../lib/amount.ts'
import { formatDate, formatTime } from '../../lib/time.ts'

export type Scenario = ReceiptSheet['scenario']

export const lineNames: Readonly<Record<ReceiptLine['kind'], string>> = {
  hit: message('Hit'),
  miss: message('Miss'),
  output: message('Output'),
}

/** What the sum of a sheet is. */
export function totalName(scenario: Scenario, practice: boolean): string {
  if (scenario === 'billed') return practice ? t('Simulated') : t('Billed')
  if (scenario === 'all-hit') return t('Prompt, all cached')
  return scenario === 'all-miss' ? t('Prompt, none cached') : t('Worst case')
}

/** What a sum over runs is. */
export function sumName(scenario: SumSheet['scenario'], practice: boolean): string {
  return scenario === 'other-band' ? t('In the other band') : totalName(scenario, practice)
}

/** What puts a run into a band, as it stands in a sentence. */
export const decidingWords: Readonly<Record<DecidingInstant, string>> = {
  sent: message('the sending'),
  'first-byte': message('the first byte'),
  completed: message('the completion'),
}

/** Which assumption the price of a run rests on. */
export const decidedWords: Readonly<Record<DecidingInstant, string>> = {
  sent: message('Decided by when it was sent'),
  'first-byte': message('Decided by when its first byte came'),
  completed: message('Decided by when it was completed'),
}

/** What a receipt is stamped with besides its price rows. */
export const hashNames: readonly (readonly [keyof Receipt['hashes'], string])[] = [
  ['request', message('Request')],
  ['text', message('Prompt text')],
  ['vocabulary', message('Vocabulary')],
  ['profile', message('Profile')],
]

/** The sheet of one sum, and that of the other price list beside it. */
export function sheetsOf(
  { sheets }: Receipt,
  scenario: Scenario,
  currency: Currency,
): { readonly sheet: ReceiptSheet | undefined; readonly other: ReceiptSheet | undefined } {
  const same = sheets.filter((sheet) => sheet.scenario === scenario)
  const sheet = same.find((each) => each.currency === currency) ?? same[0]
  return { sheet, other: same.find((each) => each.currency !== sheet?.currency) }
}

/** Decimals that show every amount whole and put all points in one column; nine at the least. */
export function sharedDecimals(amounts: readonly Amount[]): number {
  return Math.max(9, ...amounts.map((amount) => parseAmount(trimmed(amount)).scale))
}

function trimmed(amount: Amount): Amount {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
}

/** Where a price was found: the host and the last word of an address, or the words as they are. */
export function sourceName(source: string): string {
  const [address] = /https?:\/\/\S+/.exec(source) ?? []
  if (address === undefined || !URL.canParse(address)) return source
  const { hostname, pathname } = new URL(address)
  const page = pathname.split('/').findLast(Boolean)
  return page === undefined ? hostname : `${hostname}, ${page}`
}

/** "10 Sep 2026 12:00", on a Beijing clock. */
export function beijingInstant(at: string): string {
  return `${formatDate(at, 'Asia/Shanghai')} ${formatTime(at, 'Asia/Shanghai')}`
}

/** Enough of a hash to tell two apart. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 8)} ${hash.slice(8, 12)}`
}
