import { type Cell, csvLines } from '../csv/csv-lines.ts'
import { pendingKey, type TableView, viewCell } from './table-reader.ts'

/** How many rows are written before others get their turn. */
const AT_ONCE = 100

/**
 * The table with its results as CSV, one line a case and column. `answerOf` reads a whole answer; it is asked for each run.
 */
export async function writeResultsCsv(
  view: TableView,
  columns: readonly string[],
  answerOf: (runId: string) => string,
  turn: () => Promise<void>,
): Promise<string> {
  const head = ['case', 'name', ...columns, ...FIGURES]
  const parts = [csvLines([head])]
  for (const [index, row] of view.snapshot.cases.entries()) {
    const lines = view.targets.map((target): Cell[] => {
      const cell = viewCell({ ...view, pending: NONE }, row, target)
      return [
        index + 1,
        row.name,
        ...columns.map((name) => row.values[name] ?? null),
        target.versionName,
        target.model,
        cell?.state ?? 'not run',
        cell?.outcome ?? null,
        cell?.failure ?? null,
        cell === null || !cell.practice ? null : 'practice',
        cell?.promptTokens ?? null,
        cell?.outputTokens ?? null,
        cell?.bill?.USD ?? null,
        cell?.bill?.CNY ?? null,
        cell?.latencyMs ?? null,
        cell?.finishReason ?? null,
        cell?.grade ?? null,
        cell === null || cell.runId === null ? null : answerOf(cell.runId),
      ]
    })
    parts.push(csvLines(lines))
    if (index % AT_ONCE === AT_ONCE - 1) await turn()
  }
  return parts.join('')
}

const NONE: ReadonlyMap<ReturnType<typeof pendingKey>, 'waiting' | 'running'> = new Map()

const FIGURES = [
  'version',
  'model',
  'state',
  'outcome',
  'failure',
  'practice',
  'prompt tokens',
  'output tokens',
  'USD',
  'CNY',
  'latency ms',
  'finish reason',
  'grade',
  'answer',
] as const
