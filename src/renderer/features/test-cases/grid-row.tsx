/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand, which the elements of a table do not allow */
import { Ellipsis } from 'lucide-react'
import { memo, type MouseEvent, type ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestColumn, TestRow, TestTarget } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { UnknownFigure } from '../../components/ui/figures.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.tsx'
import { type FileDrop, useFileDrop } from '../variables/use-file-drop.ts'
import type { GridPlace } from './grid-moves.ts'
import { ResultCell } from './result-cell.tsx'
import { type AfterEdit, ValueEditor } from './value-editor.tsx'

import styles from './test-grid.module.css'

/** What cells ask of the grid; always the same object, so that a row is drawn anew only when it changed. */
export interface GridActions {
  readonly focus: (place: GridPlace) => void
  readonly choose: (place: GridPlace) => void
  readonly open: (place: GridPlace) => void
  readonly save: (text: string, then: AfterEdit) => void
  readonly cancel: () => void
  /** Asks what to do with a value; the menu stands at its cell. */
  readonly menu: (place: GridPlace, cell: HTMLElement) => void
  /** A file was dropped on a value. */
  readonly takeFile: (place: GridPlace, file: File) => void
}

interface GridRowProps {
  readonly index: number
  /** Pixels from the top. */
  readonly start: number
  /** Undefined until its page is there. */
  readonly shown: TestRow | undefined
  readonly columns: readonly TestColumn[]
  readonly targets: readonly TestTarget[]
  readonly currency: Currency
  readonly template: string
  /** Column of the one tab stop, where it is in this row. */
  readonly active: number | null
  readonly edited: { readonly column: number; readonly text: string } | null
  readonly chosen: boolean
  readonly actions: GridActions
}

/** One case: its name, its values, its results. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  useLanguage()
  const { index, start, shown, columns, targets, currency, template, edited, chosen } = props
  return (
    <div
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={classNames(styles.row, chosen && styles.chosen)}
      style={{ gridTemplateColumns: template, translate: `0 ${start}px`, zIndex: edited === null ? 0 : 1 }}
    >
      {shown === undefined ? (
        <span role="gridcell" className={styles.nothing}>
          …
        </span>
      ) : (
        <>
          <GridCell {...props} column={0} label={t('Name of the case')} title={shown.name}>
            <span className={styles.number}>{formatInteger(shown.number)}</span>
            {shown.name}
          </GridCell>
          {columns.map((column, place) => (
            <ValueCell
              key={column.name}
              {...props}
              column={1 + place}
              shown={column}
              text={shown.values[column.name]}
            />
          ))}
          {targets.map(({ key }, place) => (
            <GridCell
              key={key}
              {...props}
              column={1 + columns.length + place}
              label=""
              title={shown.cells[key]?.failure ?? undefined}
            >
              <ResultCell cell={shown.cells[key]} currency={currency} />
            </GridCell>
          ))}
        </>
      )}
    </div>
  )
})

interface GridCellProps extends Pick<GridRowProps, 'index' | 'active' | 'edited' | 'actions'> {
  readonly column: number
  /** Of its field while it is edited. */
  readonly label: string
  readonly title: string | undefined
  readonly children: ReactNode
  /** Takes a file. */
  readonly drop?: FileDrop
  /** Asked for its menu, by the mouse or by Shift+F10. */
  readonly onMenu?: (cell: HTMLElement) => void
}

function GridCell(props: GridCellProps) {
  const { index, active, edited, actions, column, label, title, children, drop, onMenu } = props
  const place = { row: index, column }
  const editing = edited?.column === column ? edited : null
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid takes Enter for its active cell
    <span
      role="gridcell"
      tabIndex={active === column ? 0 : -1}
      data-column={column}
      title={title}
      className={classNames(styles.cell, editing !== null && styles.edited, drop?.over && styles.over)}
      {...drop?.handlers}
      {...(onMenu && {
        onContextMenu: (event: MouseEvent<HTMLElement>) => {
          event.preventDefault()
          onMenu(event.currentTarget)
        },
      })}
      onFocus={() => actions.focus(place)}
      onClick={() => actions.choose(place)}
      onDoubleClick={() => actions.open(place)}
    >
      {children}
      {editing !== null && (
        <ValueEditor label={label} value={editing.text} onSave={actions.save} onCancel={actions.cancel} />
      )}
    </span>
  )
}

interface ValueCellProps extends Pick<GridRowProps, 'index' | 'active' | 'edited' | 'actions'> {
  readonly column: number
  readonly shown: TestColumn
  readonly text: string | undefined
}

/** A value that takes the text of a file too. */
function ValueCell({ shown, text, ...cell }: ValueCellProps) {
  const { index, column, actions } = cell
  const place = { row: index, column }
  const drop = useFileDrop(([file]) => file && actions.takeFile(place, file))
  return (
    <GridCell
      {...cell}
      label={shown.name}
      title={text}
      drop={drop}
      onMenu={(element) => actions.menu(place, element)}
    >
      <ValueText text={text} column={shown} />
      <button
        type="button"
        tabIndex={-1}
        className={styles.more}
        aria-label={t('More for {name}', { name: shown.name })}
        aria-haspopup="menu"
        onClick={(event) => {
          event.stopPropagation()
          const element = event.currentTarget.parentElement
          if (element !== null) actions.menu(place, element)
        }}
      >
        <Ellipsis size={14} strokeWidth={1.5} aria-hidden />
      </button>
    </GridCell>
  )
}

interface ValueTextProps {
  readonly text: string | undefined
  readonly column: TestColumn
}

/** A value, the default that stands for it, or that it is missing. */
function ValueText({ text, column: { inPrompt, fallback } }: ValueTextProps) {
  if (text === '' && inPrompt) return <span className={styles.fallback}>{t('Nothing is sent for it')}</span>
  if (text !== undefined || !inPrompt) return <span className={styles.value}>{text}</span>
  if (fallback === null) return <UnknownFigure word="missing" />
  return <span className={styles.fallback}>{t('{text}, the default', { text: fallback })}</span>
}
