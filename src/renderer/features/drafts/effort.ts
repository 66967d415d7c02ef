import type { Parameters } from '../../../contract/drafts.ts'
import { message, t } from '../../../contract/i18n/t.ts'

export type EffortChoice = 'off' | Parameters['effort']

export const effortChoices: readonly { readonly value: EffortChoice; readonly label: string }[] = [
  { value: 'off', label: message('off') },
  { value: 'low', label: message('low') },
  { value: 'high', label: message('high') },
  { value: 'max', label: message('max') },
]

type Thinking = Pick<Parameters, 'thinking' | 'effort'>

/** Thinking and effort as the one choice that they are. */
export function effortWord({ thinking, effort }: Thinking): EffortChoice {
  return thinking === 'disabled' ? 'off' : effort
}

/** The choice in words. */
export function effortName(parameters: Thinking): string {
  const choice = effortWord(parameters)
  return t(effortChoices.find(({ value }) => value === choice)?.label ?? choice)
}

export function effortChange(choice: EffortChoice): Partial<Thinking> {
  return choice === 'off' ? { thinking: 'disabled' } : { thinking: 'enabled', effort: choice }
}
