import { type ReactNode, useState } from 'react'

import { listed } from '../../../contract/i18n/list.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { FilterChip } from '../../components/ui/chip.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select, type SelectOption } from '../../components/ui/select.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { formatDayKey } from '../../lib/time.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { shortModel } from '../prices/tariffs.ts'
import type { DayRange, LedgerFilters as Filters, Period } from './ledger-filter.ts'
import { keyOptions } from './ledger-keys.ts'

import styles from './ledger-page.module.css'

interface LedgerFiltersProps {
  readonly filters: Filters
  readonly onChange: (part: Partial<Filters>) => void
  /** At the right end: exports. */
  readonly end: ReactNode
}

/** One chip a filter: a chevron while it is not in force, a cross when it is. */
export function LedgerFilters({ filters, onChange, end }: LedgerFiltersProps) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const { data: facets } = useRoute('ledger.facets', { practice: filters.practice }, { keepPrevious: true })
  const { settings, change } = useSettings()
  return (
    <div className={styles.filters}>
      <DateFilter period={filters.period} onChange={(period) => onChange({ period })} />
      <Filter
        label={t('Model')}
        value={filters.model}
        options={(facets?.models ?? []).map((model) => ({ value: model, label: shortModel(model) }))}
        onChange={(model) => onChange({ model })}
      />
      <Filter
        label={t('Band')}
        value={filters.band}
        options={[
          { value: 'peak', label: t('peak') },
          { value: 'off-peak', label: t('off-peak') },
          { value: 'all-day', label: t('all day') },
        ]}
        onChange={(band) => onChange({ band })}
      />
      <Filter
        label={t('Prompt')}
        value={filters.promptId}
        options={prompts.map((prompt) => ({ value: prompt.id, label: prompt.name }))}
        onChange={(promptId) => onChange({ promptId, versionId: null })}
      />
      {filters.promptId !== null && (
        <VersionFilter
          promptId={filters.promptId}
          versionId={filters.versionId}
          onChange={(versionId) => onChange({ versionId })}
        />
      )}
      <Filter
        label={t('Key')}
        value={filters.key}
        options={keyOptions(facets?.keys ?? [])}
        onChange={(key) => onChange({ key })}
      />
      <Filter
        label={t('Status')}
        value={filters.status}
        options={[
          { value: 'completed', label: t('completed') },
          { value: 'cut-short', label: t('cut short') },
          { value: 'failed', label: t('failed') },
        ]}
        onChange={(status) => onChange({ status })}
      />
      <Segmented
        label={t('Runs')}
        hideLabel
        value={filters.practice ? 'practice' : 'real'}
        options={[
          { value: 'real', label: t('Real') },
          { value: 'practice', label: t('Practice') },
        ]}
        onChange={(kind) => onChange({ practice: kind === 'practice' })}
      />
      <div className={styles.filtersEnd}>
        <Segmented
          label={t('Day of')}
          value={settings.zone}
          options={[
            { value: 'Asia/Shanghai', label: t('Beijing') },
            { value: 'local', label: t('Local') },
            { value: 'UTC', label: t('UTC') },
          ]}
          onChange={(zone) => change({ zone })}
        />
        {end}
      </div>
    </div>
  )
}

interface VersionFilterProps {
  readonly promptId: string
  readonly versionId: string | null
  readonly onChange: (versionId: string | null) => void
}

/** Versions belong to a prompt, so one is chosen first. Nothing where it has none. */
function VersionFilter({ promptId, versionId, onChange }: VersionFilterProps) {
  const { data: versions = [] } = useRoute('versions.list', { promptId })
  if (versions.length === 0) return null
  return (
    <Filter
      label={t('Version')}
      value={versionId}
      options={versions.map(({ id, number, note, labels }) => ({
        value: id,
        label: `v${number}`,
        detail: listed([...labels, note]),
      }))}
      onChange={onChange}
    />
  )
}

const periods: readonly SelectOption<Exclude<Period, 'all' | DayRange>>[] = [
  { value: 'today', label: message('today') },
  { value: 'week', label: message('last 7 days') },
  { value: 'month', label: message('last 30 days') },
  { value: 'this-month', label: message('this month') },
  { value: 'last-month', label: message('last month') },
]

interface DateFilterProps {
  readonly period: Period
  readonly onChange: (period: Period) => void
}

/** A period that is at hand, or days of one's own choice. */
export function DateFilter({ period, onChange }: DateFilterProps) {
  const [choosing, setChoosing] = useState(false)
  if (typeof period === 'object') {
    return <FilterChip label={t('Date')} value={rangeWords(period)} onRemove={() => onChange('all')} />
  }
  return (
    <>
      <Filter<Exclude<Period, 'all' | DayRange> | 'choose'>
        label={t('Date')}
        value={period === 'all' ? null : period}
        options={[...translateLabels(periods), { value: 'choose', label: t('choose days') }]}
        onChange={(next) => (next === 'choose' ? setChoosing(true) : onChange(next ?? 'all'))}
      />
      {choosing && (
        <DaysDialog
          onClose={() => setChoosing(false)}
          onChoose={(days) => {
            setChoosing(false)
            onChange(days)
          }}
        />
      )}
    </>
  )
}

function rangeWords({ first, last }: DayRange): string {
  const year = last.slice(0, 4)
  return first === last
    ? formatDayKey(first, year)
    : `${formatDayKey(first, year)} – ${formatDayKey(last, year)}`
}

interface DaysDialogProps {
  readonly onClose: () => void
  readonly onChoose: (days: DayRange) => void
}

function DaysDialog({ onClose, onChoose }: DaysDialogProps) {
  const [first, setFirst] = useState('')
  const [last, setLast] = useState('')
  const wrong = first !== '' && last !== '' && last < first
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Choose days')}
      buttons={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            variant="primary"
            disabled={first === '' || last === '' || wrong}
            onClick={() => onChoose({ first, last })}
          >
            {t('Show these days')}
          </Button>
        </>
      }
    >
      <div className={styles.days}>
        <TextField
          label={t('First day')}
          type="date"
          value={first}
          onChange={({ target }) => setFirst(target.value)}
        />
        <TextField
          label={t('Last day')}
          type="date"
          value={last}
          error={wrong ? t('It lies before the first day.') : null}
          onChange={({ target }) => setLast(target.value)}
        />
      </div>
    </Dialog>
  )
}

interface FilterProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value | null) => void
}

/** One choice as a chip: a chevron while it is not in force, a cross when it is. */
export function Filter<Value extends string>({ label, value, options, onChange }: FilterProps<Value>) {
  if (value !== null) {
    const chosen = options.find((option) => option.value === value)
    return <FilterChip label={label} value={chosen?.label ?? value} onRemove={() => onChange(null)} />
  }
  return (
    <Select<Value | ''>
      label={label}
      bare
      value=""
      options={options}
      onChange={(next) => next !== '' && onChange(next)}
    />
  )
}
