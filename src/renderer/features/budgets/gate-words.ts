import type { GateFit, GateReason, GateRefusal } from '../../../contract/budgets.ts'
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
  if (runs === 1) return 'The worst case of this run'
  return `The worst case of ${runs === 2 ? 'both' : `all ${runs}`} runs together`
}

/** Why a run is held back whose worst case cannot be compared at all. */
export function unknownSentence(reason: Exclude<GateReason, OverReason>): string {
  switch (reason.kind) {
    case 'unpriced':
      return `No price for ${reason.model} in ${reason.currency} at this time, so it cannot be held against ${reason.name}. Add a price or allow it once.`
    case 'currency':
      return `${capital(reason.name)} is in ${reason.currency}, and the account is billed in ${reason.billedIn.join(' and ')}. They are never converted, so nothing can be promised.`
    default:
      return `The prompt for ${reason.model} cannot be counted exactly, so its worst case cannot be held against ${reason.name}.`
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
  const whose = runs === 1 ? '' : runs === 2 ? 'both, ' : `all ${runs}, `
  switch (fit.kind) {
    case 'max-tokens': {
      const tokens = formatInteger(fit.value)
      const name = `max_tokens ${tokens}`
      return { name, detail: `${whose}now; was ${formatInteger(fit.was)}`, action: `Set ${name} and run` }
    }
    case 'model':
      return {
        name: runs === 1 ? fit.model : `${fit.model} only`,
        detail: 'now',
        action: runs === 1 ? `Set ${fit.model} and run` : `Run ${fit.model} only`,
      }
    default: {
      const time = formatTime(fit.at, zone)
      const span = formatSpan(Date.parse(fit.at) - now)
      return {
        name: 'Wait for off-peak',
        detail: `${whose}${time} ${zoneName(zone)}, in ${span}`,
        action: `Queue for ${time}`,
      }
    }
  }
}

/** "Blocked before sending", or a question. */
export function gateTitle({ verdict }: GateRefusal): string {
  return verdict === 'blocked' ? 'Blocked before sending' : 'Run it all the same?'
}

/** How old the balance is that a worst case was held against. */
export function balanceAge(asOf: string, now: number): string {
  return `as last told, ${formatAge(Math.max(0, now - Date.parse(asOf)))}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
