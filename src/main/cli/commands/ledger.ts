import type { LedgerFilter } from '../../../contract/ledger.ts'
import type { Zone } from '../../../contract/values.ts'
import { csvLines } from '../../csv/csv-lines.ts'
import type { Grouping, Ledger } from '../../ledger/ledger.ts'
import { oneOf, type ParsedArguments, parseInstant } from '../arguments.ts'
import type { Command } from '../command.ts'
import { withServices } from '../open-services.ts'
import { json, printable, printableLine } from '../printable.ts'
import { grouped, table } from '../table.ts'
import { DONE, type Terminal, WrongArguments } from '../terminal.ts'

const ZONES: readonly Zone[] = ['Asia/Shanghai', 'local', 'UTC']
const GROUPINGS: readonly Grouping[] = ['run', 'day', 'model', 'prompt']

export const ledger: Command = {
  usage:
    '[--from INSTANT] [--to INSTANT] [--by run|day|model|prompt] [--zone Asia/Shanghai|local|UTC] [--practice] [--csv|--json]',
  summary:
    'What was spent, in sums that say how much of it is priced. Practice runs are listed as such and never in a sum; --practice shows only them.',
  positionals: 0,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    by: { type: 'string' },
    zone: { type: 'string' },
    practice: { type: 'boolean', default: false },
    csv: { type: 'boolean', default: false },
  },
  run: async (words, context) => {
    if (words.flag('csv') && words.flag('json'))
      throw new WrongArguments('--csv and --json are two forms. Give one of them.')
    const view = {
      filter: parseFilter(words),
      zone: oneOf('zone', words.text('zone'), ZONES) ?? 'Asia/Shanghai',
    }
    const by = oneOf('by', words.text('by'), GROUPINGS)
    return withServices(context, async (services) => {
      const { terminal } = context
      if (words.flag('csv'))
        printCsv(
          by === undefined || by === 'run'
            ? listAsCsv(services.ledger, view)
            : groupsAsCsv(services.ledger, by, view),
          terminal,
        )
      else if (words.flag('json') && by === undefined) terminal.print(json(listAsJson(services.ledger, view)))
      else printGroups(services.ledger, by ?? 'run', view, words.flag('json'), terminal)
      return DONE
    })
  },
}

/** Byte for byte into a file or a pipe; a terminal must not obey what a prompt's name says. */
function printCsv(text: string, { write, interactive }: Terminal): void {
  write(interactive ? printable(text) : text)
}

function parseFilter(words: ParsedArguments): LedgerFilter {
  const instant = (name: string): string | undefined => {
    const text = words.text(name)
    return text === undefined ? undefined : new Date(parseInstant(text)).toISOString()
  }
  const from = instant('from')
  const to = instant('to')
  if (from !== undefined && to !== undefined && from >= to)
    throw new WrongArguments('--from is not before --to.')
  return {
    practice: words.flag('practice'),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

function printGroups(book: Ledger, by: Grouping, view: View, asJson: boolean, terminal: Terminal): void {
  const groups = book.totalsBy(by, view)
  const { totals } = book.list({ ...view, offset: 0, limit: 1 })
  if (asJson) {
    terminal.print(json({ by, groups, totals }))
    return
  }
  if (totals.entries === 0) {
    terminal.print(
      view.filter.practice
        ? 'No practice runs yet.'
        : 'No runs yet. Practice runs are shown with --practice.',
    )
    return
  }
  const body = groups.map(({ key, label, totals: sums }) => [
    printableLine(label ?? key ?? 'no prompt'),
    grouped(sums.entries),
    `${sums.priced} of ${sums.entries} priced`,
    sums.USD,
    sums.CNY,
  ])
  const head = [by, 'runs', '', 'USD', 'CNY']
  const foot = [
    'total',
    grouped(totals.entries),
    `${totals.priced} of ${totals.entries} priced`,
    totals.USD,
    totals.CNY,
  ]
  for (const line of table([head, ...body, foot], [false, true, false, true, true])) terminal.print(line)
}

type View = { readonly filter: LedgerFilter; readonly zone: Zone }

function practiceOf({ filter, zone }: View): View {
  return { filter: { ...filter, practice: true }, zone }
}

/** A list holds practice entries too, each marked; its totals are those of the real ones alone. */
function listAsJson(book: Ledger, view: View): unknown {
  const real = parseList(book.exportJson(view).text)
  if (view.filter.practice) return real
  const simulated = parseList(book.exportJson(practiceOf(view)).text)
  const entries = [...real.entries, ...simulated.entries].sort((a, b) => b.at.localeCompare(a.at))
  return { ...real, entries, corrections: [...real.corrections, ...simulated.corrections] }
}

function listAsCsv(book: Ledger, view: View): string {
  const real = book.exportCsv(view).text
  if (view.filter.practice) return real
  const simulated = book.exportCsv(practiceOf(view)).text
  // The second list follows without its header; the column "practice" tells the two apart.
  return real + simulated.slice(simulated.indexOf('\n') + 1)
}

/** One line a group and no line of totals: each column adds up to its total. */
function groupsAsCsv(book: Ledger, by: Grouping, view: View): string {
  // Two prompts may have one name; days and models are their own keys.
  const named = by === 'prompt' ? ['prompt', 'prompt id'] : [by]
  const head = ['runs', 'priced', 'unpriced', 'USD', 'CNY', 'estimated tokens', 'billed tokens', 'exact']
  const rows = book
    .totalsBy(by, view)
    .map(({ key, label, totals }) => [
      ...[label, key].slice(0, named.length),
      totals.entries,
      totals.priced,
      totals.unpriced,
      totals.USD,
      totals.CNY,
      totals.estimatedTokens,
      totals.billedTokens,
      totals.exact,
    ])
  return csvLines([[...named, ...head], ...rows])
}

interface ExportedList {
  readonly entries: readonly { readonly at: string }[]
  readonly corrections: readonly unknown[]
}

/** The export is written to be read by a person; on the command line one answer is one line. */
function parseList(text: string): ExportedList {
  return JSON.parse(text) as ExportedList
}
