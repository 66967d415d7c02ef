import { Search } from 'lucide-react'

import { message, t } from '../../../contract/i18n/t.ts'
import type { RunStatus } from '../../../contract/runs.ts'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { DateFilter, Filter } from '../ledger/ledger-filters.tsx'
import { shortModel } from '../prices/tariffs.ts'
import type { HistoryFilters as Filters } from './history-filter.ts'

import styles from './history-page.module.css'

export const statusWords: Readonly<Record<RunStatus, string>> = {
  running: message('running'),
  completed: message('completed'),
  'cut-short': message('cut short'),
  failed: message('failed'),
}

interface HistoryFiltersProps {
  readonly filters: Filters
  readonly onChange: (part: Partial<Filters>) => void
}

/** Words, then one chip a filter. */
export function HistoryFilters({ filters, onChange }: HistoryFiltersProps) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const { data: models = [] } = useRoute('history.models', {})
  return (
    <search className={styles.filters} aria-label={t('Filters')}>
      <label className={styles.words}>
        <Search size={14} strokeWidth={1.5} aria-hidden />
        <input
          type="search"
          className={styles.wordsInput}
          aria-label={t('Words in the answer')}
          placeholder={t('Words in the answer')}
          maxLength={500}
          value={filters.words}
          onChange={(event) => onChange({ words: event.target.value })}
        />
      </label>
      <DateFilter period={filters.period} onChange={(period) => onChange({ period })} />
      <Filter
        label={t('Prompt')}
        value={filters.promptId}
        options={prompts.map((prompt) => ({ value: prompt.id, label: prompt.name }))}
        onChange={(promptId) => onChange({ promptId })}
      />
      <Filter
        label={t('Model')}
        value={filters.model}
        options={models.map((model) => ({ value: model, label: shortModel(model) }))}
        onChange={(model) => onChange({ model })}
      />
      <Filter<RunStatus>
        label={t('Status')}
        value={filters.status}
        options={(['completed', 'cut-short', 'failed', 'running'] as const).map((value) => ({
          value,
          label: t(statusWords[value]),
        }))}
        onChange={(status) => onChange({ status })}
      />
      <Segmented
        label={t('Runs')}
        hideLabel
        value={filters.kind}
        options={[
          { value: 'all', label: t('All') },
          { value: 'real', label: t('Real') },
          { value: 'practice', label: t('Practice') },
        ]}
        onChange={(kind) => onChange({ kind })}
      />
    </search>
  )
}
