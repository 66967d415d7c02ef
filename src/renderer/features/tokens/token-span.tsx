/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of a select cannot hold a text and an id */
import { memo } from 'react'

import type { PromptToken } from '../../../contract/tokens.ts'
import { classNames } from '../../lib/class-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { segmentFill } from '../../lib/segments.ts'
import { byteWords, controlName, textMarks, tokenName } from './token-text.ts'

import styles from './token-flow.module.css'

/** What is drawn of each token. */
export type TokenMode = 'text' | 'ids' | 'both'

interface TokenSpanProps {
  readonly token: PromptToken
  readonly active: boolean
  readonly mode: TokenMode
  readonly whitespace: boolean
  /** Tokens of the whole prompt. */
  readonly total: number
}

export function tokenElementId(position: number): string {
  return `token-${position}`
}

/** One token: its text above, its id below. */
export const TokenSpan = memo(function TokenSpan({ token, active, mode, whitespace, total }: TokenSpanProps) {
  useLanguage()
  const { position, id, control, kind } = token
  return (
    <span
      role="option"
      tabIndex={-1}
      id={tokenElementId(position)}
      aria-selected={active}
      aria-posinset={position + 1}
      aria-setsize={total}
      aria-label={`${tokenName(token)}, ${id}`}
      data-position={position}
      data-fill={segmentFill(kind)}
      data-odd={position % 2 === 1 || undefined}
      className={classNames(styles.token, control && styles.control, active && styles.active)}
    >
      {/* The name says all of it, in an order that can be listened to. */}
      {mode !== 'ids' && (
        <TokenText token={token} whitespace={whitespace} className={styles.text} silent />
      )}{' '}
      {mode !== 'text' && (
        <span aria-hidden className={mode === 'ids' ? styles.idAlone : styles.id}>
          {id}
        </span>
      )}
    </span>
  )
})

interface TokenTextProps {
  readonly token: PromptToken
  readonly whitespace: boolean
  readonly className?: string | undefined
  /** Not said: what stands around it has a name that says it. */
  readonly silent?: boolean
}

/** A token's text with its marks; the name of a control token, the bytes of a part of a character. */
export function TokenText({
  token: { text, bytes, control },
  whitespace,
  className,
  silent = false,
}: TokenTextProps) {
  if (text === null)
    return (
      <span aria-hidden={silent} className={classNames(className, styles.bytes)}>
        {byteWords(bytes)}
      </span>
    )
  if (control)
    return (
      <span aria-hidden={silent} className={className}>
        {controlName(text)}
      </span>
    )
  return (
    <span aria-hidden={silent} className={className}>
      {textMarks(text, whitespace).map((part, index) =>
        part.mark ? (
          // oxlint-disable-next-line react/no-array-index-key -- a stretch is its place in the token
          <span key={index} className={styles.mark}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </span>
  )
}
