import type { Budget, NewBudget } from '../../../contract/budgets.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import { formatExact, formatMoney, formatMoneyFixed } from '../../lib/format.ts'

export const periods: readonly { readonly value: NewBudget['period']; readonly label: string }[] = [
  { value: 'day', label: message('Day (period)') },
  { value: 'week', label: message('Week') },
  { value: 'month', label: message('Month (period)') },
  { value: 'total', label: message('In total') },
]

export const levels: readonly { readonly value: NewBudget['level']; readonly label: string }[] = [
  { value: 'block', label: message('Block') },
  { value: 'warn', label: message('Ask') },
]

const spans = {
  day: message('Today'),
  week: message('This week'),
  month: message('This month'),
  total: message('In total'),
} as const

/** "Today, USD", "This month, Tide check, CNY" */
export function budgetName({ period, promptId, promptName, currency }: Budget): string {
  const span = t(spans[period])
  if (promptId === null) return t('{span}, {currency}', { span, currency })
  return t('{span}, {prompt}, {currency}', {
    span,
    prompt: promptName ?? t('a removed prompt'),
    currency,
  })
}

/** What is wrong with a typed limit, or null. */
export function limitProblem(typed: string): string | null {
  const text = typed.trim()
  if (!/^\d{1,9}(\.\d{1,12})?$/.test(text)) return t('Write an amount in digits, such as 0.25.')
  return /[1-9]/.test(text) ? null : t('A limit is more than 0.')
}

/** How much of a limit is gone, 0 to 1, for a meter; the figures beside it are exact. */
export function shareSpent({ spent, limit }: Pick<Budget, 'spent' | 'limit'>): number {
  return Math.min(1, Number(spent.spent) / Number(limit))
}

/** What was spent and the limit, with as many decimals as each other; a spend that these would show as 0 keeps its digits. */
export function meterFigures({ spent, limit }: Pick<Budget, 'spent' | 'limit'>): {
  readonly spent: string
  readonly limit: string
} {
  const shown = formatExact(limit, Number(limit) < 1 ? 4 : 2)
  const decimals = shown.length - shown.search(/[.,]\d+$/) - 1
  const small = Number(spent.spent) < 10 ** -decimals
  return {
    spent: small ? formatMoney(spent.spent) : formatMoneyFixed(spent.spent, decimals),
    limit: shown,
  }
}
