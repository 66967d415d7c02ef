import { X } from 'lucide-react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import type { Store } from '../../editor/store.ts'
import { useShape } from '../../editor/use-session.ts'
import { messageNames } from '../estimates/estimate-rows.ts'
import type { Highlight } from '../estimates/highlight.ts'
import { UnusedValues } from './unused-values.tsx'
import { VariableRow } from './variable-row.tsx'

import styles from './variables-band.module.css'

interface VariablesBandProps {
  readonly id: string
  readonly session: DraftSession
  readonly estimate: LiveEstimate | null
  readonly stale: boolean
  readonly highlight: Store<Highlight | null>
  readonly onClose: () => void
}

/** What stands in the place of each variable of the draft, and what it weighs there. */
export function VariablesBand({ id, session, estimate, stale, highlight, onClose }: VariablesBandProps) {
  const { messages, variables } = useShape(session)
  const names = messageNames(messages)
  const counted = estimate?.variables ?? []
  return (
    <section id={id} className={styles.band} aria-label={t('Variables')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('Variables')}</h2>
        <span className={styles.hint}>
          <RichText
            message="Write <a>name</a> in a message, <b>name=text</b> with a default; <c>name</c> is sent as it is."
            values={{
              a: (inside) => (
                <code>
                  {'{{'}
                  {inside}
                  {'}}'}
                </code>
              ),
              b: (inside) => (
                <code>
                  {'{{'}
                  {inside}
                  {'}}'}
                </code>
              ),
              c: (inside) => (
                <code>
                  {'\\{{'}
                  {inside}
                  {'}}'}
                </code>
              ),
            }}
          />
        </span>
        <IconButton icon={X} label={t('Close the variables')} small onClick={onClose} />
      </div>
      {counted.length === 0 && <p className={styles.none}>{t('No message has a variable yet.')}</p>}
      <div className={styles.rows} onPointerLeave={() => highlight.set(null)}>
        {counted.map((variable) => (
          <VariableRow
            key={variable.name}
            session={session}
            variable={variable}
            value={variables[variable.name] ?? null}
            names={names}
            stale={stale}
            highlight={highlight}
          />
        ))}
      </div>
      {estimate !== null && !estimate.stale && (
        <UnusedValues
          session={session}
          variables={variables}
          used={new Set(counted.map(({ name }) => name))}
        />
      )}
    </section>
  )
}
