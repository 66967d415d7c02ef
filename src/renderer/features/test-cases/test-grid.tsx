/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand, which the elements of a table do not allow */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestColumn, TestRow, TestTable } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { UnknownFigure } from '../../components/ui/figures.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'
import { targetName } from './cell-words.ts'
import { type GridPlace, movedBy } from './grid-moves.ts'
import { ResultCell } from './result-cell.tsx'
import type { TestRows } from './use-test-rows.ts'
import { ValueEditor } from './value-editor.tsx'

import styles from './test-grid.module.css'

/** What is edited: a value by its column's name, or the name of the case. */
export type EditedField = { readonly value: string } | 'name'

interface TestGridProps {
  readonly table: TestTable
  readonly rows: TestRows
  readonly currency: Currency
  /** The case that is looked at closer. */
  readonly chosen: string | null
  /** A case that was just added at the end, to be filled in; `onAdded` once it is. */
  readonly added: string | null
  readonly onAdded: () => void
  readonly onChoose: (caseId: string, target: string | null) => void
  /** The whole text, since the table has its first line only. */
  readonly read: (caseId: string, field: EditedField) => Promise<string | null>
  readonly onEdit: (caseId: string, field: EditedField, text: string) => void
  readonly onRemove: (caseId: string) => void
}

interface Editing extends GridPlace {
  readonly caseId: string
  readonly text: string
}

const ROW = 44
const HEAD = 28

/** All cases as a grid that draws only what is in view. One tab stop; arrows move, Enter edits a value or opens a result. */
export function TestGrid(props: TestGridProps) {
  const { table, rows, currency, chosen, added, onAdded, onChoose, read, onEdit, onRemove } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 })
  const [editing, setEditing] = useState<Editing | null>(null)
  const moved = useRef(false)
  const { columns, targets } = table
  const count = 1 + columns.length + targets.length
  // oxlint-disable-next-line react/incompatible-library -- no compiler is set up; nothing here is memoized
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: HEAD,
  })
  const items = virtual.getVirtualItems()
  const [first = 0, last = 0] = [items[0]?.index, items.at(-1)?.index]
  const { onRange } = rows
  useEffect(() => onRange(first, last), [onRange, first, last])
  useEffect(() => {
    if (!moved.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(
      `[data-row="${active.row}"] [data-column="${active.column}"]`,
    )
    if (!cell) return
    moved.current = false
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  const go = (place: GridPlace): void => {
    moved.current = true
    setActive(place)
    virtual.scrollToIndex(place.row)
  }
  const fieldOf = (column: number): EditedField | null => {
    if (column === 0) return 'name'
    const name = columns[column - 1]?.name
    return name === undefined ? null : { value: name }
  }
  const open = async ({ row, column }: GridPlace): Promise<void> => {
    const shown = rows.rowAt(row)
    if (shown === undefined) return
    const field = fieldOf(column)
    if (field === null) {
      onChoose(shown.id, targets[column - 1 - columns.length]?.key ?? null)
      return
    }
    const text = await read(shown.id, field)
    if (text !== null) setEditing({ row, column, caseId: shown.id, text })
  }
  const save = (text: string, then: 'down' | 'right' | 'stay'): void => {
    if (editing === null) return
    const { row, column, caseId } = editing
    const field = fieldOf(column)
    setEditing(null)
    if (field !== null && text !== editing.text) onEdit(caseId, field, text)
    else if (field !== null && field !== 'name' && rows.rowAt(row)?.values[field.value] === undefined)
      onEdit(caseId, field, text)
    if (then === 'stay') return
    const key = then === 'down' ? 'ArrowDown' : 'ArrowRight'
    const next =
      movedBy({ key, ctrlKey: false, metaKey: false }, { row, column }, rows.total, count) ?? active
    go(next)
    if (then === 'right' && fieldOf(next.column) !== null) void open(next)
  }
  useEffect(() => {
    if (added === null || rows.total === 0) return
    const place = { row: rows.total - 1, column: Math.min(1, columns.length) }
    if (rows.rowAt(place.row)?.id !== added) virtual.scrollToIndex(place.row)
    else {
      onAdded()
      go(place)
      void open(place)
    }
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || editing !== null) return
    const next = movedBy(event, active, rows.total, count)
    const shown = rows.rowAt(active.row)
    if (next !== null) go(next)
    else if (event.key === 'Enter' || event.key === 'F2') void open(active)
    else if (event.key === ' ' && shown !== undefined) onChoose(shown.id, null)
    else if (event.key === 'Delete' && active.column === 0 && shown !== undefined) onRemove(shown.id)
    else return
    event.preventDefault()
  }

  const template = {
    gridTemplateColumns: [
      'minmax(120px, 0.7fr)',
      ...columns.map(() => 'minmax(140px, 1fr)'),
      ...targets.map(() => 'minmax(200px, 1.3fr)'),
    ].join(' '),
  }
  const minWidth = 152 + columns.length * 152 + targets.length * 212
  const cell = (place: GridPlace, title: string | undefined, content: React.ReactNode) => {
    const { row, column } = place
    const edited = editing?.row === row && editing.column === column
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid takes Enter for its active cell
      <span
        key={column}
        role="gridcell"
        tabIndex={active.row === row && active.column === column ? 0 : -1}
        data-column={column}
        title={title}
        className={classNames(styles.cell, edited && styles.edited)}
        onFocus={() => setActive(place)}
        onClick={() => {
          const shown = rows.rowAt(row)
          if (shown !== undefined) onChoose(shown.id, targets[column - 1 - columns.length]?.key ?? null)
        }}
        onDoubleClick={() => fieldOf(column) !== null && void open(place)}
      >
        {content}
        {edited && (
          <ValueEditor
            label={column === 0 ? t('Name of the case') : (columns[column - 1]?.name ?? '')}
            value={editing.text}
            onSave={save}
            onCancel={() => {
              setEditing(null)
              go(place)
            }}
          />
        )}
      </span>
    )
  }
  const rowCells = (shown: TestRow, row: number) => [
    cell(
      { row, column: 0 },
      shown.name,
      <>
        <span className={styles.number}>{formatInteger(shown.number)}</span>
        {shown.name}
      </>,
    ),
    ...columns.map((column, index) =>
      cell(
        { row, column: 1 + index },
        shown.values[column.name],
        <ValueText text={shown.values[column.name]} column={column} />,
      ),
    ),
    ...targets.map(({ key }, index) =>
      cell(
        { row, column: 1 + columns.length + index },
        shown.cells[key]?.failure ?? undefined,
        <ResultCell cell={shown.cells[key]} currency={currency} />,
      ),
    ),
  ]

  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="grid"
        tabIndex={-1}
        aria-label={t('Test cases')}
        aria-rowcount={rows.total + 1}
        aria-colcount={count}
        style={{ minWidth }}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles.head} style={template}>
          <span role="columnheader">{t('Case')}</span>
          {columns.map(({ name, inPrompt }) => (
            <span
              key={name}
              role="columnheader"
              className={classNames(styles.mono, !inPrompt && styles.extra)}
            >
              {inPrompt ? `{{${name}}}` : name}
            </span>
          ))}
          {targets.map((target) => (
            <span key={target.key} role="columnheader">
              {targetName(target)}, {currency}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const shown = rows.rowAt(index)
            return (
              <div
                key={index}
                role="row"
                data-row={index}
                aria-rowindex={index + 2}
                aria-selected={shown !== undefined && shown.id === chosen}
                className={classNames(styles.row, shown?.id === chosen && styles.chosen)}
                style={{ ...template, translate: `0 ${start}px`, zIndex: editing?.row === index ? 1 : 0 }}
              >
                {shown === undefined ? (
                  <span role="gridcell" className={styles.nothing}>
                    …
                  </span>
                ) : (
                  rowCells(shown, index)
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface ValueTextProps {
  readonly text: string | undefined
  readonly column: TestColumn
}

/** A value, the default that stands for it, or that it is missing. */
function ValueText({ text, column: { inPrompt, fallback } }: ValueTextProps) {
  if (text !== undefined || !inPrompt) return <span className={styles.value}>{text}</span>
  if (fallback === null) return <UnknownFigure word="missing" />
  return <span className={styles.fallback}>{t('{text}, the default', { text: fallback })}</span>
}
