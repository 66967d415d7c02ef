import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { formatSigned } from '../../lib/format.ts'
import { formatDay, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'

import styles from './forecasts.module.css'

/** The profiles that are marked as not exact, each with the way back; nothing where none is. */
export function MarkedProfiles() {
  const { data } = useRoute('forecasts.drifts', {})
  const { settings } = useSettings()
  const unmark = useSend('forecasts.unmark')
  const marks = data?.marks ?? []
  if (marks.length === 0) return null
  return (
    <section className={styles.marks} aria-label={t('Marked as not exact')}>
      <div>{t('Marked as not exact')}</div>
      {marks.map(({ practice, profile, model, remainder, since }) => (
        <div key={`${practice} ${profile} ${model}`} className={styles.mark}>
          <span className={styles.note}>
            {t('{model} ({profile}): {remainder} since {day} {time}', {
              model: practice ? t('{name}, practice', { name: model }) : model,
              profile,
              remainder: formatSigned(remainder),
              day: formatDay(since, settings.zone),
              time: formatTime(since, settings.zone),
            })}
          </span>
          <Button
            variant="link"
            disabled={unmark.isPending}
            onClick={() => unmark.mutate({ practice, profile, model })}
          >
            {t('Call it exact again')}
          </Button>
        </div>
      ))}
    </section>
  )
}
