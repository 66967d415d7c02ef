import { formatAmount, type ByCurrency, type Currency, type Pico } from '../pricing/money.ts'

/** What the practice account holds in its currency, in pico-units. */
export interface Holding {
  readonly currency: Currency
  readonly granted: bigint
  readonly toppedUp: bigint
}

export interface Account {
  /** False once nothing is left; requests are then refused with 402. */
  available(): boolean
  /** Takes the cost in the account's currency, granted money first (docs). An unpriced run costs nothing here. */
  charge(cost: ByCurrency<Pico> | null): void
  /** The body of `GET /user/balance`: decimal strings with two decimals, as in the docs' examples. */
  describe(): unknown
}

/** A balance from which runs are paid: the granted part first, then what was topped up. It may go below zero. */
export function createAccount(start: Holding): Account {
  let { granted, toppedUp } = start
  return {
    available: () => granted + toppedUp > 0n,
    charge(cost) {
      const amount: bigint = cost?.[start.currency] ?? 0n
      const fromGrant = amount < granted ? amount : granted
      granted -= fromGrant
      toppedUp -= amount - fromGrant
    },
    describe: () => ({
      is_available: granted + toppedUp > 0n,
      balance_infos: [
        {
          currency: start.currency,
          total_balance: twoDecimals(granted + toppedUp),
          granted_balance: twoDecimals(granted),
          topped_up_balance: twoDecimals(toppedUp),
        },
      ],
    }),
  }
}

const centPico = 10_000_000_000n

/** Rounded down to hundredths, as an account statement is. */
function twoDecimals(amount: bigint): string {
  const below = ((amount % centPico) + centPico) % centPico
  const [whole = '0', fraction = ''] = formatAmount((amount - below) as Pico).split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}
