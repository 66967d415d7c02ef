import type { Parameters } from '../../../contract/drafts.ts'

export type EffortChoice = 'off' | Parameters['effort']

export const effortChoices: readonly { readonly value: EffortChoice; readonly label: string }[] = [
  { value: 'off', label: 'off' },
  { value: 'low', label: 'low' },
  { value: 'high', label: 'high' },
  { value: 'max', label: 'max' },
]

type Thinking = Pick<Parameters, 'thinking' | 'effort'>

/** Thinking and effort as the one choice that they are. */
export function effortWord({ thinking, effort }: Thinking): EffortChoice {
  return thinking === 'disabled' ? 'off' : effort
}

export function effortChange(choice: EffortChoice): Partial<Thinking> {
  return choice === 'off' ? { thinking: 'disabled' } : { thinking: 'enabled', effort: choice }
}
