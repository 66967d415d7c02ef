import { Pencil, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'

import type { Budget, NewBudget } from '../../../contract/budgets.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { zoneName } from '../../lib/time.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { useCurrency, useSettings } from '../../lib/use-settings.ts'
import { BudgetMeter } from './budget-meter.tsx'
import { budgetName, levels, limitProblem, periods } from './budget-words.ts'

import styles from './budgets.module.css'

interface BudgetDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** All budgets as they stand, and a form that adds one or changes one. Each holds at once. */
export function BudgetDialog({ open, onOpenChange }: BudgetDialogProps) {
  const { data: budgets } = useRoute('budgets.list', {}, { enabled: open })
  const { settings } = useSettings()
  const currency = useCurrency()
  const [edited, setEdited] = useState<Budget | null>(null)
  const remove = useSend('budgets.remove')
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Budgets')}
      sentence={t(
        'Before a real run is sent, its worst case is held against each of these. Practice never counts.',
      )}
      buttons={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('Done')}</Button>
          <Button variant="primary" type="submit" form="budget-form">
            {edited === null ? t('Add the budget') : t('Save the budget')}
          </Button>
        </>
      }
    >
      {budgets && budgets.length > 0 && (
        <div className={styles.list}>
          {budgets.map((budget) => (
            <div key={budget.id} className={styles.listRow}>
              <BudgetMeter budget={budget} />
              <span className={styles.level}>{budget.level === 'block' ? t('blocks') : t('asks')}</span>
              <IconButton
                icon={Pencil}
                small
                label={t('Change {budget}', { budget: budgetName(budget) })}
                onClick={() => setEdited(budget)}
              />
              <IconButton
                icon={X}
                small
                label={t('Remove {budget}', { budget: budgetName(budget) })}
                onClick={() => {
                  if (edited?.id === budget.id) setEdited(null)
                  remove.mutate({ id: budget.id })
                }}
              />
            </div>
          ))}
        </div>
      )}
      <BudgetForm
        key={edited?.id ?? `new ${budgets?.length ?? 0} ${currency}`}
        first={edited ?? { period: 'day', promptId: null, currency, limit: '', level: 'block' }}
        id={edited?.id}
        onSaved={() => setEdited(null)}
      />
      <p className={styles.note}>
        {t(
          'Days, weeks from Monday and months are those of {zone}, as set in Settings. USD and CNY are never added or converted.',
          { zone: zoneName(settings.zone) },
        )}
      </p>
    </Dialog>
  )
}

interface BudgetFormProps {
  readonly first: NewBudget
  /** The budget that is changed; undefined adds one. */
  readonly id: string | undefined
  readonly onSaved: () => void
}

function BudgetForm({ first, id, onSaved }: BudgetFormProps) {
  const [budget, setBudget] = useState(first)
  const [problem, setProblem] = useState<string | null>(null)
  const save = useSend('budgets.save')
  const change = (part: Partial<NewBudget>): void => setBudget({ ...budget, ...part })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const wrong = limitProblem(budget.limit)
    setProblem(wrong)
    if (wrong !== null) return
    const { period, promptId, currency, level } = budget
    const kept = { period, promptId, currency, level, limit: budget.limit.trim() }
    save.mutate(id === undefined ? { budget: kept } : { id, budget: kept }, {
      onSuccess: onSaved,
      onError: (error) => setProblem(error.message),
    })
  }
  return (
    <form id="budget-form" className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        <Segmented
          label={t('Period')}
          value={budget.period}
          options={translateLabels(periods)}
          onChange={(period) => change({ period })}
        />
        <Segmented
          label={t('Going over it')}
          value={budget.level}
          options={translateLabels(levels)}
          onChange={(level) => change({ level })}
        />
      </div>
      <div className={styles.fields}>
        <TextField
          label={t('Limit')}
          className={styles.amount}
          inputMode="decimal"
          placeholder="0.25"
          value={budget.limit}
          error={problem}
          onChange={(event) => {
            change({ limit: event.target.value })
            setProblem(null)
          }}
        />
        <Segmented
          label={t('Currency')}
          value={budget.currency}
          options={CURRENCIES}
          onChange={(currency) => change({ currency })}
        />
        <PromptChoice value={budget.promptId} onChange={(promptId) => change({ promptId })} />
      </div>
    </form>
  )
}

const CURRENCIES = [
  { value: 'USD', label: 'USD' },
  { value: 'CNY', label: 'CNY' },
] as const

interface PromptChoiceProps {
  readonly value: string | null
  readonly onChange: (promptId: string | null) => void
}

function PromptChoice({ value, onChange }: PromptChoiceProps) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const options = [
    { value: '', label: t('all runs') },
    ...prompts.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Select
      label={t('For')}
      size="button"
      value={value ?? ''}
      options={options}
      onChange={(promptId) => onChange(promptId === '' ? null : promptId)}
    />
  )
}
