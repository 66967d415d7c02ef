import { t } from '../../../contract/i18n/t.ts'
import type { TestCell, TestTarget } from '../../../contract/test-cases.ts'

/** The name of a column: "v7 · deepseek-flash". */
export function targetName({ versionId, versionName, model }: TestTarget): string {
  return `${versionId === null ? t('draft') : versionName} · ${model}`
}

/** How a cell turned out, in one word. */
export function outcomeWord(cell: TestCell | undefined): string {
  if (cell === undefined) return t('not run')
  if (cell.state === 'waiting') return t('waiting')
  if (cell.state === 'running') return t('running')
  if (cell.state === 'refused') return t('not sent')
  if (cell.state === 'checked') {
    if (cell.outcome === 'fail') return t('fails before sending')
    return cell.outcome === 'pass' ? t('holds before sending') : t('counted, not run')
  }
  if (cell.outcome === 'pass') return t('passed')
  return cell.outcome === 'fail' ? t('failed') : t('undecided')
}

export function seconds(ms: number): string {
  return t('{seconds, number, ::.00} s', { seconds: ms / 1_000 })
}
