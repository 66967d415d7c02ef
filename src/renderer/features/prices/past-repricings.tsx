import { t } from '../../../contract/i18n/t.ts'
import type { Repricing } from '../../../contract/repricings.ts'
import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatDate, formatTime } from '../../lib/time.ts'
import { decidingWords } from './deciding-instant.tsx'

import styles from './prices-page.module.css'

interface PastRepricingsProps {
  readonly zone: Zone
  readonly onLook: () => void
}

/** The way to price past runs anew, and what was done of it: newest first, each with the way back. */
export function PastRepricings({ zone, onLook }: PastRepricingsProps) {
  const { data: repricings = [] } = useRoute('repricings.list', {})
  const undo = useSend('repricings.undo')
  const stop = useSend('repricings.stop')
  const error = undo.error ?? stop.error
  const busy = repricings.some(({ progress }) => progress !== null)
  return (
    <section className={styles.block} aria-label={t('Past runs')}>
      <h2>{t('Past runs')}</h2>
      <p className={styles.line}>
        <span>{t('They keep the price that they were billed by, until you price them anew.')}</span>
        <Button variant="link" onClick={onLook}>
          {t('Show what would change')}
        </Button>
      </p>
      {repricings.map((repricing) => (
        <p key={repricing.id} className={styles.line}>
          <span title={t('Priced by the moment {when}', { when: decidingWords(repricing.decidingInstant) })}>
            {formatDate(repricing.at, zone)} {formatTime(repricing.at, zone)}:{' '}
            <output>{stateWords(repricing)}</output>
          </span>
          {repricing.progress !== null ? (
            <Button variant="link" onClick={() => stop.mutate({ id: repricing.id })}>
              {t('Stop')}
            </Button>
          ) : (
            canUndo(repricing) && (
              <Button
                variant="link"
                disabled={busy || undo.isPending}
                aria-label={t('Undo the pricing of {at}', {
                  at: `${formatDate(repricing.at, zone)} ${formatTime(repricing.at, zone)}`,
                })}
                onClick={() => undo.mutate({ id: repricing.id })}
              >
                {t('Undo')}
              </Button>
            )
          )}
        </p>
      ))}
      {error && (
        <p role="alert" className={styles.line}>
          {errorSentence(error)}
        </p>
      )}
    </section>
  )
}

/** Something of it holds still. */
function canUndo({ state, runs, takenBack, kept }: Repricing): boolean {
  return (state === 'applied' || state === 'cut-short') && runs - takenBack - kept > 0
}

function stateWords({ state, runs, takenBack, kept, progress }: Repricing): string {
  const counts = { runs, takenBack, done: progress?.done ?? 0, total: progress?.total ?? 0 }
  if (state === 'applying')
    return t('pricing anew, {done, number} of {total, plural, one {# run} other {# runs}}', counts)
  if (state === 'undoing')
    return t('taking back, {done, number} of {total, plural, one {# run} other {# runs}}', counts)
  if (state === 'applied') return t('{runs, plural, one {# run} other {# runs}} priced anew', counts)
  if (state === 'cut-short')
    return t(
      'cut short: {runs, plural, one {# run} other {# runs}} priced anew, {takenBack, number} taken back',
      counts,
    )
  const undone = t('{takenBack, plural, one {# run} other {# runs}} taken back', counts)
  return kept === 0
    ? undone
    : `${undone}; ${t('{kept, plural, one {# was} other {# were}} corrected again since and stayed', { kept })}`
}
