import { EyeOff, Wallet } from 'lucide-react'
import type { ComponentProps } from 'react'

import type { Balance } from '../../../contract/balance.ts'
import { t } from '../../../contract/i18n/t.ts'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { useCommand } from '../../lib/command-context.tsx'
import { useClock } from '../../lib/use-clock.ts'
import { useCurrency, useSettings } from '../../lib/use-settings.ts'
import { BalanceDetails } from './balance-details.tsx'
import { balanceWords, type BalanceWords, entryFor } from './balance-words.ts'

import styles from './balance-pill.module.css'

/** What is left on the account, as of when; a press shows all of it, checks again, or hides the amounts. */
export function BalancePill({ short }: { readonly short: boolean }) {
  const { data: balance } = useRoute('balance.get', {})
  const refresh = useSend('balance.refresh')
  const { settings, change } = useSettings()
  const hidden = settings.hideAmounts
  const toggle = () => change({ hideAmounts: !hidden })
  const check = () => refresh.mutate({})
  useCommand('amounts.hide', toggle)
  useCommand('balance.refresh', check)
  if (!balance) return null
  return (
    <Popover
      title={t('Balance at DeepSeek')}
      trigger={<Pill balance={balance} hidden={hidden} short={short} />}
    >
      <BalanceDetails
        balance={balance}
        hidden={hidden}
        checking={refresh.isPending}
        error={refresh.error}
        onCheck={check}
        onHide={toggle}
      />
    </Popover>
  )
}

interface PillProps extends ComponentProps<'button'> {
  readonly balance: Balance
  readonly hidden: boolean
  readonly short: boolean
}

function Pill({ balance, hidden, short, ...rest }: PillProps) {
  const { now } = useClock()
  const { settings } = useSettings()
  const currency = useCurrency()
  const words = balanceWords(balance, currency, now, settings.zone)
  const Icon = hidden ? EyeOff : Wallet
  return (
    <button {...rest} type="button" className={styles.pill}>
      <Icon size={16} strokeWidth={1.5} aria-hidden className={styles.icon} />
      {hidden ? (
        <span className={styles.note}>
          {t('{currency} hidden', { currency: entryFor(balance, currency)?.currency ?? t('Balance') })}
        </span>
      ) : (
        <Words words={words} short={short} />
      )}
    </button>
  )
}

function Words({ words, short }: { readonly words: BalanceWords; readonly short: boolean }) {
  if (words.state === 'never') {
    return (
      <>
        <span>{t('Balance')}</span>
        <UnknownFigure word="never checked" />
      </>
    )
  }
  if (words.state === 'old') {
    return (
      <>
        <span>{words.currency}</span>
        <span className={styles.oldTotal}>{words.total}</span>
        <span className={styles.age}>{words.age}</span>
      </>
    )
  }
  return (
    <>
      <span>{words.currency}</span>
      <ExactFigure>{words.total}</ExactFigure>
      <span className={styles.note}>{short ? words.asOf : t('as of {time}', { time: words.asOf })}</span>
    </>
  )
}
