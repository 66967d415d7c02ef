import { CircleAlert, KeyRound, type LucideIcon, Unplug, Wallet } from 'lucide-react'
import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { formatInteger } from '../../lib/format.ts'
import { formatTime } from '../../lib/time.ts'
import { useCurrency, useSettings } from '../../lib/use-settings.ts'
import { balanceFigure, entryFor } from '../balance/balance-words.ts'
import { type NamedPlace, namedPlace } from './named-place.ts'
import { ProgressCard } from './progress-card.tsx'
import { endWords, failureWords } from './run-words.ts'

import styles from './run-cards.module.css'

interface RunCardsProps {
  readonly run: Run
  /** Absent where the run can only be looked at. */
  readonly onStop?: (() => void) | undefined
  readonly onAgain?: (() => void) | undefined
  readonly onShow?: ((place: NamedPlace) => void) | undefined
}

/** What stands in the way of an answer, in its place: waiting, silent, refused, failed, or all spent on thinking. */
export function RunCards({ run, onStop, onAgain, onShow }: RunCardsProps) {
  if (run.status === 'running') return <ProgressCard run={run} onStop={onStop} />
  if (run.error !== null) return <FailureCard run={run} onAgain={onAgain} onShow={onShow} />
  const words = endWords(run)
  return words === null ? null : (
    <ErrorCard
      tone="amber"
      title={words.title}
      detail={words.detail}
      action={onAgain && <Link onClick={onAgain}>{t('Run again')}</Link>}
    />
  )
}

const icons: Readonly<Record<string, LucideIcon>> = {
  KEY_REJECTED: KeyRound,
  BALANCE_INSUFFICIENT: Wallet,
  CONNECTION_CUT: Unplug,
  NO_NETWORK: Unplug,
  HOST_NOT_FOUND: Unplug,
}

function FailureCard({ run, onAgain, onShow }: Omit<RunCardsProps, 'onStop'>) {
  const commands = useCommands()
  const { code, message } = run.error ?? { code: '', message: '' }
  const { title, detail } = failureWords(run)
  const place =
    onShow && (code === 'REQUEST_REFUSED' || code === 'PARAMETER_INVALID') ? namedPlace(message) : null
  return (
    <ErrorCard
      tone={run.status === 'cut-short' ? 'amber' : 'red'}
      icon={icons[code] ?? CircleAlert}
      title={title}
      detail={
        <>
          {detail} <Facts code={code} />
        </>
      }
      action={
        <span className={styles.actions}>
          {place && onShow && <Link onClick={() => onShow(place)}>{t('Show it')}</Link>}
          {code === 'BALANCE_INSUFFICIENT' && <Link onClick={openTopUp}>{t('Top up')}</Link>}
          {code === 'KEY_REJECTED' && <Link onClick={() => commands.run('key.open')}>{t('Open keys')}</Link>}
          {onAgain && <Link onClick={onAgain}>{t('Run again')}</Link>}
        </span>
      }
    />
  )
}

function openTopUp(): void {
  window.open('https://platform.deepseek.com/top_up', '_blank', 'noopener')
}

/** What Fathom knows about the reason: the balance as it was last seen, the runs that are under way. */
function Facts({ code }: { readonly code: string }) {
  if (code === 'BALANCE_INSUFFICIENT') return <KnownBalance />
  return code === 'TOO_MANY_REQUESTS' ? <RunsInFlight /> : null
}

function KnownBalance() {
  const { data: balance } = useRoute('balance.get', {})
  const { settings } = useSettings()
  const currency = useCurrency()
  if (balance === undefined || balance.asOf === null || settings.hideAmounts) return null
  const entry = entryFor(balance, currency)
  if (entry === undefined) return null
  return t('{currency} {total} as of {time}.', {
    currency: entry.currency,
    total: balanceFigure(entry.total),
    time: formatTime(balance.asOf, settings.zone),
  })
}

function RunsInFlight() {
  const { data: runs } = useRoute('runs.list', { limit: 100 })
  const count = runs?.filter(({ status, practice }) => status === 'running' && !practice).length ?? 0
  if (count === 0) return t('None of your runs here is under way.')
  return count === 1
    ? t('One of your runs is under way.')
    : t('{count} of your runs are under way.', { count: formatInteger(count) })
}

function Link({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <Button variant="link" onClick={onClick}>
      {children}
    </Button>
  )
}
