import type { GateFit, GateReason, GateRefusal } from '../../../contract/budgets.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { formatLocale } from '../../../contract/i18n/language.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { formatInteger, formatMoney, formatMoneyFixed } from '../../lib/format.ts'
import { formatAge, formatSpan, formatTime, zoneName } from '../../lib/time.ts'

export type OverReason = Extract<GateReason, { kind: 'over' }>

/** Figures of the gate are subtracted in front of the reader, so they share five decimals; a tiny one is never 0.00000. */
export function gateMoney(amount: string): string {
  const fixed = formatMoneyFixed(amount, 5)
  return /[1-9]/.test(fixed) ? fixed : formatMoney(amount)
}

/** "The worst case of both runs together" */
export function worstCaseName(runs: number): string {
  if (runs === 1) return t('The worst case of this run')
  return runs === 2
    ? t('The worst case of both runs together')
    : t('The worst case of all {runs} runs together', { runs })
}

/** Why a run is held back whose worst case cannot be compared at all. */
export function unknownSentence(reason: Exclude<GateReason, OverReason>): string {
  switch (reason.kind) {
    case 'unpriced':
      return t(
        'No price for {model} in {currency} at this time, so it cannot be held against {name}. Add a price or allow it once.',
        { model: reason.model, currency: reason.currency, name: kept(reason.name) },
      )
    case 'currency':
      return t(
        '{name} is in {currency}, and the account is billed in {billedIn}. They are never converted, so nothing can be promised.',
        { name: capital(kept(reason.name)), currency: reason.currency, billedIn: listWords(reason.billedIn) },
      )
    default:
      return t(
        'The prompt for {model} cannot be counted exactly, so its worst case cannot be held against {name}.',
        { model: reason.model, name: kept(reason.name) },
      )
  }
}

export interface ChoiceWords {
  readonly name: string
  readonly detail: string
  /** What the button says that does it. */
  readonly action: string
}

/** A change that fits, in the words of its row and of its button. */
export function choiceWords(fit: GateFit, runs: number, now: number, zone: Zone): ChoiceWords {
  switch (fit.kind) {
    case 'max-tokens': {
      const tokens = formatInteger(fit.value)
      const name = `max_tokens ${tokens}`
      return {
        name,
        detail: forWhom(runs, t('now; was {was}', { was: formatInteger(fit.was) })),
        action: t('Set {name} and run', { name }),
      }
    }
    case 'model':
      return {
        name: runs === 1 ? fit.model : t('{model} only', { model: fit.model }),
        detail: t('now'),
        action:
          runs === 1
            ? t('Set {model} and run', { model: fit.model })
            : t('Run {model} only', { model: fit.model }),
      }
    default: {
      const time = formatTime(fit.at, zone)
      const span = formatSpan(Date.parse(fit.at) - now)
      return {
        name: t('Wait for off-peak'),
        detail: forWhom(runs, t('{time} {zone}, in {span}', { time, zone: zoneName(zone), span })),
        action: t('Queue for {time}', { time }),
      }
    }
  }
}

function forWhom(runs: number, detail: string): string {
  if (runs === 1) return detail
  return runs === 2 ? t('both, {detail}', { detail }) : t('all {runs}, {detail}', { runs, detail })
}

/** "Blocked before sending", or a question. */
export function gateTitle({ verdict }: GateRefusal): string {
  return verdict === 'blocked' ? t('Blocked before sending') : t('Run it all the same?')
}

/** How old the balance is that a worst case was held against. */
export function balanceAge(asOf: string, now: number): string {
  return t('as last told, {age}', { age: formatAge(Math.max(0, now - Date.parse(asOf))) })
}

/** "USD and CNY" */
function listWords(items: readonly string[]): string {
  return new Intl.ListFormat(formatLocale(), { type: 'conjunction' }).format(items)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
