import { t } from '../../../contract/i18n/t.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { readTextFile } from '../variables/read-text-file.ts'
import type { TestControl } from './use-tests.ts'

/** What is edited: a value by its column's name, or the name of the case. */
export type EditedField = { readonly value: string } | 'name'

export interface CaseEdits {
  /** The whole text, since the table has its first line only; null where it cannot be had. */
  readonly read: (caseId: string, field: EditedField) => Promise<string | null>
  readonly edit: (caseId: string, field: EditedField, text: string) => void
  /** Takes a value away, so that the default holds or it is missing; offers to undo. */
  readonly takeAway: (caseId: string, column: string) => void
  /** The text of a file becomes a value; what is no text is refused in the page. */
  readonly takeFile: (caseId: string, column: string, file: File) => void
  /** Offers to undo. */
  readonly remove: (caseId: string) => Promise<void>
}

/** Characters, as the contract has it. */
const LONGEST_VALUE = 4_000_000

/** The edits of one table of cases. */
export function useCaseEdits(control: Pick<TestControl, 'attempt' | 'refuse'>): CaseEdits {
  const { attempt, refuse } = control
  const note = useNote()

  const read: CaseEdits['read'] = async (caseId, field) => {
    const one = await attempt('tests.case', { caseId })
    if (one === undefined) return null
    return field === 'name' ? one.name : (one.values[field.value] ?? '')
  }
  const edit: CaseEdits['edit'] = (caseId, field, text) =>
    void attempt('tests.editCase', {
      caseId,
      ...(field === 'name' ? { name: text } : { values: { [field.value]: text } }),
    })
  const takeAway = async (caseId: string, column: string): Promise<void> => {
    const before = await read(caseId, { value: column })
    if (before === null) return
    const done = await attempt('tests.editCase', { caseId, values: { [column]: null } })
    if (done !== undefined) note(t('The value was taken away'), () => edit(caseId, { value: column }, before))
  }
  const takeFile = async (caseId: string, column: string, file: File): Promise<void> => {
    const text = await readTextFile(file)
    if (!text.ok) refuse(text.sentence)
    else if (text.text.length > LONGEST_VALUE)
      refuse(
        t('{name} is longer than {most, number} characters. Take the part of it that the prompt needs.', {
          name: file.name,
          most: LONGEST_VALUE,
        }),
      )
    else edit(caseId, { value: column }, text.text)
  }
  const remove = async (caseId: string): Promise<void> => {
    const done = await attempt('tests.removeCases', { caseIds: [caseId] })
    if (done !== undefined)
      note(t('The case was removed'), () => void attempt('tests.restoreCases', { caseIds: [caseId] }))
  }

  return {
    read,
    edit,
    takeAway: (caseId, column) => void takeAway(caseId, column),
    takeFile: (caseId, column, file) => void takeFile(caseId, column, file),
    remove,
  }
}
