import { message } from '../../../contract/i18n/t.ts'
import type { TestScope } from '../../../contract/test-cases.ts'

/** What Run runs, and what is estimated before it. */
export type RunChoice = 'all' | 'failed' | 'cases'

export const runChoices: Readonly<Record<RunChoice, string>> = {
  all: message('all cases'),
  failed: message('failed and not run'),
  cases: message('the chosen case'),
}

/** Without a chosen case there is only all of them. */
export function scopeOf(choice: RunChoice, caseId: string | null): TestScope {
  if (choice === 'failed') return { kind: 'failed' }
  return choice === 'cases' && caseId !== null ? { kind: 'cases', caseIds: [caseId] } : { kind: 'all' }
}
