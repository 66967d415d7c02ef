import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run, TokenLogprob } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { formatInteger } from '../../lib/format.ts'

import styles from './logprobs.module.css'

/** Rows at a time: an answer may have a hundred thousand tokens. */
const PAGE = 200

/** The probability of each token of the answer and what else might have stood there, when it is asked for. */
export function Logprobs({ run }: { readonly run: Run }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.logprobs}>
      <Button variant="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('Hide log probabilities') : t('Show log probabilities')}
      </Button>
      {open && <Part runId={run.id} part="reasoning" caption={t('Thinking')} />}
      {open && <Part runId={run.id} part="content" caption={t('Answer')} />}
    </div>
  )
}

interface PartProps {
  readonly runId: string
  readonly part: 'content' | 'reasoning'
  readonly caption: string
}

function Part({ runId, part, caption }: PartProps) {
  const [from, setFrom] = useState(0)
  const { data } = useRoute('runs.logprobs', { runId, part, from, limit: PAGE }, { keepPrevious: true })
  if (data === undefined || data.total === 0) return null
  const end = Math.min(from + PAGE, data.total)
  return (
    <div>
      <table className={styles.table}>
        <caption>
          {t('{caption}, tokens {from} to {end} of {total}', {
            caption,
            from: formatInteger(from + 1),
            end: formatInteger(end),
            total: formatInteger(data.total),
          })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('Token')}</th>
            <th scope="col">{t('Probability')}</th>
            <th scope="col">{t('Logarithm')}</th>
            <th scope="col">{t('Alternatives')}</th>
          </tr>
        </thead>
        <tbody>
          {data.tokens.map((token, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a token is known by its place alone
            <Row key={from + index} token={token} />
          ))}
        </tbody>
      </table>
      {data.total > PAGE && (
        <div className={styles.pages}>
          <Button variant="quiet" disabled={from === 0} onClick={() => setFrom(from - PAGE)}>
            {t('Before')}
          </Button>
          <Button variant="quiet" disabled={end >= data.total} onClick={() => setFrom(from + PAGE)}>
            {t('After')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Row({ token: { token, logprob, alternatives } }: { readonly token: TokenLogprob }) {
  const others = alternatives.filter((other) => other.token !== token)
  return (
    <tr>
      <td className={styles.token}>{visible(token)}</td>
      <td>{percent(logprob)}</td>
      <td>{logprob.toFixed(4)}</td>
      <td className={styles.others}>
        {others.map((other) => `${visible(other.token)} ${percent(other.logprob)}`).join('   ')}
      </td>
    </tr>
  )
}

function percent(logprob: number): string {
  return `${(Math.exp(logprob) * 100).toFixed(2)} %`
}

/** Spaces and line feeds as marks, as in the token view. */
function visible(token: string): string {
  return token.replaceAll(' ', '\u00b7').replaceAll('\n', '\u21b5').replaceAll('\t', '\u21e5')
}
