import { describePrices, type PriceDescription } from '../../pricing/describe-prices.ts'
import { parseInstant } from '../arguments.ts'
import type { Command } from '../command.ts'
import { folderBooks } from '../folder-books.ts'
import { json, printableLine } from '../printable.ts'
import { table } from '../table.ts'
import { DONE, REFUSED } from '../terminal.ts'

export const prices: Command = {
  usage: '[--model M] [--at INSTANT] [--json]',
  summary: 'The price rows and the band in force at an instant since 2024-05-06, in both currencies.',
  positionals: 0,
  options: { model: { type: 'string' }, at: { type: 'string' } },
  run: async (words, context) => {
    const { terminal, clock } = context
    const model = words.text('model')
    const at = words.text('at')
    const now = clock()
    const book = folderBooks(context).prices
    const described = describePrices(book, {
      ...(model === undefined ? {} : { model }),
      at: at === undefined ? now : parseInstant(at),
      now,
    })
    if (words.flag('json')) terminal.print(json(described))
    else for (const line of describe(described)) terminal.print(printableLine(line))
    if (described.prices.length > 0) return DONE
    terminal.warn(`fathom: ${printableLine(described.notes.join(' '))}`)
    return REFUSED
  },
}

function describe({
  at,
  beijing,
  band,
  certain,
  why,
  nextBand,
  prices: rows,
  lastVerified,
  notes,
}: PriceDescription): string[] {
  const head = ['model', 'currency', 'band', 'hit', 'miss', 'output', 'from', 'until']
  const body = rows.map((row) => [
    row.model,
    row.currency,
    row.band,
    row.cacheHit ?? 'none',
    row.cacheMiss,
    row.output,
    row.effectiveFrom,
    row.effectiveUntil ?? '-',
  ])
  return [
    `${at}  (${beijing} Beijing)  ${band}${certain ? '' : ', uncertain'}: ${why}`,
    ...(nextBand ? [`next: ${nextBand.band} at ${nextBand.at}`] : []),
    ...(rows.length > 0 ? table([head, ...body], [false, false, false, true, true, true]) : []),
    `per 1M tokens; last verified ${lastVerified.slice(0, 10)}`,
    ...notes.map((note) => `note: ${note}`),
  ]
}
