import { FathomError } from '../errors.ts'

/** The two currencies in which DeepSeek publishes a price list. They are never added or converted. */
export type Currency = 'USD' | 'CNY'
export const currencies: readonly Currency[] = ['USD', 'CNY']

declare const unit: unique symbol
/** An amount in pico-units: 1e-12 of one unit of its currency. May be negative (a difference). */
export type Pico = bigint & { readonly [unit]: 'pico-units' }
/** A price in pico-units per token. A rate of "0.28" per 1M tokens is 280,000 pico-units per token. */
export type Rate = bigint & { readonly [unit]: 'pico-units per token' }
/** A value per currency; a currency without a value is absent, never zero. */
export type ByCurrency<Value> = { readonly [Key in Currency]?: Value }

/** How many decimals the integers stand for: an amount has 12, a rate per 1M tokens has 6. */
const amountDecimals = 12
const rateDecimals = 6

export const zero = 0n as Pico

function parseDecimal(text: string, decimals: number, what: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) {
    throw new FathomError(
      'INVALID_DECIMAL',
      `${what} "${text}" is not a plain decimal number. Write digits with a point, such as 0.28.`,
    )
  }
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) {
    throw new FathomError(
      'TOO_PRECISE',
      `${what} "${text}" has more than ${decimals} decimals and cannot be held exactly. Shorten it to ${decimals}.`,
    )
  }
  const value = BigInt((match[2] ?? '') + fraction.padEnd(decimals, '0'))
  return match[1] ? -value : value
}

function formatDecimal(value: bigint, decimals: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  const whole = digits.slice(0, -decimals)
  return `${value < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/**
 * Reads a price per 1M tokens. Exact: six decimals are whole pico-units per token.
 * @throws FathomError `INVALID_DECIMAL`, `TOO_PRECISE`, `NEGATIVE_RATE`
 */
export function parseRate(text: string): Rate {
  const value = parseDecimal(text, rateDecimals, 'The price per 1M tokens')
  if (value < 0n) {
    throw new FathomError('NEGATIVE_RATE', `The price per 1M tokens "${text}" is negative. Enter 0 or more.`)
  }
  return value as Rate
}

/** A rate as its exact price per 1M tokens, without trailing zeros: "0.0028". */
export function formatRate(rate: Rate): string {
  return formatDecimal(rate, rateDecimals)
}

/**
 * Reads an amount of money with up to twelve decimals, such as a balance ("42.10").
 * @throws FathomError `INVALID_DECIMAL`, `TOO_PRECISE`
 */
export function parseAmount(text: string): Pico {
  return parseDecimal(text, amountDecimals, 'The amount') as Pico
}

/** An amount in full precision, without trailing zeros: "0.00001358", "42.1", "0". */
export function formatAmount(amount: Pico): string {
  return formatDecimal(amount, amountDecimals)
}

/**
 * What a whole number of tokens costs.
 * @throws FathomError `INVALID_TOKENS` unless tokens is a non-negative safe integer
 */
export function priceOf(tokens: number, rate: Rate): Pico {
  if (!Number.isSafeInteger(tokens) || tokens < 0) {
    throw new FathomError(
      'INVALID_TOKENS',
      `${tokens} is not a number of tokens. Give a whole number from 0 on.`,
    )
  }
  return (BigInt(tokens) * rate) as Pico
}

/** What so many tokens more, or fewer, cost. */
export function priceDifference(tokens: number, rate: Rate): Pico {
  return (BigInt(tokens) * rate) as Pico
}

/** The sum of amounts of ONE currency; the caller keeps currencies apart. */
export function addAmounts(...amounts: readonly Pico[]): Pico {
  return amounts.reduce<bigint>((sum, amount) => sum + amount, 0n) as Pico
}

/** The first amount less the second, of one currency. */
export function subtractAmounts(from: Pico, amount: Pico): Pico {
  return (from - amount) as Pico
}

/** An amount times a whole number, such as a number of runs. */
export function multiplyAmount(amount: Pico, times: number): Pico {
  return (amount * BigInt(times)) as Pico
}

/** Maps the currencies that have a value, in the order USD, CNY; a result of undefined leaves the currency out. */
export function mapCurrencies<From, To>(
  values: ByCurrency<From>,
  change: (value: From, currency: Currency) => To | undefined,
): ByCurrency<To> {
  const result: { [Key in Currency]?: To } = {}
  for (const currency of currencies) {
    const value = values[currency]
    const changed = value === undefined ? undefined : change(value, currency)
    if (changed !== undefined) result[currency] = changed
  }
  return result
}
