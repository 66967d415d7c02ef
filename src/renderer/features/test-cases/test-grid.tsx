/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand, which the elements of a table do not allow */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { TestRow, TestTable } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { classNames } from '../../lib/class-names.ts'
import { targetName } from './cell-words.ts'
import { type GridPlace, movedBy } from './grid-moves.ts'
import { type GridActions, GridRow } from './grid-row.tsx'
import type { EditedField } from './use-case-edits.ts'
import type { TestRows } from './use-test-rows.ts'
import type { AfterEdit } from './value-editor.tsx'
import { type OpenMenu, ValueMenu } from './value-menu.tsx'

import styles from './test-grid.module.css'

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
  /** Takes a value away. */
  readonly onTakeAway: (caseId: string, column: string) => void
  /** The text of a file becomes a value. */
  readonly onFile: (caseId: string, column: string, file: File) => void
  readonly onRemove: (caseId: string) => void
}

interface Editing extends GridPlace {
  readonly caseId: string
  readonly text: string
}

const arrows = { down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft' } as const
const ROW = 44
const HEAD = 28

/** All cases as a grid that draws only what is in view. One tab stop; arrows move, Enter edits a value or opens a result. */
export function TestGrid(props: TestGridProps) {
  const { table, rows, currency, chosen, added, onAdded, onChoose, read, onEdit, onRemove } = props
  const { onTakeAway, onFile } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 })
  const [editing, setEditing] = useState<Editing | null>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
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
  const save = (text: string, then: AfterEdit): void => {
    if (editing === null) return
    const { row, column, caseId } = editing
    const field = fieldOf(column)
    setEditing(null)
    // Who only passes through leaves a value that is not there to its default.
    if (field !== null && text !== editing.text) onEdit(caseId, field, text)
    if (then === 'stay') return
    const key = arrows[then]
    const next =
      movedBy({ key, ctrlKey: false, metaKey: false }, { row, column }, rows.total, count) ?? active
    go(next)
    if (then !== 'down' && fieldOf(next.column) !== null) void open(next)
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
  const removeAt = (shown: TestRow, column: number): void => {
    const field = fieldOf(column)
    if (field === 'name') onRemove(shown.id)
    else if (field !== null && shown.values[field.value] !== undefined) onTakeAway(shown.id, field.value)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || editing !== null) return
    const next = movedBy(event, active, rows.total, count)
    const shown = rows.rowAt(active.row)
    if (next !== null) go(next)
    else if (event.key === 'Enter' || event.key === 'F2') void open(active)
    else if (event.key === ' ' && shown !== undefined) onChoose(shown.id, null)
    else if (event.key === 'Delete' && shown !== undefined) removeAt(shown, active.column)
    else return
    event.preventDefault()
  }

  const actions = useActions({
    focus: setActive,
    choose: ({ row, column }) => {
      const shown = rows.rowAt(row)
      if (shown !== undefined) onChoose(shown.id, targets[column - 1 - columns.length]?.key ?? null)
    },
    open: (place) => fieldOf(place.column) !== null && void open(place),
    save,
    menu: (place, cell) => {
      go(place)
      setMenu({ place, cell })
    },
    takeFile: ({ row, column }, file) => {
      const [shown, name] = [rows.rowAt(row), columns[column - 1]?.name]
      if (shown !== undefined && name !== undefined) onFile(shown.id, name, file)
    },
    cancel: () => {
      setEditing(null)
      if (editing !== null) go({ row: editing.row, column: editing.column })
    },
  })
  const template = [
    'minmax(120px, 0.7fr)',
    ...columns.map(() => 'minmax(140px, 1fr)'),
    ...targets.map(() => 'minmax(216px, 1.3fr)'),
  ].join(' ')
  const minWidth = 152 + columns.length * 152 + targets.length * 228

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
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
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
              {listed([targetName(target), currency])}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const shown = rows.rowAt(index)
            return (
              <GridRow
                key={index}
                index={index}
                start={start}
                shown={shown}
                columns={columns}
                targets={targets}
                currency={currency}
                template={template}
                active={active.row === index ? active.column : null}
                edited={editing?.row === index ? editing : null}
                chosen={shown !== undefined && shown.id === chosen}
                actions={actions}
              />
            )
          })}
        </div>
      </div>
      {menu !== null && (
        <ValueMenu
          menu={menu}
          columns={columns}
          caseAt={rows.rowAt}
          onEdit={onEdit}
          onTakeAway={onTakeAway}
          onFile={onFile}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}

/** The newest of what is given, behind functions that stay the same. */
function useActions(newest: GridActions): GridActions {
  const latest = useRef(newest)
  useEffect(() => {
    latest.current = newest
  })
  const [actions] = useState<GridActions>(() => ({
    focus: (place) => latest.current.focus(place),
    choose: (place) => latest.current.choose(place),
    open: (place) => latest.current.open(place),
    save: (text, then) => latest.current.save(text, then),
    cancel: () => latest.current.cancel(),
    menu: (place, cell) => latest.current.menu(place, cell),
    takeFile: (place, file) => latest.current.takeFile(place, file),
  }))
  return actions
}
