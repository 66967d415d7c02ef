import { Fragment, type ReactNode, useMemo } from 'react'

import type { DraftContent, Role } from '../../../contract/drafts.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import { DiffParts } from '../../components/ui/diff-parts.tsx'
import { wordDiff } from '../../lib/diff/word-diff.ts'
import {
  type ChangedValue,
  changedParameters,
  changedVariables,
  detailsText,
  isSame,
  type MessagePair,
  pairMessages,
} from './content-diff.ts'

import styles from './version-diff.module.css'

interface VersionDiffProps {
  readonly before: DraftContent
  readonly after: DraftContent
  /** Said where they do not differ. */
  readonly same: string
  /** What to look at instead then. */
  readonly instead: ReactNode
}

const roleNames: Readonly<Record<Role, string>> = {
  system: message('System'),
  user: message('User'),
  assistant: message('Assistant'),
  tool: message('Tool result'),
  prompt: message('Before the gap'),
  suffix: message('After the gap'),
}

/** What one content says more and less than another, word by word: messages, parameters and values. */
export function VersionDiff({ before, after, same, instead }: VersionDiffProps) {
  const pairs = useMemo(() => pairMessages(before, after), [before, after])
  const parameters = useMemo(() => changedParameters(before, after), [before, after])
  const values = useMemo(() => changedVariables(before, after), [before, after])
  const equal = pairs.every(isSame) && parameters.length === 0 && values.length === 0
  return (
    <>
      {equal && (
        <p className={styles.same}>
          {same} {instead}
        </p>
      )}
      <Values title={t('Parameters')} values={parameters} />
      <Values title={t('Values')} values={values} />
      {pairs.map((pair, index) => (
        <Message key={pair.after?.id ?? pair.before?.id ?? index} pair={pair} number={index + 1} />
      ))}
    </>
  )
}

function Values({ title, values }: { readonly title: string; readonly values: readonly ChangedValue[] }) {
  if (values.length === 0) return null
  return (
    <section className={styles.message} aria-label={title}>
      <h3 className={styles.role}>{title}</h3>
      <dl className={styles.values}>
        {values.map(({ name, before, after }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <Changed before={before ?? t('not set')} after={after ?? t('not set')} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

function Message({ pair, number }: { readonly pair: MessagePair; readonly number: number }) {
  const { before, after } = pair
  const role = (after ?? before)?.role ?? 'user'
  const name = t('{role}, message {number}', { role: t(roleNames[role]), number })
  if (isSame(pair)) {
    return (
      <section className={styles.message} aria-label={name}>
        <h3 className={styles.role}>
          {t(roleNames[role])} <span className={styles.state}>{t('the same')}</span>
        </h3>
      </section>
    )
  }
  const wasRole = before !== null && after !== null && before.role !== after.role ? before.role : null
  return (
    <section className={styles.message} aria-label={name}>
      <h3 className={styles.role}>
        {t(roleNames[role])} <span className={styles.state}>{stateOf(pair)}</span>
        {wasRole !== null && (
          <span className={styles.state}>{t('was {role}', { role: t(roleNames[wasRole]) })}</span>
        )}
      </h3>
      <Changed before={before?.content ?? ''} after={after?.content ?? ''} />
      <Details pair={pair} />
    </section>
  )
}

/** Thinking, tool calls and the like, where they differ. */
function Details({ pair: { before, after } }: { readonly pair: MessagePair }) {
  const [left, right] = [detailsText(before), detailsText(after)]
  if (left === right) return null
  return (
    <div className={styles.details}>
      <Changed before={left} after={right} />
    </div>
  )
}

function Changed({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => wordDiff(before, after), [before, after])
  return <DiffParts parts={parts} fold />
}

function stateOf({ before, after }: MessagePair): string {
  if (before === null) return t('added')
  return after === null ? t('removed') : t('changed')
}
