import { formatLocale } from '../../contract/i18n/language.ts'
import type { Amount } from '../../contract/values.ts'
import { type Decimal, parseAmount, roundDecimal, writeAmount } from './amount.ts'

/** Digits stay latin in every locale, so that figures align and copy cleanly; separators follow the locale. */
const integers = new Map<string, Intl.NumberFormat>()

function integerFormat(locale: string): Intl.NumberFormat {
  let format = integers.get(locale)
  if (!format) {
    format = new Intl.NumberFormat(locale, { numberingSystem: 'latn', maximumFractionDigits: 0 })
    integers.set(locale, format)
  }
  return format
}

const separators = new Map<string, string>()

function decimalSeparator(locale: string): string {
  let separator = separators.get(locale)
  if (separator === undefined) {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(0.5)
    separator = parts.find((part) => part.type === 'decimal')?.value ?? '.'
    separators.set(locale, separator)
  }
  return separator
}

/** A whole count with the locale's thousands separator: 2361 is "2,361" in English. */
export function formatInteger(count: number | bigint, locale = formatLocale()): string {
  return integerFormat(locale).format(count)
}

/** A signed count, for remainders: "+3", "−1", "0". */
export function formatSigned(count: number, locale = formatLocale()): string {
  if (count === 0) return '0'
  return `${count > 0 ? '+' : '\u2212'}${formatInteger(Math.abs(count), locale)}`
}

/** A share of a whole as in "0.4 %"; tiny ones keep four significant digits. */
export function formatPercent(share: number, locale = formatLocale()): string {
  const percent = share * 100
  const options: Intl.NumberFormatOptions =
    percent !== 0 && Math.abs(percent) < 1
      ? { maximumSignificantDigits: 4, numberingSystem: 'latn' }
      : { maximumFractionDigits: 1, numberingSystem: 'latn' }
  return `${new Intl.NumberFormat(locale, options).format(percent)} %`
}

function localise(decimal: Decimal, locale: string): string {
  const plain = writeAmount(decimal)
  const negative = plain.startsWith('-')
  const [whole = '0', fraction] = plain.replace('-', '').split('.')
  const grouped = integerFormat(locale).format(BigInt(whole))
  const text = fraction === undefined ? grouped : `${grouped}${decimalSeparator(locale)}${fraction}`
  return negative ? `\u2212${text}` : text
}

/** Digits after the point that give `significant` digits, but never fewer than two: 142.13 keeps its cents. */
function adaptiveScale(value: Decimal, significant: number): number {
  const magnitude = value.units < 0n ? -value.units : value.units
  const exponent = magnitude.toString().length - value.scale
  return Math.max(2, significant - exponent)
}

/**
 * An amount at `significant` digits (4; a table's forecast may use 3), exact string arithmetic, locale separators.
 * "0.000079887" is "0.00007989", never "0.00"; zero is "0", since only a known zero gets here.
 */
export function formatMoney(amount: Amount, significant = 4, locale = formatLocale()): string {
  const value = parseAmount(amount)
  if (value.units === 0n) return '0'
  const rounded = roundDecimal(value, adaptiveScale(value, significant))
  // 9.9996 rounds up into one digit more before the point: measure again, so that it does not gain a digit.
  return localise(roundDecimal(value, adaptiveScale(rounded, significant)), locale)
}

/** Figures that are added or subtracted in front of the reader share one number of decimals. */
export function formatMoneyFixed(amount: Amount, decimals: number, locale = formatLocale()): string {
  return localise(roundDecimal(parseAmount(amount), decimals), locale)
}

/** An amount in full, nothing rounded, at least `least` decimals: rates (2), receipts (9), titles and copies (0). */
export function formatExact(amount: Amount, least = 0, locale = formatLocale()): string {
  const value = trimZeros(parseAmount(amount))
  return localise(roundDecimal(value, Math.max(value.scale, least)), locale)
}

function trimZeros({ units, scale }: Decimal): Decimal {
  let [left, places] = [units, scale]
  while (places > 0 && left % 10n === 0n) {
    left /= 10n
    places -= 1
  }
  return { units: left, scale: places }
}

/** What is copied and shown in a title: the full value without separators, with its currency. */
export function fullAmount(amount: Amount, currency: string): string {
  return `${writeAmount(trimZeros(parseAmount(amount)))} ${currency}`
}
