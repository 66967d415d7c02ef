import { type FormEvent, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { PromptToken } from '../../../contract/tokens.ts'
import { Swatch } from '../../components/ui/swatch.tsx'
import { formatInteger } from '../../lib/format.ts'
import type { BarPart } from '../estimates/estimate-rows.ts'
import { TokenText } from './token-span.tsx'
import { byteWords } from './token-text.ts'

import styles from './token-card.module.css'

/** The server caches prompts in whole units of this many tokens. */
const CACHE_UNIT = 128

interface TokenCardProps {
  readonly position: number
  readonly total: number
  /** Undefined until it is there. */
  readonly token: PromptToken | undefined
  readonly part: BarPart | undefined
  /** How often this id stands in what is loaded around it. */
  readonly sameInView: number
  readonly whitespace: boolean
  readonly onGo: (position: number) => void
}

/** The inspected token. */
export function TokenCard({ position, total, token, part, sameInView, whitespace, onGo }: TokenCardProps) {
  return (
    <section className={styles.card} aria-label={t('Inspected token')}>
      <div className={styles.head}>
        {token ? <TokenText token={token} whitespace={whitespace} className={styles.text} /> : <span />}
        <span className={styles.id}>{token?.id}</span>
      </div>
      <dl className={styles.facts}>
        <dt>{t('Position')}</dt>
        <dd>
          <GoTo key={position} position={position} total={total} onGo={onGo} />
          {t('of {total}', { total: formatInteger(total) })}
        </dd>
        <dt>{t('Segment')}</dt>
        <dd className={styles.segment}>
          {part && <Swatch fill={part.fill} />}
          {part?.name}
        </dd>
        <dt>{t('Bytes')}</dt>
        <dd className={styles.bytes}>{token && byteWords(token.bytes)}</dd>
        <dt>{t('Same id in view')}</dt>
        <dd>{token && formatInteger(sameInView)}</dd>
        <dt>{t('Cache unit, {size} each', { size: CACHE_UNIT })}</dt>
        <dd>
          {t('{unit} of {units}', {
            unit: formatInteger(Math.floor(position / CACHE_UNIT) + 1),
            units: formatInteger(Math.ceil(total / CACHE_UNIT)),
          })}
        </dd>
      </dl>
    </section>
  )
}

interface GoToProps {
  readonly position: number
  readonly total: number
  readonly onGo: (position: number) => void
}

/** The position is a field: another number and Enter go there. */
function GoTo({ position, total, onGo }: GoToProps) {
  const [text, setText] = useState(formatInteger(position))
  const go = (event: FormEvent): void => {
    event.preventDefault()
    const digits = text.replaceAll(/\D/g, '')
    if (digits !== '') onGo(Math.min(Number(digits), total - 1))
  }
  return (
    <form className={styles.form} onSubmit={go}>
      <input
        aria-label={t('Go to position')}
        inputMode="numeric"
        className={styles.input}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
    </form>
  )
}
