import { Eraser, FileText, X } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestColumn, TestRow } from '../../../contract/test-cases.ts'
import { AnchoredMenu } from '../../components/ui/menu.tsx'
import { chooseFile } from '../../lib/files.ts'
import type { GridPlace } from './grid-moves.ts'

/** The menu of a value, and the cell that it stands at. */
export interface OpenMenu {
  readonly place: GridPlace
  readonly cell: HTMLElement
}

interface ValueMenuProps {
  readonly menu: OpenMenu
  readonly columns: readonly TestColumn[]
  readonly caseAt: (row: number) => TestRow | undefined
  readonly onEdit: (caseId: string, field: { readonly value: string }, text: string) => void
  readonly onTakeAway: (caseId: string, column: string) => void
  readonly onFile: (caseId: string, column: string, file: File) => void
  readonly onClose: () => void
}

/** What can be done with one value of a case beside typing it, as in the form of a draft. */
export function ValueMenu({
  menu: { place, cell },
  columns,
  caseAt,
  onEdit,
  onTakeAway,
  onFile,
  onClose,
}: ValueMenuProps) {
  const shown = caseAt(place.row)
  const column = columns[place.column - 1]
  if (shown === undefined || column === undefined) return null
  const { name } = column
  const text = shown.values[name]
  const choose = async (): Promise<void> => {
    const file = await chooseFile()
    if (file !== null) onFile(shown.id, name, file)
  }
  return (
    <AnchoredMenu
      anchor={{ current: cell }}
      onClose={onClose}
      items={[
        {
          id: 'file',
          label: t('Take the text of a file'),
          icon: FileText,
          onSelect: () => void choose(),
        },
        ...(column.inPrompt && text !== ''
          ? [
              {
                id: 'empty',
                label: t('Send nothing for it'),
                icon: Eraser,
                onSelect: () => onEdit(shown.id, { value: name }, ''),
              },
            ]
          : []),
        ...(text === undefined
          ? []
          : [
              {
                id: 'away',
                label: t('Take the value away'),
                icon: X,
                shortcut: 'Del',
                onSelect: () => onTakeAway(shown.id, name),
              },
            ]),
      ]}
    />
  )
}
