import { Plus, X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Assertion, AssertionType } from '../../../contract/test-assertions.ts'
import type { TestTable } from '../../../contract/test-cases.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { useCurrency } from '../../lib/use-settings.ts'
import { type AssertionDraft, assertionNames, draftOf, emptyDraft, readDraft } from './assertion-draft.ts'
import { AssertionFields } from './assertion-fields.tsx'

import styles from './dialogs.module.css'

interface AssertionsDialogProps {
  readonly title: string
  readonly first: readonly Assertion[]
  readonly usual: TestTable['usual']
  readonly onSave: (assertions: readonly Assertion[]) => void
  readonly onClose: () => void
}

/** Milliseconds until a closed menu has let go of the focus. */
const FOCUS_MS = 60

interface Entry {
  readonly id: number
  readonly draft: AssertionDraft
}

/** What must hold, one check after the other. Answers that are there are held against it at once, for nothing. */
export function AssertionsDialog({ title, first, usual, onSave, onClose }: AssertionsDialogProps) {
  const currency = useCurrency()
  const [entries, setEntries] = useState<readonly Entry[]>(() =>
    first.map((assertion, id) => ({ id, draft: draftOf(assertion, usual) })),
  )
  const [problem, setProblem] = useState<{ readonly id: number; readonly text: string } | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const added = useRef(false)
  useEffect(() => {
    if (!added.current) return
    added.current = false
    // The menu gives the focus back to its button first.
    setTimeout(() => {
      const last = list.current?.lastElementChild
      last?.scrollIntoView({ block: 'nearest' })
      last?.querySelector<HTMLElement>('input, textarea')?.focus()
    }, FOCUS_MS)
  })
  const add = (type: AssertionType): void => {
    added.current = true
    setEntries([
      ...entries,
      { id: Math.max(-1, ...entries.map(({ id }) => id)) + 1, draft: emptyDraft(type, usual, currency) },
    ])
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const read = entries.map(({ id, draft }) => ({ id, ...readDraft(draft, usual) }))
    const wrong = read.find((each) => 'problem' in each)
    if (wrong !== undefined && 'problem' in wrong) {
      setProblem({ id: wrong.id, text: wrong.problem })
      return
    }
    onSave(read.flatMap((each) => ('assertion' in each ? [each.assertion] : [])))
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      sentence={t('Limits of prompt tokens and cost are decided before sending, the others by the answer.')}
      buttons={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="assertions-form">
            {t('Save the checks')}
          </Button>
        </>
      }
    >
      <form id="assertions-form" onSubmit={submit}>
        <div ref={list} className={styles.assertions}>
          {entries.length === 0 && <p>{t('Nothing has to hold yet. An answer that ends well passes.')}</p>}
          {entries.map(({ id, draft }) => (
            <fieldset key={id} className={styles.assertion}>
              <div className={styles.assertionHead}>
                {t(assertionNames[draft.type])}
                <IconButton
                  icon={X}
                  small
                  label={t('Remove this check')}
                  onClick={() => setEntries(entries.filter((entry) => entry.id !== id))}
                />
              </div>
              <AssertionFields
                draft={draft}
                usual={usual}
                onChange={(part) => {
                  setProblem(null)
                  setEntries(
                    entries.map((entry) => (entry.id === id ? { id, draft: { ...draft, ...part } } : entry)),
                  )
                }}
              />
              {problem?.id === id && (
                <p role="alert" className={styles.problem}>
                  {problem.text}
                </p>
              )}
            </fieldset>
          ))}
        </div>
        <div className={styles.add}>
          <Menu
            trigger={<Button icon={Plus}>{t('Add a check')}</Button>}
            items={Object.entries(assertionNames).map(([type, name]) => ({
              id: type,
              label: t(name),
              onSelect: () => add(type as AssertionType),
            }))}
          />
        </div>
      </form>
    </Dialog>
  )
}
