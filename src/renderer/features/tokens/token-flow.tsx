/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot draw its options as running text */
import { useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, type KeyboardEvent, type MouseEvent, memo, useEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { PromptToken } from '../../../contract/tokens.ts'
import { classNames } from '../../lib/class-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useWidth } from '../../lib/use-width.ts'
import { drawnTokens, endsLine, PAGE } from './page-bounds.ts'
import { tokenInNextLine, type TokenPlace } from './token-lines.ts'
import type { TokenPages } from './token-pages.ts'
import { type TokenMode, tokenElementId, TokenSpan } from './token-span.tsx'

import styles from './token-flow.module.css'

interface TokenFlowProps {
  readonly pages: TokenPages
  readonly total: number
  readonly stale: boolean
  readonly active: number
  readonly onActive: (position: number) => void
  readonly mode: TokenMode
  readonly whitespace: boolean
  /** Told which pages are in view. */
  readonly onPages: (pages: readonly number[]) => void
}

const LINE = 42
const TOKEN_WIDTH = 44
/** Page up and down move by as many tokens: the unit of the cache. */
const FAR = 128

/**
 * The tokens as they stand in the prompt, drawn page by page where they are in view. One tab stop: left and right move
 * by token, up and down by line.
 */
export function TokenFlow(props: TokenFlowProps) {
  const { pages, total, stale, active, onActive, mode, whitespace, onPages } = props
  const [scroller, width] = useWidth<HTMLDivElement>()
  const count = Math.ceil(total / PAGE)
  // oxlint-disable-next-line react/incompatible-library -- no compiler is set up; nothing here is memoized
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => Math.ceil((PAGE * TOKEN_WIDTH) / Math.max(width - 40, 200)) * LINE,
    overscan: 1,
  })
  const items = virtual.getVirtualItems()
  const [first = 0, last = 0] = [items[0]?.index, items.at(-1)?.index]
  useEffect(() => {
    onPages(Array.from({ length: last - first + 1 }, (_, index) => first + index))
  }, [onPages, first, last])

  const sought = useRef<number | null>(active)
  const column = useRef<number | null>(null)
  const shownActive = useRef(active)
  if (shownActive.current !== active) {
    shownActive.current = active
    sought.current = active
  }
  // After every drawing: brings the sought token into view as soon as its page is there.
  useEffect(() => {
    if (sought.current === null) return
    const element = scroller.current?.querySelector(`[data-position="${sought.current}"]`)
    if (!element) {
      virtual.scrollToIndex(Math.min(Math.floor(sought.current / PAGE), count - 1), { align: 'start' })
      return
    }
    sought.current = null
    element.scrollIntoView({ block: 'nearest' })
  })

  const move = (position: number): void => onActive(Math.max(0, Math.min(total - 1, position)))
  const moveByLine = (direction: 'up' | 'down'): void => {
    const places = placesIn(scroller.current)
    const here = places.find(({ position }) => position === active)
    column.current ??= here === undefined ? 0 : (here.left + here.right) / 2
    const next = tokenInNextLine(places, active, direction, column.current)
    move(next ?? active + (direction === 'up' ? -1 : 1))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const { key } = event
    if (key !== 'ArrowUp' && key !== 'ArrowDown') column.current = null
    if (key === 'ArrowRight') move(active + 1)
    else if (key === 'ArrowLeft') move(active - 1)
    else if (key === 'ArrowDown') moveByLine('down')
    else if (key === 'ArrowUp') moveByLine('up')
    else if (key === 'PageDown') move(active + FAR)
    else if (key === 'PageUp') move(active - FAR)
    else if (key === 'Home') move(0)
    else if (key === 'End') move(total - 1)
    else return
    event.preventDefault()
  }
  const onClick = (event: MouseEvent): void => {
    const token = (event.target as Element).closest<HTMLElement>('[data-position]')
    column.current = null
    if (token !== null) onActive(Number(token.dataset['position']))
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('Tokens')}
      aria-orientation="horizontal"
      aria-activedescendant={tokenElementId(active)}
      data-tokens
      className={classNames(styles.scroller, stale && styles.stale)}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="presentation" className={styles.whole} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, size }) => {
          const page = pages.get(index)
          return (
            <div
              key={index}
              role="presentation"
              ref={page && virtual.measureElement}
              data-index={index}
              className={styles.place}
              style={{ translate: `0 ${start}px`, ...(page ? {} : { height: size }) }}
            >
              {page && (
                <TokenPageView
                  page={index}
                  tokens={page.tokens}
                  total={total}
                  active={Math.abs(active - (index + 0.5) * PAGE) < 2 * PAGE ? active : -1}
                  mode={mode}
                  whitespace={whitespace}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface TokenPageProps {
  readonly page: number
  readonly tokens: readonly PromptToken[]
  readonly total: number
  /** -1 where it is far away: then moving it draws nothing anew here. */
  readonly active: number
  readonly mode: TokenMode
  readonly whitespace: boolean
}

const TokenPageView = memo(function TokenPageView(props: TokenPageProps) {
  useLanguage()
  const { page, tokens, total, active, mode, whitespace } = props
  return (
    <div role="presentation" className={styles.page}>
      {drawnTokens(page, tokens, total).map((token) => (
        <Fragment key={token.position}>
          <TokenSpan
            token={token}
            active={token.position === active}
            mode={mode}
            whitespace={whitespace}
            total={total}
          />
          {endsLine(token) && <span role="presentation" className={styles.break} />}
        </Fragment>
      ))}
    </div>
  )
})

function placesIn(scroller: HTMLElement | null): TokenPlace[] {
  return [...(scroller?.querySelectorAll<HTMLElement>('[data-position]') ?? [])].map((element) => {
    const { left, right, top } = element.getBoundingClientRect()
    return { position: Number(element.dataset['position']), left, right, top }
  })
}
