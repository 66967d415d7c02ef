import { formatAmount } from '../../pricing/money.ts'
import { explainMissingKey, wantedAccount } from '../choose-destination.ts'
import type { Command } from '../command.ts'
import { withServices } from '../open-services.ts'
import { json } from '../printable.ts'
import { table } from '../table.ts'
import { DONE } from '../terminal.ts'

export const balance: Command = {
  usage: '[--key NAME] [--json]',
  summary: "The account's balance, one line a currency; granted is spent first.",
  positionals: 0,
  options: { key: { type: 'string' } },
  run: (words, context) =>
    withServices(context, async ({ destinations }) => {
      const { entries, available, asOf } = await destinations
        .balance(wantedAccount(words))
        .catch(explainMissingKey)
      const shown = entries.map(({ currency, total, granted, toppedUp }) => ({
        currency,
        total: formatAmount(total),
        granted: formatAmount(granted),
        toppedUp: formatAmount(toppedUp),
      }))
      const at = new Date(asOf).toISOString()
      const { print } = context.terminal
      if (words.flag('json')) print(json({ available, asOf: at, balances: shown }))
      else {
        const rows = shown.map((entry) => [entry.currency, entry.total, entry.granted, entry.toppedUp])
        for (const line of table([['', 'total', 'granted', 'topped up'], ...rows], [false, true, true, true]))
          print(line)
        print(`as of ${at}${available ? '' : '; DeepSeek accepts no request now'}`)
      }
      return DONE
    }),
}
