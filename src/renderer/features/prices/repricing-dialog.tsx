import { t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { decidingWords } from './deciding-instant.tsx'
import { RepricingChanges } from './repricing-changes.tsx'
import type { Gathered } from './repricing-sums.ts'
import { type RepricingPreviewState, useRepricingPreview } from './use-repricing-preview.ts'

import styles from './price-dialogs.module.css'

interface RepricingDialogProps {
  readonly zone: Zone
  readonly onClose: () => void
}

/** What the prices of now would change in past runs, shown before anything is done; then done, and listed. */
export function RepricingDialog({ zone, onClose }: RepricingDialogProps) {
  const preview = useRepricingPreview()
  const { settings } = useSettings()
  const apply = useSend('repricings.apply')
  const { gathered, complete } = preview
  const changed = gathered?.changed ?? 0
  const problem = preview.problem ?? (apply.error ? errorSentence(apply.error) : null)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('Price past runs anew')}
      sentence={t(
        'Real runs priced by the book of now, each by the moment {when}. Nothing changes until you say so, and it can be undone.',
        { when: decidingWords(settings.decidingInstant) },
      )}
      buttons={
        complete && changed > 0 ? (
          <>
            <Button onClick={onClose}>{t('Cancel')}</Button>
            <Button
              variant="primary"
              disabled={apply.isPending}
              onClick={() => apply.mutate({ basis: gathered?.basis ?? '' }, { onSuccess: onClose })}
            >
              {t('{count, plural, one {Price # run anew} other {Price # runs anew}}', { count: changed })}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{t('Close')}</Button>
        )
      }
    >
      <Progress preview={preview} />
      {gathered && complete && <Outcome gathered={gathered} />}
      {gathered && changed > 0 && <RepricingChanges gathered={gathered} zone={zone} />}
      {problem !== null && (
        <p role="alert" className={styles.error}>
          {problem}{' '}
          <Button variant="link" onClick={preview.again}>
            {t('Look again')}
          </Button>
        </p>
      )}
    </Dialog>
  )
}

function Progress({ preview }: { readonly preview: RepricingPreviewState }) {
  const { gathered, complete, stopped, problem, stop, again } = preview
  if (complete || problem !== null) return null
  const counts = { done: gathered?.done ?? 0, total: gathered?.total ?? 0 }
  return (
    <output className={styles.progress}>
      {stopped
        ? t('Stopped after {done, number} of {total, number} runs.', counts)
        : t('Looking through {done, number} of {total, number} runs', counts)}
      <Button variant="link" onClick={stopped ? again : stop}>
        {stopped ? t('Look again') : t('Stop')}
      </Button>
    </output>
  )
}

function Outcome({ gathered }: { readonly gathered: Gathered }) {
  const { changed, total, withoutUsage } = gathered
  return (
    <output className={styles.progress}>
      {changed === 0
        ? t(
            '{total, plural, =0 {There is no real run yet.} other {Nothing would change: every price is that of the book.}}',
            {
              total,
            },
          )
        : t('{changed, number} of {total, plural, one {# run} other {# runs}} would change.', {
            changed,
            total,
          })}
      {withoutUsage > 0 &&
        ` ${t('{count, plural, one {# run has} other {# runs have}} no usage, so no price.', { count: withoutUsage })}`}
    </output>
  )
}
