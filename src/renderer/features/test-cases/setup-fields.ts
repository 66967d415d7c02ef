import { t } from '../../../contract/i18n/t.ts'
import type { TestSetup } from '../../../contract/test-cases.ts'

/** Names with commas between (those of Chinese too), each once. */
export function namesOfList(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,，、]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
}

const MOST = 4

/** What is wrong with a choice of columns; null where nothing is. */
export function setupProblem({ versions, models }: Pick<TestSetup, 'versions' | 'models'>): string | null {
  if (versions.length === 0 || versions.length > MOST)
    return t('Choose one to {most} versions.', { most: MOST })
  if (models.length === 0 || models.length > MOST) return t('Name one to {most} models.', { most: MOST })
  return null
}
