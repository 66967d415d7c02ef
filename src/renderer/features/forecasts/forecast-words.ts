import type { SegmentKind } from '../../../contract/estimates.ts'
import type { CacheForecast, PrefixParting, Quantile } from '../../../contract/forecasts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { formatInteger } from '../../lib/format.ts'
import { segmentName } from '../../lib/segments.ts'

/** "1,920", or "≥ 1,920" where answers were cut off. */
export function quantileText({ tokens, atLeast }: Quantile): string {
  return `${atLeast ? '\u2265\u2009' : ''}${formatInteger(tokens)}`
}

/** How much history there is, where there is not enough: "2 of 5 runs". */
export function historyText({ runs, needed }: { readonly runs: number; readonly needed: number }): string {
  return t('{runs} of {needed} runs', { runs, needed })
}

/** How the likely figure came about, in a sentence. */
export function likelySentence({ likely, runs, needed }: CacheForecast): string {
  if (likely !== null)
    return t(
      'The median share of the ceiling that the last {runs} forecasts of this model hit; never all of it.',
      { runs: formatInteger(runs) },
    )
  const missing = needed - runs
  return t(
    "No history yet: {missing, plural, one {# more run} other {# more runs}} with something to hit, and this model's own hits say what is likely.",
    { missing },
  )
}

/** Where the draft and the nearest run part, in a sentence. */
export function partingSentence({ state, common, run, kind }: PrefixParting): string {
  const values = { common: formatInteger(common), number: run.number }
  if (state === 'goes-on')
    return t('This draft goes on from run {number}: the first {common} tokens are the same.', values)
  if (state === 'within') return t('All {common} tokens of this draft begin run {number} too.', values)
  const change = changeText(kind)
  if (common === 0) return t('Nothing is as in run {number}; there {change}.', { ...values, change })
  if (common === 1)
    return t('Only the first token is as in run {number}; there {change}.', { ...values, change })
  return t('The first {common} tokens are as in run {number}; there {change}.', { ...values, change })
}

function changeText({ draft, run }: PrefixParting['kind']): string {
  if (draft === 'effort' || run === 'effort') return t('the thinking effort changed')
  if (draft === null) return t('this draft ends')
  if (draft === run) return t('the {segment} text changed', { segment: nameInside(draft) })
  if (draft === 'control')
    return run === null
      ? t('the text of that run went on')
      : t('the {segment} text of that run went on', { segment: nameInside(run) })
  return run === null
    ? t('{segment} text stands where that run had its end', { segment: nameInside(draft) })
    : t('{segment} text stands where that run had {other}', {
        segment: nameInside(draft),
        other: nameInside(run),
      })
}

/** The name of a segment inside a sentence. */
function nameInside(kind: SegmentKind): string {
  return segmentName(kind).toLowerCase()
}
