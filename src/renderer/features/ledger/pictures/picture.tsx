/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions -- one tab stop, arrow keys walk over what is drawn */
import { ChartNoAxesColumn, Download, Ellipsis, Table2 } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

import { t } from '../../../../contract/i18n/t.ts'
import { IconButton } from '../../../components/ui/icon-button.tsx'
import { Menu } from '../../../components/ui/menu.tsx'
import { useApi } from '../../../lib/api-context.tsx'
import { errorSentence } from '../../../lib/api.ts'
import { saveText } from '../../../lib/files.ts'
import { useWidth } from '../../../lib/use-width.ts'
import { savePng, svgFile } from './save-picture.ts'

import styles from './pictures.module.css'

export interface PictureTable {
  readonly head: readonly string[]
  /** The first cell names the row; the others are figures. */
  readonly rows: readonly (readonly ReactNode[])[]
}

interface PictureProps {
  readonly title: string
  /** What is on the picture, in words, for those who do not see it. */
  readonly summary: string
  /** Right of the title while nothing is pointed at: a legend, the newest figure. */
  readonly note?: ReactNode
  /** For the names of saved files: "spend". */
  readonly name: string
  readonly table: PictureTable
  /** How many things arrow keys walk over, oldest first. */
  readonly count: number
  /** What is said of one of them. */
  readonly read: (index: number) => string
  readonly onOpen?: (index: number) => void
  /** In place of the drawing where there is nothing to draw. */
  readonly empty?: ReactNode
  readonly children: (size: PictureSize) => ReactNode
}

export interface PictureSize {
  readonly width: number
  readonly height: number
  /** What is pointed at; -1 for nothing. */
  readonly active: number
  readonly onPoint: (index: number) => void
}

const HEIGHT = 132

/** One picture: a drawing, its table in the same place, and ways to take it along. */
export function Picture({
  title,
  summary,
  note,
  name,
  table,
  count,
  read,
  onOpen,
  empty,
  children,
}: PictureProps) {
  const [asTable, setAsTable] = useState(false)
  const [active, setActive] = useState(-1)
  const [failure, setFailure] = useState<string | null>(null)
  const [place, width] = useWidth<HTMLDivElement>()
  const drawing = useRef<SVGSVGElement>(null)
  const { send } = useApi()
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event.key, active, count)
    if (event.key === 'Enter' && active >= 0) onOpen?.(active)
    else if (event.key === 'Escape' && active >= 0) setActive(-1)
    else if (to !== null) setActive(to)
    else return
    event.preventDefault()
  }
  const save = (how: (svg: SVGSVGElement) => Promise<unknown>) => {
    setFailure(null)
    if (drawing.current) how(drawing.current).catch((error: unknown) => setFailure(errorSentence(error)))
  }
  const file = `fathom-${name}`
  return (
    <figure className={styles.picture}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        <span className={styles.note}>{failure ?? (active >= 0 ? read(active) : note)}</span>
        <Menu
          align="end"
          trigger={<IconButton icon={Ellipsis} label={t('{title}: table and files', { title })} small />}
          items={[
            {
              id: 'table',
              label: asTable ? t('As a picture') : t('As a table'),
              icon: asTable ? ChartNoAxesColumn : Table2,
              onSelect: () => setAsTable(!asTable),
            },
            ...(asTable || empty
              ? []
              : [
                  {
                    id: 'svg',
                    label: t('Save as SVG'),
                    icon: Download,
                    onSelect: () =>
                      save((svg) => saveText(send, `${file}.svg`, svgFile(svg, title).text, 'image/svg+xml')),
                  },
                  {
                    id: 'png',
                    label: t('Save as PNG'),
                    icon: Download,
                    onSelect: () => save((svg) => savePng(svg, title, `${file}.png`)),
                  },
                ]),
          ]}
        />
      </figcaption>
      {asTable ? (
        <DataTable title={title} table={table} />
      ) : (
        (empty && <div className={styles.empty}>{empty}</div>) || (
          <div
            ref={place}
            className={styles.plot}
            role="group"
            tabIndex={0}
            aria-label={t('{title}. {summary} Arrow keys read it.', { title, summary })}
            onKeyDown={onKeyDown}
            onMouseLeave={() => setActive(-1)}
            onBlur={() => setActive(-1)}
          >
            <output className={styles.spoken} aria-live="polite">
              {active >= 0 ? read(active) : ''}
            </output>
            <svg
              ref={drawing}
              width={width}
              height={HEIGHT}
              role="img"
              aria-hidden
              className={styles.drawing}
            >
              {width > 0 && children({ width, height: HEIGHT, active, onPoint: setActive })}
            </svg>
          </div>
        )
      )}
    </figure>
  )
}

function keyTarget(key: string, active: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(count - 1, active + 1)
  // The newest is at the right: from nothing, left begins there.
  if (key === 'ArrowLeft' || key === 'ArrowUp') return active < 0 ? count - 1 : Math.max(0, active - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

function DataTable({
  title,
  table: { head, rows },
}: {
  readonly title: string
  readonly table: PictureTable
}) {
  return (
    <section className={styles.scroll} tabIndex={0} aria-label={t('{title}, as a table', { title })}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows are drawn anew as a whole
            <tr key={row}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={head[column]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={head[column]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
