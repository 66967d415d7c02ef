import type { ReactNode } from 'react'

import { message, t } from '../../../contract/i18n/t.ts'
import { classNames } from '../../lib/class-names.ts'

import styles from './figures.module.css'

/** Row 13, bar 14, worst case 16, total of the cost bar 20, total of the inspector 26. */
export type FigureSize = 'row' | 'bar' | 'worst' | 'total' | 'grand'

/** The look of a figure in a long table, where it is the cell or the button itself: each element less counts. */
export const figureClasses = {
  exact: classNames(styles.figure, styles.exact, styles.row),
  forecast: classNames(styles.figure, styles.forecast, styles.row),
} as const

interface FigureProps {
  readonly children: ReactNode
  /** The full value, where the figure is rounded. */
  readonly title?: string
  readonly size?: FigureSize
  /** The last right figure, while a newer one is being counted: dimmed, nothing else moves. */
  readonly stale?: boolean
}

/** Known to the last digit: plain, heavier, no sign. */
export function ExactFigure({ children, title, size = 'row', stale = false }: FigureProps) {
  return (
    <span
      title={title}
      className={classNames(styles.figure, styles.exact, styles[size], stale && styles.stale)}
    >
      {children}
    </span>
  )
}

interface ForecastFigureProps {
  readonly low: ReactNode
  readonly high: ReactNode
  /** The likely value, where history supports one. */
  readonly likely?: ReactNode
  readonly title?: string
  readonly size?: FigureSize
  readonly stale?: boolean
}

/** Not known before sending: always a range, with an open bracket under it. */
export function ForecastFigure({
  low,
  high,
  likely,
  title,
  size = 'row',
  stale = false,
}: ForecastFigureProps) {
  return (
    <span
      title={title}
      className={classNames(styles.figure, styles.forecast, styles[size], stale && styles.stale)}
    >
      {low}
      {' – '}
      {likely !== undefined && (
        <>
          <span className={styles.likely}>{likely}</span>
          {' – '}
        </>
      )}
      {high}
    </span>
  )
}

/** A lower bound, where the bill did not say all. */
export function AtLeastFigure({ children, title, size = 'row' }: FigureProps) {
  return (
    <span title={title} className={classNames(styles.figure, styles.unknown, styles[size])}>
      <span className={styles.sign}>{'\u2265'}</span> {children}
    </span>
  )
}

const unknownWords = [
  message('unpriced'),
  message('not reported'),
  message('unknown until settled'),
  message('never checked'),
  message('no history'),
  message('unknown'),
  message('missing'),
] as const
export type UnknownWord = (typeof unknownWords)[number]

interface UnknownFigureProps {
  readonly word: UnknownWord
  readonly title?: string
  readonly size?: FigureSize
}

/** The amber word stands exactly where the figure would be. */
export function UnknownFigure({ word, title, size = 'row' }: UnknownFigureProps) {
  return (
    <span title={title} className={classNames(styles.unknown, styles.word, styles[size])}>
      {t(word)}
    </span>
  )
}
