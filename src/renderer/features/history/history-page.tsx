import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { useNavigation } from '../../app/navigation.tsx'
import { Button } from '../../components/ui/button.tsx'
import { FilterChip } from '../../components/ui/chip.tsx'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { PageHeader } from '../../components/ui/page-header.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { zoneName } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { QueueLines } from '../budgets/queue-lines.tsx'
import { HistoryTable } from './history-table.tsx'
import { useHistory } from './use-history.ts'

import styles from './history-page.module.css'

/** Every run, newest first; a row opens its run in the workbench. */
export function HistoryPage() {
  const [promptId, setPromptId] = useState<string | null>(null)
  const history = useHistory(promptId)
  const { settings } = useSettings()
  return (
    <>
      <PageHeader
        title={t('History')}
        note={t('times of {zone}', { zone: zoneName(settings.zone) })}
        end={<PromptFilter value={promptId} onChange={setPromptId} />}
      />
      <QueueLines />
      {history.error && (
        <div className={styles.failure}>
          <ErrorCard
            title={t('The history could not be read')}
            detail={errorSentence(history.error)}
            action={
              <Button variant="link" onClick={history.retry}>
                {t('Try again')}
              </Button>
            }
          />
        </div>
      )}
      {history.runs && history.runs.length > 0 && (
        <HistoryTable runs={history.runs} zone={settings.zone} onRange={history.onRange} />
      )}
      {history.runs?.length === 0 && (
        <NoRuns filtered={promptId !== null} onClear={() => setPromptId(null)} />
      )}
    </>
  )
}

interface PromptFilterProps {
  readonly value: string | null
  readonly onChange: (promptId: string | null) => void
}

function PromptFilter({ value, onChange }: PromptFilterProps) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const options = prompts.map((prompt) => ({ value: prompt.id, label: prompt.name }))
  if (value !== null) {
    const name = options.find((option) => option.value === value)?.label ?? t('removed')
    return <FilterChip label={t('Prompt')} value={name} onRemove={() => onChange(null)} />
  }
  return <Select label={t('Prompt')} bare value="" options={options} onChange={onChange} />
}

interface NoRunsProps {
  readonly filtered: boolean
  readonly onClear: () => void
}

function NoRuns({ filtered, onClear }: NoRunsProps) {
  const { openPrompt } = useNavigation()
  const { data: prompts } = useRoute('prompts.list', {})
  const first = prompts?.[0]
  if (filtered) {
    return (
      <EmptyState
        name={t('No runs match')}
        sentence={t('This prompt was never run.')}
        action={<Button onClick={onClear}>{t('Clear the filter')}</Button>}
      />
    )
  }
  return (
    <EmptyState
      name={t('No runs yet')}
      sentence={t('Each run will stand here with its answer, its tokens and its bill.')}
      action={
        first && (
          <Button onClick={() => openPrompt(first.id)}>{t('Open {name}', { name: first.name })}</Button>
        )
      }
    />
  )
}
