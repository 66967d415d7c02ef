import type { EstimateColumn } from '../../../contract/estimates.ts'
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a meter element cannot draw two parts */
import { t } from '../../../contract/i18n/t.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'
import { contextUse } from './context-use.ts'

import styles from './context-meter.module.css'

/** Prompt and max_tokens against what the model can hold; a sentence where they do not fit. */
export function ContextMeter({
  column,
  stale,
}: {
  readonly column: EstimateColumn
  readonly stale: boolean
}) {
  const use = contextUse(column)
  if (use === null) return null
  const { limit, prompt, maxTokens, left, advice } = use
  const scale = Math.max(limit, prompt + maxTokens)
  const percent = (tokens: number): string => `${(tokens / scale) * 100}%`
  return (
    <div className={classNames(styles.context, stale && styles.stale)}>
      <div
        role="meter"
        aria-label={t('Context')}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(prompt + maxTokens, limit)}
        aria-valuetext={t('{prompt} prompt tokens and {maxTokens} max_tokens of {limit}', {
          prompt: formatInteger(prompt),
          maxTokens: formatInteger(maxTokens),
          limit: formatInteger(limit),
        })}
        className={styles.meter}
      >
        <span className={styles.prompt} style={{ width: percent(prompt) }} />
        <span className={styles.output} style={{ width: percent(maxTokens) }} />
        {left < 0 && <span className={styles.over} style={{ width: percent(-left) }} />}
      </div>
      <div className={styles.words}>
        <span>{t('context: prompt + max_tokens {maxTokens}', { maxTokens: formatInteger(maxTokens) })}</span>
        <span className={left < 0 ? styles.amber : undefined}>
          {left < 0
            ? t('{tokens} too many', { tokens: formatInteger(-left) })
            : t('{left} left', { left: formatInteger(left) })}
        </span>
      </div>
      {advice !== null && (
        <p className={styles.advice} role="alert">
          {advice}
        </p>
      )}
    </div>
  )
}
