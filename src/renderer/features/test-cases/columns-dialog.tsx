import { type FormEvent, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestSetup, TestTable } from '../../../contract/test-cases.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Select } from '../../components/ui/select.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { CheckRow } from './check-row.tsx'
import { namesOfList, setupProblem } from './setup-fields.ts'

import styles from './dialogs.module.css'

interface ColumnsDialogProps {
  readonly table: TestTable
  readonly onSave: (change: Partial<TestSetup>) => void
  readonly onClose: () => void
}

const AT_ONCE = [1, 2, 4, 8, 16]

/** What is tested: versions, models, and columns of a case's own. */
export function ColumnsDialog({ table, onSave, onClose }: ColumnsDialogProps) {
  const { setup, promptId } = table
  const { data: versions = [] } = useRoute('versions.list', { promptId })
  const [chosen, setChosen] = useState<readonly (string | null)[]>(setup.versions)
  const [models, setModels] = useState(setup.models.join(', '))
  const [columns, setColumns] = useState(setup.columns.join(', '))
  const [atOnce, setAtOnce] = useState(setup.atOnce)
  const [problem, setProblem] = useState<string | null>(null)
  const toggle = (versionId: string | null): void =>
    setChosen(
      chosen.includes(versionId) ? chosen.filter((each) => each !== versionId) : [...chosen, versionId],
    )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const change = {
      // Older beside newer, the draft last.
      versions: [
        ...versions
          .map(({ id }) => id)
          .toReversed()
          .filter((id) => chosen.includes(id)),
        ...(chosen.includes(null) ? [null] : []),
      ],
      models: namesOfList(models),
      columns: namesOfList(columns),
      atOnce,
    }
    const wrong = setupProblem(change)
    setProblem(wrong)
    if (wrong === null) onSave(change)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('Columns')}
      sentence={t('Every case is asked of each version and each model.')}
      buttons={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="columns-form">
            {t('Use these columns')}
          </Button>
        </>
      }
    >
      <form id="columns-form" className={styles.form} onSubmit={submit}>
        <fieldset className={styles.choices}>
          <legend className={styles.legend}>{t('Versions')}</legend>
          <CheckRow
            label={t('The draft, as it is when it runs')}
            checked={chosen.includes(null)}
            onChange={() => toggle(null)}
          />
          {versions.map(({ id, number, note, labels }) => (
            <CheckRow
              key={id}
              label={`v${number}`}
              detail={[...labels, note].filter((word) => word !== '').join(' · ')}
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
            />
          ))}
        </fieldset>
        <TextField
          label={t('Models, with commas between')}
          value={models}
          mono
          onChange={(event) => setModels(event.target.value)}
        />
        <TextField
          label={t('Columns of your own, with commas between')}
          hint={t('Their values can stand in checks, such as {example}.', { example: '{{expected}}' })}
          value={columns}
          mono
          onChange={(event) => setColumns(event.target.value)}
        />
        <Select
          label={t('At once, a model')}
          value={String(atOnce)}
          options={AT_ONCE.map((count) => ({ value: String(count), label: String(count) }))}
          onChange={(count) => setAtOnce(Number(count))}
        />
        {problem !== null && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  )
}
