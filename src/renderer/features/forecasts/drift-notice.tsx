import { CircleHelp } from 'lucide-react'

import type { Drift } from '../../../contract/forecasts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { formatInteger, formatSigned } from '../../lib/format.ts'
import { formatDay, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'

import styles from './forecasts.module.css'

interface DriftNoticeProps {
  readonly practice: boolean
  readonly model: string
  readonly profile: string | null
}

/** Says when the bills of a profile keep differing by the same amount that nothing explains. It corrects nothing. */
export function DriftNotice({ practice, model, profile }: DriftNoticeProps) {
  const { data } = useRoute('forecasts.drifts', {})
  const drift = data?.drifts.find(
    (each) => each.practice === practice && each.model === model && each.profile === profile,
  )
  return drift === undefined ? null : <Notice drift={drift} />
}

function Notice({ drift }: { readonly drift: Drift }) {
  const { practice, model, profile, remainder, since, runs } = drift
  const { settings } = useSettings()
  const mark = useSend('forecasts.mark')
  return (
    <output className={styles.drift}>
      <CircleHelp size={14} strokeWidth={1.5} aria-hidden />
      <span>
        <RichText
          message="<b>{remainder} {tokens, plural, one {token} other {tokens}}</b> since {day} {time} on {model} ({profile}): {runs} bills running, unexplained."
          values={{
            b: (inside) => <b>{inside}</b>,
            remainder: formatSigned(remainder),
            tokens: Math.abs(remainder),
            day: formatDay(since, settings.zone),
            time: formatTime(since, settings.zone),
            model: practice ? t('{name}, practice', { name: model }) : model,
            profile,
            runs: formatInteger(runs),
          }}
        />
      </span>
      {mark.error !== null && <span>{mark.error.message}</span>}
      <Button
        variant="link"
        disabled={mark.isPending}
        onClick={() => mark.mutate({ practice, profile, model })}
      >
        {t('Mark as not exact')}
      </Button>
    </output>
  )
}
