import { kept } from '../../../contract/i18n/kept.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { formatInteger } from '../../lib/format.ts'
import { billedTokens } from './reconciliation.ts'

/** A sentence of main split for a card: what happened, then what it cost or kept and what to do. */
export function splitSentence(sentence: string): { readonly title: string; readonly detail: string } {
  const end = /[.!?](?=\s)|[。！？](?=.)/.exec(sentence)
  if (end === null) return { title: sentence.replace(/[.。]$/, ''), detail: '' }
  return { title: sentence.slice(0, end.index), detail: sentence.slice(end.index + 1).trim() }
}

/** Statuses by the code that main gives each (API docs, error codes). */
const statuses: Readonly<Record<string, number>> = {
  REQUEST_REFUSED: 400,
  KEY_REJECTED: 401,
  BALANCE_INSUFFICIENT: 402,
  PARAMETER_INVALID: 422,
  TOO_MANY_REQUESTS: 429,
  SERVER_ERROR: 500,
  OVERLOADED: 503,
}

/** What is said of a run that did not end well: who and what, then the status, what to do, and what it cost. */
export function failureWords(run: Run): { readonly title: string; readonly detail: string } {
  const error = run.error ?? { code: '', message: '' }
  const { code } = error
  const { title, detail } = splitSentence(kept(error.message))
  const status = statuses[code]
  const billed = run.status === 'failed' ? t('The draft is kept, nothing was billed.') : ''
  return {
    title:
      code === 'KEY_REJECTED' && run.keyHint !== null
        ? t('DeepSeek rejected this key {keyHint}', { keyHint: run.keyHint })
        : title,
    detail: [status === undefined ? '' : `${status}.`, ended(detail), billed].filter(Boolean).join(' '),
  }
}

/** The API's own words may lack their full stop. */
function ended(sentence: string): string {
  return sentence === '' || /[.!?。！？]$/.test(sentence) ? sentence : `${sentence}.`
}

/** Why an answer that ended is not what was wanted, although nothing failed. Null where it is. */
export function endWords(run: Run): { readonly title: string; readonly detail: string } | null {
  if (run.status !== 'completed') return null
  if (run.finishReason === 'length') return lengthWords(run)
  if (run.finishReason !== 'content_filter') return null
  return {
    title: t("DeepSeek's content filter ended this answer"),
    detail: t('content_filter. What came is kept, and billed. Change the prompt, then run again.'),
  }
}

function lengthWords(run: Run): { readonly title: string; readonly detail: string } {
  if (run.content !== '' || run.usage === null) {
    return {
      title: t('The answer was cut at max_tokens'),
      detail: t('length. Raise max_tokens and run again, or go on from here.'),
    }
  }
  const { output, thinking } = billedTokens(run.usage)
  return {
    title: t('All {thinking} tokens of max_tokens went to thinking', {
      thinking: formatInteger(thinking ?? output),
    }),
    detail: t('There is no answer. Raise max_tokens or lower the effort, then run again.'),
  }
}

/** How a run ended or stands, in a word or two for its header. */
export function stateWords(run: Run): string {
  switch (run.status) {
    case 'completed':
      return run.finishReason === 'length'
        ? t('cut at max_tokens')
        : t('complete, {reason}', { reason: run.finishReason ?? t('no reason given') })
    case 'cut-short':
      return run.error?.code === 'STOPPED' ? t('stopped by you') : t('cut short')
    case 'failed':
      return t('failed')
    default:
      return t(progressWords[run.progress.state])
  }
}

const progressWords: Readonly<Record<Run['progress']['state'], string>> = {
  sending: message('sending'),
  queued: message('waiting for a free slot'),
  retrying: message('trying again'),
  streaming: message('streaming'),
  stalled: message('no data'),
  ended: message('ending'),
}

/** "DeepSeek-V4-Flash-0731" as it is shown beside a model's name. */
export function servedName(served: string): string {
  return served.replace(/^deepseek-/i, '')
}
