import { Check, CircleHelp } from 'lucide-react'
import { useState } from 'react'

import type { BillLine, BillMatch, BillResult, UsageType } from '../../../contract/billing.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Cell, type TableColumn, type TableRow, VirtualTable } from '../../components/ui/virtual-table.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatInteger } from '../../lib/format.ts'
import { translateTitles } from '../../lib/translate-labels.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { useOpenRun } from '../../navigation/use-open-run.ts'
import { shortModel } from '../prices/tariffs.ts'
import { countResults, countWords, daysWords, resultWords } from './bill-words.ts'
import { KeyNames } from './key-names.tsx'

import styles from './billing-page.module.css'

const columns: readonly TableColumn[] = [
  { id: 'day', title: message('Day'), width: '92px' },
  { id: 'model', title: message('Model'), width: 'minmax(52px, 0.5fr)' },
  { id: 'key', title: message('Key'), width: 'minmax(80px, 0.8fr)' },
  { id: 'result', title: message('Result'), width: '132px' },
  { id: 'hit', title: message('Hit, ledger'), width: '70px', align: 'end' },
  { id: 'hit2', title: 'export', width: '70px', align: 'end' },
  { id: 'miss', title: message('Miss, ledger'), width: '70px', align: 'end' },
  { id: 'miss2', title: 'export', width: '70px', align: 'end' },
  { id: 'out', title: message('Out, ledger'), width: '70px', align: 'end' },
  { id: 'out2', title: 'export', width: '70px', align: 'end' },
  { id: 'why', title: message('May come from'), width: 'minmax(200px, 2.4fr)' },
]

/** Every day x model x key of the export and the ledger, judged; what can be settled, above. */
export function BillLines({ match }: { readonly match: BillMatch }) {
  const [shown, setShown] = useState<BillResult | 'all'>('all')
  const { settings } = useSettings()
  const openRun = useOpenRun()
  const counts = countResults(match.lines)
  const lines = shown === 'all' ? match.lines : match.lines.filter(({ result }) => result === shown)
  const results = (Object.keys(counts) as BillResult[]).filter((result) => counts[result] > 0)
  const row = (index: number): TableRow => {
    const line = lines[index]
    if (!line) return { cells: null }
    const run = line.settles?.run ?? line.candidates.flatMap(({ runs }) => runs)[0]?.run
    const cells = <LineCells line={line} zone={settings.zone} />
    return run === undefined ? { cells } : { cells, onOpen: () => void openRun(run) }
  }
  return (
    <>
      <KeyNames match={match} />
      <Settle match={match} />
      <div className={styles.bar}>
        <Segmented
          label={t('Result')}
          hideLabel
          value={shown}
          options={[
            { value: 'all', label: t('All {lines}', { lines: formatInteger(match.lines.length) }) },
            ...results.map((result) => ({
              value: result,
              label: countWords(result, counts[result]),
            })),
          ]}
          onChange={setShown}
        />
        <span className={styles.note}>
          {t('one row a day, model and key; the export knows no single runs')}
        </span>
      </div>
      <VirtualTable
        label={t('Match')}
        columns={translateTitles(columns)}
        minWidth={1168}
        rowCount={lines.length}
        row={row}
      />
    </>
  )
}

function LineCells({ line, zone }: { readonly line: BillLine; readonly zone: Zone }) {
  return (
    <>
      <Cell figures>{daysWords(line.from, line.until, zone)}</Cell>
      <Cell title={line.model}>{shortModel(line.model)}</Cell>
      <Cell title={listed(line.keyHints)}>{line.keyName ?? listed(line.keyHints)}</Cell>
      <Cell>
        <ResultMark result={line.result} />
      </Cell>
      <Pair line={line} type="hit" />
      <Pair line={line} type="miss" />
      <Pair line={line} type="output" />
      <Cell title={whyWords(line)}>
        <span className={styles.why}>{whyWords(line)}</span>
      </Cell>
    </>
  )
}

function ResultMark({ result }: { readonly result: BillResult }) {
  const matched = result === 'matched'
  const Icon = matched ? Check : CircleHelp
  return (
    <span className={matched ? styles.matched : styles.open}>
      <Icon size={14} strokeWidth={1.5} aria-hidden />
      {t(resultWords[result])}
    </span>
  )
}

/** Both sides of one type; equal ones are quiet. Very old exports know prompt tokens only: they stand under miss. */
function Pair({ line, type }: { readonly line: BillLine; readonly type: UsageType }) {
  const part =
    line.parts.find((each) => each.type === type) ??
    (type === 'miss' ? line.parts.find((each) => each.type === 'prompt') : undefined)
  if (!part) {
    return (
      <>
        <Cell />
        <Cell />
      </>
    )
  }
  const same = part.ledger === part.official
  return (
    <>
      <Cell align="end" quiet={same}>
        {same ? formatInteger(part.ledger) : <ExactFigure>{formatInteger(part.ledger)}</ExactFigure>}
      </Cell>
      <Cell align="end" quiet={same}>
        {same ? formatInteger(part.official) : <ExactFigure>{formatInteger(part.official)}</ExactFigure>}
      </Cell>
    </>
  )
}

function whyWords({ settles, candidates, parts }: BillLine): string {
  const others = parts
    .filter(({ type }) => type === 'other')
    .map(({ name, official }) => `${name} ${formatInteger(official)}.`)
  if (settles !== null) return t('Run {number}: the only one it can be.', { number: settles.number })
  return [...candidates.map(({ sentence, runs: of }) => `${kept(sentence)}${runsWords(of)}`), ...others].join(
    ' ',
  )
}

function runsWords(runs: readonly { readonly number: number }[]): string {
  return runs.length === 0
    ? ''
    : ` ${t('Run {runs}.', { runs: runs.map(({ number }) => number).join(', ') })}`
}

/** Runs that were cut short and that the export settles, at one press; each becomes a correction that can be taken back. */
function Settle({ match }: { readonly match: BillMatch }) {
  const settle = useSend('billing.settle')
  const found = match.lines.flatMap(({ settles }) => settles ?? [])
  const { from, until } = match
  if (found.length === 0 || from === null || until === null) return null
  const runs =
    found.length === 1
      ? t('A run that was cut short')
      : t('{found} runs that were cut short', { found: found.length })
  const numbers = found.map(({ number }) => number).join(', ')
  return (
    <div className={styles.message}>
      <ErrorCard
        tone="amber"
        icon={CircleHelp}
        title={t('{runs} can be settled from this export', { runs })}
        detail={
          settle.error
            ? errorSentence(settle.error)
            : t(
                "Run {numbers}: what a day's bill has more than the ledger can be nothing else. The ledger gets a correction, which can be taken back.",
                { numbers },
              )
        }
        action={
          <Button
            variant="link"
            disabled={settle.isPending}
            onClick={() =>
              settle.mutate({
                from,
                to: until,
                entryIds: found.map(({ entryId }) => entryId).slice(0, 1_000),
              })
            }
          >
            {found.length === 1
              ? t('Settle run {numbers}', { numbers })
              : t('Settle {found} runs', { found: found.length })}
          </Button>
        }
      />
    </div>
  )
}
