import { useSyncExternalStore } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run, ToolCall } from '../../../contract/runs.ts'
import type { RunText } from './run-text.ts'

import styles from './tool-calls.module.css'

/** The calls of a run: as they grow while it streams, then as they are kept. */
export function RunToolCalls({ run, text }: { readonly run: Run; readonly text: RunText }) {
  const live = useSyncExternalStore(
    (changed) => text.followCalls(changed),
    () => text.calls(),
  )
  return <ToolCalls calls={run.status === 'running' ? live : run.toolCalls} />
}

/** The functions that the model wants called, with the arguments as it wrote them. */
function ToolCalls({ calls }: { readonly calls: readonly ToolCall[] }) {
  if (calls.length === 0) return null
  return (
    <ul className={styles.calls} aria-label={t('Tool calls')}>
      {calls.map((call, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- ids may be missing; the order never changes
        <li key={index} className={styles.call}>
          <div className={styles.head}>
            <span className={styles.word}>{t('calls')}</span>
            <b>{call.name}</b>
            <span className={styles.id}>{call.id}</span>
          </div>
          <pre className={styles.arguments}>{indented(call.arguments)}</pre>
        </li>
      ))}
    </ul>
  )
}

/** JSON as it is read; what is not JSON as it was written. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
