import { t } from '../../contract/i18n/t.ts'

/** The choices of a table at module load, with their marked labels in the current language. */
export function translateLabels<Option extends { readonly label: string }>(
  options: readonly Option[],
): Option[] {
  return options.map((option) => ({ ...option, label: t(option.label) }))
}

/** The columns of a table at module load, with their marked titles in the current language. */
export function translateTitles<Column extends { readonly title: string }>(
  columns: readonly Column[],
): Column[] {
  return columns.map((column) => ({ ...column, title: t(column.title) }))
}
