import { Fragment, type ReactNode } from 'react'

import type { CacheForecast, PrefixParting } from '../../../contract/forecasts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { formatInteger } from '../../lib/format.ts'
import { CachedFigure } from './cached-figure.tsx'
import { historyText, likelySentence, partingSentence } from './forecast-words.ts'

import styles from './cache-tab.module.css'

interface CacheTabProps {
  readonly model: string
  /** Null until the first forecast is there. */
  readonly cache: CacheForecast | null
  readonly parting: PrefixParting | null
  readonly stale: boolean
  /** The prompt drawn to scale. */
  readonly bar: ReactNode
  /** Shows the first differing token in the editor. */
  readonly onReveal: () => void
}

/** What the cache may hold of this draft, how that is known, and what broke it. */
export function CacheTab({ model, cache, parting, stale, bar, onReveal }: CacheTabProps) {
  if (cache === null) return null
  return (
    <div className={styles.tab}>
      <section className={styles.top} aria-label={t('Cached tokens')}>
        <div className={styles.head}>
          <CachedFigure cache={cache} stale={stale} size="total" />
          <span className={styles.unit}>{t('tokens cached')}</span>
        </div>
        {bar}
      </section>
      <Bounds cache={cache} stale={stale} />
      {parting !== null && <Parting parting={parting} stale={stale} onReveal={onReveal} />}
      <p className={styles.note}>
        {t(
          'From Fathom’s own runs of {model} with this key in the last three days. DeepSeek keeps a prefix for hours to days and promises nothing, so the floor is 0.',
          { model },
        )}
      </p>
    </div>
  )
}

function Bounds({ cache, stale }: { readonly cache: CacheForecast; readonly stale: boolean }) {
  const { floor, likely, ceiling } = cache
  const none = ceiling === 0
  return (
    <dl className={styles.bounds}>
      <dt>{t('Floor')}</dt>
      <dd>
        <ExactFigure stale={stale}>{formatInteger(floor)}</ExactFigure>
      </dd>
      <dt>
        {t('Likely')}
        {!none && <span className={styles.why}>{likelySentence(cache)}</span>}
      </dt>
      <dd>
        {none ? (
          <ExactFigure stale={stale}>0</ExactFigure>
        ) : likely === null ? (
          <UnknownFigure word="no history" title={historyText(cache)} />
        ) : (
          <ExactFigure stale={stale}>{formatInteger(likely)}</ExactFigure>
        )}
      </dd>
      <dt>
        {t('Ceiling')}
        <span className={styles.why}>
          {none
            ? t('No earlier run begins with the same 128 tokens.')
            : t('All whole units of 128 that an earlier run began with too.')}
        </span>
      </dt>
      <dd>
        <ExactFigure stale={stale}>{formatInteger(ceiling)}</ExactFigure>
      </dd>
    </dl>
  )
}

interface PartingProps {
  readonly parting: PrefixParting
  readonly stale: boolean
  readonly onReveal: () => void
}

function Parting({ parting, stale, onReveal }: PartingProps) {
  const { state, before, draft, earlier, run, place } = parting
  const texts: readonly (readonly [string, string])[] = [
    [t('Run {number}', { number: run.number }), earlier],
    [t('This draft'), draft],
  ]
  return (
    <section
      className={styles.parting}
      aria-label={t('What broke the prefix')}
      data-stale={stale || undefined}
    >
      <h2 className={styles.caption}>{state === 'parts' ? t('What broke the prefix') : t('Nearest run')}</h2>
      <p>{partingSentence(parting)}</p>
      {state === 'parts' && (
        <>
          <dl className={styles.texts}>
            {texts.map(([name, text]) => (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>
                  <span className={styles.shared}>{before}</span>
                  <mark className={styles.differs}>{text === '' ? ' ' : text}</mark>
                </dd>
              </Fragment>
            ))}
          </dl>
          {place !== null && (
            <Button variant="link" onClick={onReveal}>
              {t('Show it in the draft')}
            </Button>
          )}
        </>
      )}
    </section>
  )
}
