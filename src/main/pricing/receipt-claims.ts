import type { Receipt, ReceiptSheet } from './receipt-types.ts'

/** One thing that is not as the receipt says. */
export type Difference = { readonly what: string; readonly receipt: string; readonly now: string }

/** A receipt's word against what is found now: nothing where they are the same. */
export function differ(what: string, receipt: string, now: string): readonly Difference[] {
  return receipt === now ? [] : [{ what, receipt, now }]
}

/** Where two receipts of one question say different things, besides stamps, hashes and the arithmetic of a sheet. */
export function differentClaims(receipt: Receipt, again: Receipt): readonly Difference[] {
  const then = claimsOf(receipt)
  const now = claimsOf(again)
  const sheets = [...new Set([...sheetNames(receipt), ...sheetNames(again)])]
  return [
    ...[...then].flatMap(([what, claim]) => differ(what, claim, now.get(what) ?? 'none')),
    ...sheets.flatMap((name) => differentSheet(name, sheetNamed(receipt, name), sheetNamed(again, name))),
  ]
}

function claimsOf({
  kind,
  run,
  model,
  profile,
  prompt,
  practice,
  band,
  notes,
}: Receipt): Map<string, string> {
  return new Map([
    ['kind', kind],
    ['run', run ?? 'none'],
    ['served model', model.served ?? 'none'],
    ['profile', profile ?? 'none'],
    ['certainty of the count', prompt.exact ? 'exact' : 'not exact'],
    ['practice', practice ? 'yes' : 'no'],
    ['band', band.band],
    ['certainty of the band', band.certain ? 'certain' : 'uncertain'],
    ['reason of the band', band.why],
    ['Beijing time', band.beijing],
    ['deciding instant', band.decidedBy ?? 'none'],
    ['notes', notes.join(' ')],
  ])
}

function differentSheet(
  name: string,
  then: ReceiptSheet | undefined,
  now: ReceiptSheet | undefined,
): readonly Difference[] {
  if (then === undefined || now === undefined)
    return differ(
      `${name}, as ${name.startsWith('billed') ? 'billed' : 'estimated'}`,
      then?.total ?? 'none',
      now?.total ?? 'none',
    )
  const claims = sheetClaims(now)
  return [...sheetClaims(then)].flatMap(([what, claim]) =>
    differ(`${name}, ${what}`, claim, claims.get(what) ?? 'none'),
  )
}

function sheetClaims({ priceRow, lines }: ReceiptSheet): Map<string, string> {
  return new Map([
    ['price row', priceRow.id],
    ['band of the price row', priceRow.band],
    ['start of the price row', priceRow.effectiveFrom],
    ['record of the price row', priceRow.recordedAt],
    ['source of the price row', priceRow.source],
    ['lines', lines.map(({ kind }) => kind).join(', ')],
    ...lines.map(({ kind, tokens }) => [`tokens of ${kind}`, String(tokens)] as const),
  ])
}

/** Each sheet has a name of its own; a second one of a name is one too many. */
function sheetNames({ sheets }: Receipt): readonly string[] {
  const seen = new Map<string, number>()
  return sheets.map(({ scenario, currency }) => {
    const name = `${scenario} ${currency}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

function sheetNamed(receipt: Receipt, name: string): ReceiptSheet | undefined {
  return receipt.sheets[sheetNames(receipt).indexOf(name)]
}
