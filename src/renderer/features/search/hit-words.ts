import { t } from '../../../contract/i18n/t.ts'
import type { SearchHit } from '../../../contract/search.ts'

/** What was found, in a few words: "Tide check", "v3", "Run 12". */
export function hitTitle({ kind, promptName, number }: SearchHit): string {
  if (kind === 'prompt') return promptName ?? ''
  return kind === 'version'
    ? t('v{number}', { number: number ?? 0 })
    : t('Run {number}', { number: number ?? 0 })
}

/** Whose it is: the prompt of a version or a run, and whether the run was practice. */
export function hitOwner({ kind, promptName, practice }: SearchHit): string {
  if (kind === 'prompt') return t('Prompt')
  const name = promptName ?? t('command line')
  return practice ? t('{name}, practice', { name }) : name
}
