import { type KeyboardEvent, useId, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { SearchKind } from '../../../contract/search.ts'
import { SearchField } from '../../components/ui/search-dialog.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatInteger } from '../../lib/format.ts'
import { isComposing } from '../../lib/shortcuts.ts'
import { Filter } from '../ledger/ledger-filters.tsx'
import { HitList, optionId } from './hit-list.tsx'
import { type Found, type FindQuery, useFind } from './use-find.ts'
import { useOpenHit } from './use-open-hit.ts'

import styles from './finder.module.css'

interface FinderProps {
  readonly query: FindQuery
  readonly onQuery: (query: FindQuery) => void
  readonly onClose: () => void
}

interface Chosen {
  /** The question that it answers. */
  readonly of: string
  readonly index: number
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

/** A field, two filters and everything that was found. The arrows choose while the field keeps the focus, Enter opens. */
export function Finder({ query, onQuery, onClose }: FinderProps) {
  const found = useFind(query)
  const list = useId()
  const [at, setAt] = useState<Chosen>({ of: '', index: 0 })
  const open = useOpenHit()
  const total = found.total ?? 0
  // Another question begins at its first answer.
  const question = JSON.stringify([found.text, query.kind, query.promptId])
  const active = at.of === question ? at.index : 0
  const setActive = (index: number): void => setAt({ of: question, index })

  const choose = (index: number): void => {
    const hit = found.hitAt(index)
    if (hit === undefined) return
    onClose()
    open(hit)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || total === 0) return
    const step = steps[event.key]
    if (step !== undefined) setActive(Math.min(Math.max(active + step, 0), total - 1))
    // What is on screen still answers what was typed before: the next answer is awaited.
    else if (event.key !== 'Enter') return
    else if (found.text === query.text.trim()) choose(active)
    event.preventDefault()
  }
  return (
    <>
      <SearchField>
        <input
          role="combobox"
          aria-label={t('Find in everything')}
          aria-expanded={total > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={total > 0 ? optionId(list, active) : undefined}
          placeholder={t('Words of a prompt, a version or an answer')}
          maxLength={500}
          value={query.text}
          onChange={(event) => onQuery({ ...query, text: event.target.value })}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.target.select()}
        />
      </SearchField>
      <Filters query={query} onQuery={onQuery} found={found} />
      {found.error && <p className={styles.empty}>{errorSentence(found.error)}</p>}
      {total > 0 && (
        <HitList id={list} found={found} total={total} active={active} onActive={setActive} onOpen={choose} />
      )}
      {found.total === 0 && <p className={styles.empty}>{t('Nothing holds all of these words.')}</p>}
      {query.text.trim() === '' && (
        <p className={styles.empty}>
          {t('Drafts, versions and answers, also by the beginnings of words. Chinese by any characters.')}
        </p>
      )}
    </>
  )
}

type Kind = SearchKind | 'all'

function Filters({ query, onQuery, found }: Omit<FinderProps, 'onClose'> & { readonly found: Found }) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  return (
    <div className={styles.filters}>
      <Segmented<Kind>
        label={t('Kind')}
        hideLabel
        value={query.kind ?? 'all'}
        options={[
          { value: 'all', label: t('All') },
          { value: 'prompt', label: t('Prompts') },
          { value: 'version', label: t('Versions') },
          { value: 'run', label: t('Runs') },
        ]}
        onChange={(kind) => onQuery({ ...query, kind: kind === 'all' ? null : kind })}
      />
      <Filter
        label={t('Prompt')}
        value={query.promptId}
        options={prompts.map((prompt) => ({ value: prompt.id, label: prompt.name }))}
        onChange={(promptId) => onQuery({ ...query, promptId })}
      />
      <output className={styles.count}>
        {found.total !== undefined &&
          t('{count, plural, =0 {nothing} one {# text} other {{shown} texts}}', {
            count: found.total,
            shown: formatInteger(found.total),
          })}
        {!found.complete && ` ${t('The index is still being made: there may be more.')}`}
      </output>
    </div>
  )
}
