import type { SentRequest } from '../../../contract/history.ts'
import { t } from '../../../contract/i18n/t.ts'
import { DiffParts } from '../../components/ui/diff-parts.tsx'
import { wordDiff } from '../../lib/diff/word-diff.ts'
import { type FigureRow, parameterRows } from './compared-figures.ts'

import styles from './compare-runs.module.css'

interface ComparedParametersProps {
  readonly left: SentRequest
  readonly right: SentRequest
}

/** A value that is shorter is struck through whole: "0.3" does not become "0.7" by a digit. */
const LONG = 60

/** The parameters that two runs do not have in common. */
export function ComparedParameters({ left, right }: ComparedParametersProps) {
  const { different, same } = parameterRows(left, right)
  return (
    <section className={styles.parameters} aria-label={t('Parameters')}>
      <h2 className={styles.heading}>{t('Parameters')}</h2>
      <dl className={styles.values}>
        {different.map((row) => (
          <div key={row.name} className={styles.value}>
            <dt>{row.name}</dt>
            <dd>
              <DiffParts parts={partsOf(row)} fold />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.same}>
        {different.length === 0
          ? t('All parameters are the same.')
          : t(
              '{count, plural, =0 {No other is the same} one {# other is the same} other {# others are the same}}',
              {
                count: same,
              },
            )}
      </p>
    </section>
  )
}

function partsOf({ left, right }: FigureRow<string>): ReturnType<typeof wordDiff> {
  const [before, after] = [left ?? '', right ?? '']
  if (before.length > LONG && after.length > LONG) return wordDiff(before, after)
  const gap = before !== '' && after !== '' ? [{ kind: 'same' as const, text: ' ' }] : []
  return [
    ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
    ...gap,
    ...(after === '' ? [] : [{ kind: 'added' as const, text: after }]),
  ]
}
