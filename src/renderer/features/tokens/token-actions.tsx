import { Check, ChevronRight } from 'lucide-react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Verification } from '../../../contract/tokens.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger } from '../../lib/format.ts'
import { useVerification, type VerifyState } from './use-verification.ts'

import styles from './token-actions.module.css'

interface TokenActionsProps {
  readonly estimate: LiveEstimate
  readonly onShowTokens: () => void
}

/** Under the rows: have the count checked by another engine, and see the tokens themselves. */
export function TokenActions({ estimate, onShowTokens }: TokenActionsProps) {
  const { model } = estimate.columns[0]!.estimate
  const { state, start, stop } = useVerification(estimate.promptId, model.requested, estimate.revision)
  return (
    <div className={styles.actions}>
      <output className={styles.said}>
        <VerifySentence state={state} />
      </output>
      {state.kind === 'busy' ? (
        <button type="button" className={styles.action} onClick={stop}>
          {t('Stop')}
        </button>
      ) : (
        state.kind !== 'done' && (
          <button
            type="button"
            className={styles.action}
            title={t('Count the draft again with a second engine')}
            onClick={start}
          >
            {t('Verify')}
          </button>
        )
      )}
      <button type="button" className={classNames(styles.action, styles.show)} onClick={onShowTokens}>
        {t('Show tokens')}
        <ChevronRight size={14} strokeWidth={1.5} aria-hidden />
      </button>
    </div>
  )
}

function VerifySentence({ state }: { readonly state: VerifyState }) {
  if (state.kind === 'busy') return t('The second engine is counting. You can go on typing.')
  if (state.kind === 'failed') return <span className={styles.amber}>{state.sentence}</span>
  if (state.kind === 'idle') return null
  return <Verdict result={state.result} />
}

function Verdict({ result: { own, reference, sameTokens } }: { readonly result: Verification }) {
  if (own === reference && sameTokens) {
    return (
      <span className={styles.agree}>
        <Check size={12} strokeWidth={1.75} aria-hidden className={styles.tick} />
        {t('Both engines agree: {own}', { own: formatInteger(own) })}
      </span>
    )
  }
  return (
    <span className={styles.amber}>
      {own === reference
        ? t('Both engines count {own}, but not the same tokens.', { own: formatInteger(own) })
        : t('The engines differ: ours counts {own}, the second {reference}.', {
            own: formatInteger(own),
            reference: formatInteger(reference),
          })}
    </span>
  )
}
